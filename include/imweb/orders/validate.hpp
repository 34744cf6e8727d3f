// The rules that are checked before anything is sent: the shape of every value, and what the guide's page "주문 처리" forbids.
// Business rules (may this order be cancelled now?) are left to imweb.
//
//     if (auto failure = imweb::validate(target, action)) return *failure;   // names the field, its shape and the rule
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/base/utf8.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// The longest text, in bytes, that any field of this page may hold.
inline constexpr std::size_t max_field_bytes = 64;

namespace detail {

/// What is wrong with one field: "invoice_no is empty; rule: …". Empty when nothing is. The value itself is never shown.
using Complaint = std::optional<std::string>;

inline Complaint complain(std::string_view field, std::string_view shape, std::string_view rule) {
  return std::string{field}.append(" ").append(shape).append("; rule: ").append(rule);
}

inline Complaint check_identifier(std::string_view field, std::string_view text) {
  constexpr std::string_view rule = "1 to 64 characters, each a digit, a Latin letter, '_' or '-'";
  if (text.empty()) return complain(field, "is empty", rule);
  if (text.size() > max_field_bytes) return complain(field, "has " + std::to_string(text.size()) + " bytes", rule);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool allowed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    if (!allowed) return complain(field, "has a forbidden character at byte " + std::to_string(i), rule);
  }
  return std::nullopt;
}

inline Complaint check_text(std::string_view field, std::string_view text) {
  constexpr std::string_view rule = "1 to 64 bytes of valid UTF-8 without blanks, control or invisible characters";
  if (text.empty()) return complain(field, "is empty", rule);
  if (text.size() > max_field_bytes) return complain(field, "has " + std::to_string(text.size()) + " bytes", rule);
  for (std::size_t at = 0; at < text.size();) {
    const auto c = first_code_point(text.substr(at));
    const std::string where = " at byte " + std::to_string(at);
    if (!c) return complain(field, "is not valid UTF-8" + where, rule);
    if (is_blank(c->value)) return complain(field, "has a blank" + where, rule);
    if (is_unprintable(c->value)) return complain(field, "has a control or invisible character" + where, rule);
    at += c->size;
  }
  return std::nullopt;
}

inline Complaint check(const ParcelCode& parcel_code, std::string_view invoice_no) {
  if (auto wrong = check_text("parcel_code", parcel_code.str())) return wrong;
  return check_text("invoice_no", invoice_no);
}

inline Complaint check(const ReasonCode& reason_code) { return check_text("reason_code", reason_code.str()); }

inline Complaint check(const Collection& collection) {
  const Shipment* shipment = collection.shipment();
  return shipment ? check(shipment->parcel_code, shipment->invoice_no) : std::nullopt;
}

inline Complaint check(const DelivFeeMethod& method, const ReasonCode& reason) {
  if (at_fault(reason) == Fault::seller)
    return complain("deliv_fee_method", "is given although the reason puts the seller at fault",
                    "give it only where the buyer is at fault (INTENT_CHANGED, COLOR_AND_SIZE, WRONG_ORDER)");
  return check_text("deliv_fee_method", method.str());
}

inline Complaint check(const Deposit&) { return std::nullopt; }
inline Complaint check(const Place&) { return std::nullopt; }
inline Complaint check(const Complete&) { return std::nullopt; }
inline Complaint check(const Send& send) { return check(send.parcel_code, send.invoice_no); }
inline Complaint check(const Cancel& cancel) { return check(cancel.reason_code); }
inline Complaint check(const Return& action) {
  if (auto wrong = check(action.reason_code)) return wrong;
  if (action.deliv_fee_method)
    if (auto wrong = check(*action.deliv_fee_method, action.reason_code)) return wrong;
  return check(action.collection);
}
inline Complaint check(const Exchange& action) {
  if (auto wrong = check(action.reason_code)) return wrong;
  return check(action.collection);
}
inline Complaint check(const OrderTarget& target) {
  if (auto wrong = check_identifier("order_no", target.order_no.str())) return wrong;
  return target.prod_order_no ? check_identifier("prod_order_no", target.prod_order_no->str()) : std::nullopt;
}

}  // namespace detail

/// Why this action cannot be sent to this target, as an `invalid_argument` failure; empty when it can.
/// The message names the field, the shape of the value and the rule, never the value.
[[nodiscard]] inline std::optional<Failure> validate(const OrderTarget& target, const OrderAction& action) {
  auto wrong = detail::check(target);
  if (!wrong) wrong = std::visit([](const auto& one) { return detail::check(one); }, action);
  if (!wrong) return std::nullopt;
  return Failure{{.kind = FailureKind::invalid_argument,
                  .effect = Effect::not_applied,
                  .message = std::string{name(action)} + " was not sent: " + *wrong + ". Correct the value and call again."}};
}

}  // namespace imweb::inline v0

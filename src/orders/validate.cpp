#include <imweb/orders/validate.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "orders/complaint.hpp"

namespace imweb::inline v0 {

namespace {

constexpr std::uint8_t max_decimals = 4;

Complaint check(const ParcelCode& parcel_code, std::string_view invoice_no) {
  if (auto wrong = check_text("parcel_code", parcel_code.str())) return wrong;
  return check_text("invoice_no", invoice_no);
}

Complaint check(const ReasonCode& reason_code) { return check_text("reason_code", reason_code.str()); }

Complaint check(const Collection& collection) {
  const Shipment* shipment = collection.shipment();
  return shipment ? check(shipment->parcel_code, shipment->invoice_no) : std::nullopt;
}

Complaint check(const Redelivery& delivery) {
  if (const Shipment* shipment = delivery.shipment()) return check(shipment->parcel_code, shipment->invoice_no);
  if (delivery.method().str() == "DELIVERY") return complain("method", "is DELIVERY without a parcel", "give a Shipment instead");
  return check_text("method", delivery.method().str());
}

Complaint check(const DelivFeeMethod& method, const ReasonCode& reason) {
  if (at_fault(reason) == Fault::seller)
    return complain("deliv_fee_method", "is given although the reason puts the seller at fault",
                    "give it only where the buyer is at fault (INTENT_CHANGED, COLOR_AND_SIZE, WRONG_ORDER)");
  return check_text("deliv_fee_method", method.str());
}

Complaint check(std::string_view field, const Money& money) {
  constexpr std::string_view rule = "an amount of 0 or more with at most 4 decimals";
  if (money.amount < 0) return complain(field, "is negative", rule);
  return money.decimals <= max_decimals ? std::nullopt : complain(field, "has too many decimals", rule);
}

Complaint check_item(std::string_view field, const ItemPrice& item) { return check(std::string{field} + ".price", item.price); }
Complaint check_item(std::string_view field, const ItemPoint& item) { return check(std::string{field} + ".point", item.point); }

template <class Item>
Complaint check(std::string_view field, const std::vector<Item>& items) {
  for (const auto& item : items) {
    if (auto wrong = check_identifier(std::string{field} + ".prod_order_no", item.prod_order_no.str())) return wrong;
    if (auto wrong = check_item(field, item)) return wrong;
  }
  std::vector<std::string_view> numbers;
  numbers.reserve(items.size());
  for (const auto& item : items) numbers.push_back(item.prod_order_no.str());
  std::sort(numbers.begin(), numbers.end());
  if (std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end()) return std::nullopt;
  return complain(field, "names an item twice", "each prod_order_no once");
}

Complaint check(const RefundPoint& points) {
  if (!points.items()) return std::nullopt;
  if (points.items()->empty()) return complain("refund_point", "is an empty list", "say NoPointRefund{} where no points go back");
  return check("refund_point", *points.items());
}

/// What CancelAccept and ReturnDone have in common.
Complaint check_refund(const auto& action) {
  if (auto wrong = check("etc_price", action.etc_price)) return wrong;
  if (auto wrong = check(action.refund_point)) return wrong;
  return action.claim_memo ? check_free_text("claim_memo", *action.claim_memo) : std::nullopt;
}

bool is_without_extra_fee(const WithholdReason& reason) {
  const auto others = {WithholdReason::delivery_fee, WithholdReason::product_ready, WithholdReason::product_not_delivered,
                       WithholdReason::hold_back, WithholdReason::etc};
  return std::find(others.begin(), others.end(), reason) != others.end();
}

Complaint check(const auto&) { return std::nullopt; }  // nothing to say wrong
Complaint check(const Send& send) { return check(send.parcel_code, send.invoice_no); }
Complaint check(const SetInvoice& invoice) { return check(invoice.parcel_code, invoice.invoice_no); }
Complaint check(const Cancel& cancel) { return check(cancel.reason_code); }
Complaint check(const Return& action) {
  if (auto wrong = check(action.reason_code)) return wrong;
  if (action.deliv_fee_method)
    if (auto wrong = check(*action.deliv_fee_method, action.reason_code)) return wrong;
  return check(action.collection);
}
Complaint check(const Exchange& action) {
  if (auto wrong = check(action.reason_code)) return wrong;
  return check(action.collection);
}
Complaint check(const CancelReject& action) { return check(action.parcel_code, action.invoice_no); }
Complaint check(const CancelAccept& action) { return check_refund(action); }
Complaint check(const ReturnReject& action) { return check_free_text("reason", action.reason); }
Complaint check(const ReturnDone& action) { return check_refund(action); }
Complaint check(const ExchangeReject& action) { return check(action.parcel_code, action.invoice_no); }
Complaint check(const ExchangeAccept& action) { return action.etc_price ? check("etc_price", *action.etc_price) : std::nullopt; }
Complaint check(const ExchangeWithhold& action) {
  if (auto wrong = check_text("reason_code", action.reason_code.str())) return wrong;
  if (auto wrong = check_free_text("reason_detail", action.reason_detail)) return wrong;
  if (!action.etc_price.empty() && is_without_extra_fee(action.reason_code))
    return complain("etc_price", "is given although the reason is another", "give it only with EXCHANGE_EXTRAFEE");
  return check("etc_price", action.etc_price);
}
Complaint check(const ExchangeResend& action) { return check(action.delivery); }

Complaint check(const OrderTarget& target) {
  if (auto wrong = check_identifier("order_no", target.order_no.str())) return wrong;
  return target.prod_order_no ? check_identifier("prod_order_no", target.prod_order_no->str()) : std::nullopt;
}
Complaint check(const ProdOrderNo& prod_order_no) { return check_identifier("prod_order_no", prod_order_no.str()); }

template <class Target, class Action>
std::optional<Failure> validated(const Target& target, const Action& action) {
  auto wrong = check(target);
  if (!wrong) wrong = std::visit([](const auto& one) { return check(one); }, action);
  if (!wrong) return std::nullopt;
  return Failure{{.kind = FailureKind::invalid_argument,
                  .effect = Effect::not_applied,
                  .message = std::string{name(action)} + " was not sent: " + *wrong + ". Correct the value and call again."}};
}

}  // namespace

std::optional<Failure> validate(const OrderTarget& target, const OrderAction& action) { return validated(target, action); }
std::optional<Failure> validate(const ProdOrderNo& prod_order_no, const ItemAction& action) {
  return validated(prod_order_no, action);
}

}  // namespace imweb::inline v0

// What can be done with an order: the seven actions of the guide's page "주문 처리" (PATCH /shop/orders/{order_no}/{status}).
// Plain values: build them with designated initialisers; compare, print, queue, journal and replay them.
//
//     imweb::Return{.reason_code = imweb::ReasonCode::broken,
//                   .collection = imweb::Shipment{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"}}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/deliv_fee_method.hpp>
#include <imweb/orders/parcel_code.hpp>
#include <imweb/orders/reason_code.hpp>

namespace imweb::inline v0 {

/// A parcel on its way: the carrier and its invoice number (운송장번호).
struct Shipment {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const Shipment&, const Shipment&) = default;
};

/// The seller fetches the goods; no carrier is involved (직접 수거).
struct DirectCollection {
  friend bool operator==(const DirectCollection&, const DirectCollection&) = default;
};

/// How returned goods come back: `collect_type` on the wire. There is no default, so forgetting it does not compile.
class Collection {
 public:
  Collection(DirectCollection) {}                                    // NOLINT(google-explicit-constructor): one-of
  Collection(Shipment shipment) : shipment_(std::move(shipment)) {}  // NOLINT(google-explicit-constructor): one-of

  /// The parcel that brings the goods back; null when the seller fetches them.
  [[nodiscard]] const Shipment* shipment() const noexcept { return shipment_ ? &*shipment_ : nullptr; }
  [[nodiscard]] bool is_direct() const noexcept { return !shipment_; }

  friend bool operator==(const Collection&, const Collection&) = default;

 private:
  std::optional<Shipment> shipment_;
};

/// Confirms that the payment arrived (입금확인 처리): PAY_WAIT → PAY_COMPLETE.
struct Deposit {
  friend bool operator==(const Deposit&, const Deposit&) = default;
};

/// Starts preparing the parcel (배송준비 처리): PAY_COMPLETE → STANDBY.
struct Place {
  friend bool operator==(const Place&, const Place&) = default;
};

/// Dispatches the parcel (발송처리): STANDBY → DELIVERING. imweb may notify the buyer.
struct Send {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const Send&, const Send&) = default;
};

/// Marks the parcel as delivered without waiting for the carrier (강제 배송완료 처리): DELIVERING → COMPLETE.
struct Complete {
  friend bool operator==(const Complete&, const Complete&) = default;
};

/// The seller cancels the sale (판매취소). May refund the buyer.
struct Cancel {
  ReasonCode reason_code;

  friend bool operator==(const Cancel&, const Cancel&) = default;
};

/// The goods come back (반품처리).
struct Return {
  ReasonCode reason_code;
  std::optional<DelivFeeMethod> deliv_fee_method{};  ///< only where the buyer is at fault
  Collection collection;

  friend bool operator==(const Return&, const Return&) = default;
};

/// The goods come back and others go out (교환처리).
struct Exchange {
  ReasonCode reason_code;
  Collection collection;

  friend bool operator==(const Exchange&, const Exchange&) = default;
};

/// Any of the seven; each struct above converts to it.
using OrderAction = std::variant<Deposit, Place, Send, Complete, Cancel, Return, Exchange>;

/// The guide's word for the action, which is also the last part of the path: "send".
[[nodiscard]] inline std::string_view name(const OrderAction& action) noexcept {
  constexpr std::string_view names[] = {"deposit", "place", "send", "complete", "cancel", "return", "exchange"};
  return names[action.index()];
}

/// Each value on one line, for logs: "parcel_code=CJ invoice_no=631245789012", "cancel reason_code=BROKEN".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Shipment& shipment);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const DirectCollection& direct);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Collection& collection);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Deposit& deposit);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Place& place);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Send& send);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Complete& complete);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Cancel& cancel);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Return& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Exchange& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const OrderAction& action);

}  // namespace imweb::inline v0

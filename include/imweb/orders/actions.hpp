// What can be done with an order, or with one item of it: the seven actions of the guide's page "주문 처리", invoices, and, in
// orders/claims.hpp, the steps of claims.
// Plain values: build them with designated initialisers; compare, print, queue, journal and replay them.
//
//     imweb::Return{.reason_code = imweb::ReasonCode::broken,
//                   .collection = imweb::Shipment{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"}}
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/claims.hpp>
#include <imweb/orders/deliv_fee_method.hpp>
#include <imweb/orders/parcel_code.hpp>
#include <imweb/orders/reason_code.hpp>
#include <imweb/orders/shipment.hpp>

namespace imweb::inline v0 {

/// Confirms that the payment arrived (입금확인 처리): PAY_WAIT → PAY_COMPLETE.
struct Deposit {
  friend bool operator==(const Deposit&, const Deposit&) = default;
};

/// Starts preparing the parcel (배송준비 처리): PAY_COMPLETE → STANDBY.
struct Place {
  friend bool operator==(const Place&, const Place&) = default;
};

/// Dispatches the parcel (발송처리): STANDBY → DELIVERING. imweb may notify the buyer. For one item by its own number it is unknown
/// whether imweb reads the invoice here: there, SetInvoice first and then SendItem is the measured way.
struct Send {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const Send&, const Send&) = default;
};

/// Dispatches one item whose invoice was set before (SetInvoice): STANDBY → DELIVERING. Sends no data.
struct SendItem {
  friend bool operator==(const SendItem&, const SendItem&) = default;
};

/// Sets carrier and invoice number (송장 입력) and leaves the status as it is: STANDBY or later stays what it is until it is sent.
struct SetInvoice {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const SetInvoice&, const SetInvoice&) = default;
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

/// What can be done with an order, or with an item of it by the order's number; each of these structs converts to it.
using OrderAction =
    std::variant<Deposit, Place, Send, Complete, Cancel, Return, Exchange, SetInvoice, CancelReject, CancelAccept, CancelRetry,
                 ForceCancelWithoutRefund, ReturnReject, ReturnAccept, ReturnCollectDone, ReturnWithhold, ReturnReleaseHold,
                 ReturnDone, ForceReturnDoneWithoutRefund, ExchangeReject, ExchangeAccept, ExchangeCollectDone, ExchangeWithhold,
                 ExchangeReleaseHold, ExchangeResend, ExchangeDone>;

/// What can be done with one item by its own number alone. Guide pages "품목 주문 처리" and "송장 입력".
using ItemAction = std::variant<Deposit, Place, Send, SendItem, Complete, SetInvoice>;

/// The guide's word for the action, which is also the end of the path: "send", "cancel/accept", "invoice". SendItem is "send" too.
[[nodiscard]] IMWEB_EXPORT std::string_view name(const OrderAction& action) noexcept;

namespace detail {
[[nodiscard]] IMWEB_EXPORT std::string_view name_of_item_action(const ItemAction& action) noexcept;
}
template <std::same_as<ItemAction> Action>  // and nothing that converts to it: name(Place{}) would be ambiguous
[[nodiscard]] std::string_view name(const Action& action) noexcept {
  return detail::name_of_item_action(action);
}

/// True where imweb may pay money or points back: Cancel, CancelAccept, CancelRetry, ReturnDone. The forced steps are not among them:
/// they only write down that a claim has ended.
[[nodiscard]] IMWEB_EXPORT bool moves_money(const OrderAction& action) noexcept;

/// True where a second time cannot be taken back, so that after an unknown effect nothing but a person may repeat it: what moves money,
/// what closes a claim without refund, and ExchangeResend and the rejections, which send goods out.
[[nodiscard]] IMWEB_EXPORT bool only_a_person_repeats(const OrderAction& action) noexcept;

/// Each value on one line, for logs: "send parcel_code=CJ invoice_no=631245789012", "cancel reason_code=BROKEN".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Deposit& deposit);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Place& place);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Send& send);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const SendItem& send);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const SetInvoice& invoice);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Complete& complete);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Cancel& cancel);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Return& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Exchange& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const OrderAction& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ItemAction& action);

}  // namespace imweb::inline v0

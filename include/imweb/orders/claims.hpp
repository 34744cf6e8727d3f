// What can be done with a claim, once there is one: the eighteen steps of the guide's pages on cancellations, returns and exchanges
// (PATCH /shop/orders/{order_no}/{cancel|return|exchange}/{step}). Plain values, like the actions beside them.
//
//     imweb::CancelAccept{.refund_point = imweb::NoPointRefund{}}
//     imweb::ExchangeResend{.delivery = imweb::Shipment{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"}}
//
// Nobody has reported yet how imweb answers these: they are sent as the guide says. Free texts may hold 1 to 500 bytes of UTF-8, with
// line feeds but no other control characters; that limit is ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/claim_words.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/parcel_code.hpp>
#include <imweb/orders/refund.hpp>

namespace imweb::inline v0 {

/// Rejects the buyer's wish to cancel AND DISPATCHES THE PARCEL in the same step: the goods leave with this invoice (취소 거절).
/// CANCEL_REQUEST → DELIVERING.
struct CancelReject {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const CancelReject&, const CancelReject&) = default;
};

/// Accepts the buyer's wish to cancel and REFUNDS (취소 승인): CANCEL_REQUEST → CANCELING → CANCEL, or CANCEL_FAILED where the refund fails.
/// What cannot be refunded automatically (bank transfer, virtual account) is refused with 자동환불불가. Points and prices must not exceed what
/// remains of the item; cancelling the whole order gives points back by itself.
struct CancelAccept {
  std::vector<ItemPrice> etc_price{};       ///< what is settled besides the goods, by item; empty: nothing, and not sent
  RefundPoint refund_point;                 ///< must be said: points that are not named are not given back
  std::optional<std::string> claim_memo{};  ///< free text

  friend bool operator==(const CancelAccept&, const CancelAccept&) = default;
};

/// Tries the automatic REFUND again that is stuck in CANCELING (card payments of whole orders).
struct CancelRetry {
  friend bool operator==(const CancelRetry&, const CancelRetry&) = default;
};

/// Marks as cancelled WITHOUT ANY REFUND: NO MONEY MOVES, the buyer gets nothing back from imweb (`cancel/force_cancel`). Meant for bank
/// transfer and virtual account, where the seller pays back by hand, before or after.
struct ForceCancelWithoutRefund {
  friend bool operator==(const ForceCancelWithoutRefund&, const ForceCancelWithoutRefund&) = default;
};

/// Rejects the return; the buyer keeps the goods, or gets an exchange instead (반품 거절).
struct ReturnReject {
  std::string reason;  ///< free text

  friend bool operator==(const ReturnReject&, const ReturnReject&) = default;
};

/// Accepts the return: the goods may come (반품 승인). RETURN_REQUEST → RETURN_COLLECTING.
struct ReturnAccept {
  friend bool operator==(const ReturnAccept&, const ReturnAccept&) = default;
};

/// The returned goods arrived (수거 완료). RETURN_COLLECTING → RETURN_COLLECT_DONE.
struct ReturnCollectDone {
  friend bool operator==(const ReturnCollectDone&, const ReturnCollectDone&) = default;
};

/// Withholds the return (반품 보류). NAVER PAY ORDERS ONLY.
struct ReturnWithhold {
  friend bool operator==(const ReturnWithhold&, const ReturnWithhold&) = default;
};

/// Ends the withholding (반품 보류 해제). NAVER PAY ORDERS ONLY.
struct ReturnReleaseHold {
  friend bool operator==(const ReturnReleaseHold&, const ReturnReleaseHold&) = default;
};

/// Ends the return and REFUNDS (반품 완료): RETURN_COLLECT_DONE → RETURN_REFUNDING → RETURN, or RETURN_REFUND_FAILED where the refund fails.
/// What cannot be refunded automatically is refused with 자동환불불가.
struct ReturnDone {
  std::vector<ItemPrice> etc_price{};       ///< what is settled besides the goods, by item; empty: nothing, and not sent
  RefundPoint refund_point;                 ///< must be said: points that are not named are not given back
  std::optional<std::string> claim_memo{};  ///< free text

  friend bool operator==(const ReturnDone&, const ReturnDone&) = default;
};

/// Marks as returned WITHOUT ANY REFUND: NO MONEY MOVES, the buyer gets nothing back from imweb (`return/return_force_done`). For refunds that
/// failed or hang (RETURN_REFUND_FAILED, RETURN_REFUNDING) and that the seller pays by hand.
struct ForceReturnDoneWithoutRefund {
  friend bool operator==(const ForceReturnDoneWithoutRefund&, const ForceReturnDoneWithoutRefund&) = default;
};

/// Rejects the exchange (교환 거절). The guide wants an invoice here too, as for CancelReject: expect a dispatch.
struct ExchangeReject {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const ExchangeReject&, const ExchangeReject&) = default;
};

/// Accepts the exchange: the goods may come back (교환 승인). EXCHANGE_REQUEST → EXCHANGE_COLLECTING.
struct ExchangeAccept {
  std::optional<Money> etc_price{};  ///< what is settled besides; limits as for ItemPrice

  friend bool operator==(const ExchangeAccept&, const ExchangeAccept&) = default;
};

/// The goods to exchange arrived (수거 완료). EXCHANGE_COLLECTING → EXCHANGE_COLLECT_DONE.
struct ExchangeCollectDone {
  friend bool operator==(const ExchangeCollectDone&, const ExchangeCollectDone&) = default;
};

/// Withholds the exchange (교환 보류).
struct ExchangeWithhold {
  WithholdReason reason_code;
  std::string reason_detail;           ///< free text
  std::vector<ItemPrice> etc_price{};  ///< only with WithholdReason::extra_fee: what is to be paid for each item

  friend bool operator==(const ExchangeWithhold&, const ExchangeWithhold&) = default;
};

/// Ends the withholding (교환 보류 해제).
struct ExchangeReleaseHold {
  friend bool operator==(const ExchangeReleaseHold&, const ExchangeReleaseHold&) = default;
};

/// Sends the other goods (재발송). EXCHANGE_COLLECT_DONE → REDELIVERING.
struct ExchangeResend {
  Redelivery delivery;

  friend bool operator==(const ExchangeResend&, const ExchangeResend&) = default;
};

/// Ends the exchange (교환 완료). REDELIVERING → EXCHANGE.
struct ExchangeDone {
  friend bool operator==(const ExchangeDone&, const ExchangeDone&) = default;
};

/// Each on one line, for logs: "cancel/accept refund_point=none claim_memo=(23 bytes)". Free texts, which may hold personal data, are
/// shown by their length alone.
[[nodiscard]] IMWEB_EXPORT std::string to_string(const CancelReject& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const CancelAccept& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const CancelRetry& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ForceCancelWithoutRefund& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnReject& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnAccept& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnCollectDone& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnWithhold& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnReleaseHold& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ReturnDone& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ForceReturnDoneWithoutRefund& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeReject& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeAccept& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeCollectDone& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeWithhold& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeReleaseHold& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeResend& action);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ExchangeDone& action);

}  // namespace imweb::inline v0

#include <imweb/orders/claims.hpp>

#include <string_view>

namespace imweb::inline v0 {

namespace {

template <class Item>
std::string listed(const std::vector<Item>& items) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ",") + to_string(item);
  return text;
}

std::string free_text(std::string_view field, const std::string& text) {
  return " " + std::string{field} + "=(" + std::to_string(text.size()) + " bytes)";
}

std::string prices(const std::vector<ItemPrice>& items) { return items.empty() ? "" : " etc_price=" + listed(items); }

/// What CancelAccept and ReturnDone have in common.
template <class Refund>
std::string refund(std::string_view name, const Refund& action) {
  return std::string{name} + prices(action.etc_price) + " refund_point=" + to_string(action.refund_point) +
         (action.claim_memo ? free_text("claim_memo", *action.claim_memo) : "");
}

template <class Rejection>
std::string rejection(std::string_view name, const Rejection& action) {
  return std::string{name} + " " + to_string(Shipment{.parcel_code = action.parcel_code, .invoice_no = action.invoice_no});
}

}  // namespace

std::string to_string(const ItemPrice& item) { return item.prod_order_no.str() + ":" + to_string(item.price); }
std::string to_string(const ItemPoint& item) { return item.prod_order_no.str() + ":" + to_string(item.point); }
std::string to_string(const NoPointRefund&) { return "none"; }
std::string to_string(const RefundPoint& points) { return points.items() ? listed(*points.items()) : to_string(NoPointRefund{}); }
std::string to_string(const Redelivery& delivery) {
  return "method=" + delivery.method().str() + (delivery.shipment() ? " " + to_string(*delivery.shipment()) : "");
}

std::string to_string(const CancelReject& action) { return rejection("cancel/reject", action); }
std::string to_string(const CancelAccept& action) { return refund("cancel/accept", action); }
std::string to_string(const CancelRetry&) { return "cancel/retry"; }
std::string to_string(const ForceCancelWithoutRefund&) { return "cancel/force_cancel"; }
std::string to_string(const ReturnReject& action) { return "return/reject" + free_text("reason", action.reason); }
std::string to_string(const ReturnAccept&) { return "return/accept"; }
std::string to_string(const ReturnCollectDone&) { return "return/collect_done"; }
std::string to_string(const ReturnWithhold&) { return "return/withhold"; }
std::string to_string(const ReturnReleaseHold&) { return "return/releasehold"; }
std::string to_string(const ReturnDone& action) { return refund("return/return_done", action); }
std::string to_string(const ForceReturnDoneWithoutRefund&) { return "return/return_force_done"; }
std::string to_string(const ExchangeReject& action) { return rejection("exchange/reject", action); }
std::string to_string(const ExchangeAccept& action) {
  return action.etc_price ? "exchange/accept etc_price=" + to_string(*action.etc_price) : "exchange/accept";
}
std::string to_string(const ExchangeCollectDone&) { return "exchange/collect_done"; }
std::string to_string(const ExchangeWithhold& action) {
  return "exchange/withhold reason_code=" + action.reason_code.str() + free_text("reason_detail", action.reason_detail) +
         prices(action.etc_price);
}
std::string to_string(const ExchangeReleaseHold&) { return "exchange/releasehold"; }
std::string to_string(const ExchangeResend& action) { return "exchange/resend " + to_string(action.delivery); }
std::string to_string(const ExchangeDone&) { return "exchange/exchange_done"; }

}  // namespace imweb::inline v0

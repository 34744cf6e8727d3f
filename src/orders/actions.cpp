#include <imweb/orders/actions.hpp>

#include <imweb/orders/action_names.hpp>

namespace imweb::inline v0 {

std::string_view name(const OrderAction& action) noexcept { return detail::order_action_names[action.index()]; }

std::string_view detail::name_of_item_action(const ItemAction& action) noexcept { return item_action_names[action.index()]; }

namespace {

template <class... Actions>
bool is_one_of(const OrderAction& action) noexcept {
  return (std::holds_alternative<Actions>(action) || ...);
}

std::string with_parcel(std::string_view name, const ParcelCode& parcel_code, const std::string& invoice_no) {
  return std::string{name} + " " + to_string(Shipment{.parcel_code = parcel_code, .invoice_no = invoice_no});
}

}  // namespace

bool moves_money(const OrderAction& action) noexcept { return is_one_of<Cancel, CancelAccept, CancelRetry, ReturnDone>(action); }

bool only_a_person_repeats(const OrderAction& action) noexcept {
  return moves_money(action) ||
         is_one_of<ForceCancelWithoutRefund, ForceReturnDoneWithoutRefund, ExchangeResend, CancelReject, ExchangeReject>(action);
}

std::string to_string(const Shipment& shipment) {
  return "parcel_code=" + shipment.parcel_code.str() + " invoice_no=" + shipment.invoice_no;
}
std::string to_string(const DirectCollection&) { return "direct collection"; }
std::string to_string(const Collection& collection) {
  return collection.is_direct() ? to_string(DirectCollection{}) : to_string(*collection.shipment());
}
std::string to_string(const Deposit&) { return "deposit"; }
std::string to_string(const Place&) { return "place"; }
std::string to_string(const Send& send) { return with_parcel("send", send.parcel_code, send.invoice_no); }
std::string to_string(const SendItem&) { return "send"; }
std::string to_string(const SetInvoice& invoice) { return with_parcel("invoice", invoice.parcel_code, invoice.invoice_no); }
std::string to_string(const Complete&) { return "complete"; }
std::string to_string(const Cancel& cancel) { return "cancel reason_code=" + cancel.reason_code.str(); }
std::string to_string(const Return& action) {
  const std::string fee = action.deliv_fee_method ? " deliv_fee_method=" + action.deliv_fee_method->str() : "";
  return "return reason_code=" + action.reason_code.str() + fee + " " + to_string(action.collection);
}
std::string to_string(const Exchange& action) {
  return "exchange reason_code=" + action.reason_code.str() + " " + to_string(action.collection);
}
std::string to_string(const OrderAction& action) {
  return std::visit([](const auto& one) { return to_string(one); }, action);
}
std::string to_string(const ItemAction& action) {
  return std::visit([](const auto& one) { return to_string(one); }, action);
}

}  // namespace imweb::inline v0

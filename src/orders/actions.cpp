#include <imweb/orders/actions.hpp>

namespace imweb::inline v0 {

std::string to_string(const Shipment& shipment) {
  return "parcel_code=" + shipment.parcel_code.str() + " invoice_no=" + shipment.invoice_no;
}
std::string to_string(const DirectCollection&) { return "direct collection"; }
std::string to_string(const Collection& collection) {
  return collection.is_direct() ? to_string(DirectCollection{}) : to_string(*collection.shipment());
}
std::string to_string(const Deposit&) { return "deposit"; }
std::string to_string(const Place&) { return "place"; }
std::string to_string(const Send& send) {
  return "send parcel_code=" + send.parcel_code.str() + " invoice_no=" + send.invoice_no;
}
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

}  // namespace imweb::inline v0

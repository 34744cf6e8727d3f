#include <imweb/orders/prod_order.hpp>

namespace imweb::inline v0 {

std::string to_string(const ProdOrder& prod_order) {
  std::string text = prod_order.prod_order_no.str() + " " + prod_order.status.str();
  const auto add = [&text](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string{" "} + name + "=" + value;
  };
  add("claim_type", prod_order.claim_type.str());
  add("claim_status", prod_order.claim_status.str());
  add("parcel_code", prod_order.parcel_code);
  add("invoice_no", prod_order.invoice_no);
  return text;
}

}  // namespace imweb::inline v0

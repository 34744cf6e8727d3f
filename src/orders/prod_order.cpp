#include <imweb/orders/prod_order.hpp>

#include <cstddef>

#include <imweb/orders/money.hpp>

namespace imweb::inline v0 {

std::string to_string(const Money& money) {
  const bool is_negative = money.amount < 0;
  std::string digits = std::to_string(money.amount).substr(is_negative ? 1 : 0);
  if (money.decimals > 0) {
    if (digits.size() <= money.decimals) digits.insert(0, money.decimals + std::size_t{1} - digits.size(), '0');
    digits.insert(digits.size() - money.decimals, ".");
  }
  return (is_negative ? "-" : "") + digits + (money.currency.empty() ? "" : " " + money.currency);
}

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

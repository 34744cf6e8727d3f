#include <imweb/orders/results.hpp>

#include <imweb/base/shown_text.hpp>

namespace imweb::inline v0 {

namespace {

std::string reason_of(const std::string& msg, const std::string& detail_msg) {
  return ": " + shown_text(msg) + (detail_msg.empty() ? "" : " (" + shown_text(detail_msg) + ")");
}

}  // namespace

std::string to_string(const OrderActionFailedProdOrder& item) {
  return item.prod_order_no.str() + reason_of(item.msg, item.detail_msg);
}
std::string to_string(const OrderActionFailed& order) {
  std::string text = order.order_no.str() + " refused";
  if (order.msg || order.detail_msg) text += reason_of(order.msg.value_or(""), order.detail_msg.value_or(""));
  for (const auto& item : order.prod_order_list) text += "; " + to_string(item);
  return text;
}
std::string to_string(const OrderActionResult& result) {
  std::string text = "success:";
  for (const auto& order_no : result.success) text += " " + order_no.str();
  for (const auto& order : result.failed) text += "; " + to_string(order);
  return text;
}

}  // namespace imweb::inline v0

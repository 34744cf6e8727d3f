#include <imweb/orders/results.hpp>

#include <imweb/base/shown_text.hpp>

namespace imweb::inline v0 {

namespace {

std::string reason_of(const std::string& msg, const std::string& detail_msg) {
  return ": " + shown_text(msg) + (detail_msg.empty() ? "" : " (" + shown_text(detail_msg) + ")");
}

template <class Result>
std::string listed(const Result& result) {
  std::string text = "success:";
  for (const auto& number : result.success) text += " " + number.str();
  for (const auto& failed : result.failed) text += "; " + to_string(failed);
  return text;
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
std::string to_string(const OrderActionResult& result) { return listed(result); }
std::string to_string(const ProdOrderActionResult& result) { return listed(result); }

}  // namespace imweb::inline v0

#include <algorithm>

#include <imweb/ship.hpp>

namespace imweb::inline v0 {

std::size_t ShipReport::count(ShipState state) const noexcept {
  const auto is_it = [state](const ShippedItem& item) { return item.state == state; };
  return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), is_it));
}

bool ShipReport::is_complete() const noexcept {
  return count(ShipState::shipped) + count(ShipState::already_shipped) == items.size();
}

std::string to_string(const ShippedItem& item) {
  std::string text = item.prod_order_no ? item.prod_order_no->str() : item.order_no.str();
  text.append(" ").append(to_string(item.state));
  for (const ShipStep step : item.steps) text.append(&step == item.steps.data() ? ": " : ", ").append(to_string(step));
  return item.message.empty() ? text : text + "; " + item.message;
}

}  // namespace imweb::inline v0

// What an item's own number tells of its order: it is the order's number, a dash and a counter (wire.md "Formats").
#pragma once

#include <optional>
#include <string_view>

#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// Whether `number` is one for an item of that order, by its form alone.
[[nodiscard]] inline bool is_within(std::string_view order_no, std::string_view number) noexcept {
  return number.starts_with(order_no) && number.substr(order_no.size()).starts_with('-');
}

/// The order in the item's number: all before the last dash, as an order's number may have dashes of its own. Empty where that is nothing.
[[nodiscard]] inline std::optional<OrderNo> order_in(const ProdOrderNo& item) {
  const std::size_t dash = item.str().rfind('-');
  if (dash == std::string::npos || dash == 0) return std::nullopt;
  return OrderNo{item.str().substr(0, dash)};
}

}  // namespace imweb::inline v0

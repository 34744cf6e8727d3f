// The steps of shipping, and by which of imweb's pages they are made. Used by ship.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <imweb/base/print.hpp>

namespace imweb::inline v0 {

/// What shipping one item may take, in this order.
enum class ShipStep : std::uint8_t {
  place,        ///< PAY_COMPLETE → STANDBY
  set_invoice,  ///< the carrier and the invoice number; the status stays
  send,         ///< STANDBY → DELIVERING; imweb may notify the buyer
};

[[nodiscard]] constexpr std::string_view to_string(ShipStep step) noexcept {
  constexpr std::string_view names[] = {"place", "set_invoice", "send"};
  return names[static_cast<std::size_t>(step)];
}

/// By which of imweb's pages the steps are made.
enum class ShipRoute : std::uint8_t {
  by_item,   ///< one request a step and item; measured to work
  by_order,  ///< one request a step and order where its items need the same; documented, nobody has published a run
};

[[nodiscard]] constexpr std::string_view to_string(ShipRoute route) noexcept {
  return route == ShipRoute::by_item ? "by_item" : "by_order";
}

}  // namespace imweb::inline v0

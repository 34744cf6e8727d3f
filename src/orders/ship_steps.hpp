// What an item still needs to be on its way with an invoice, and whether it may be touched at all. Pure.
#pragma once

#include <string>
#include <vector>

#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/shipment.hpp>
#include <imweb/orders/ship_step.hpp>

namespace imweb::inline v0 {

/// Neither steps nor a conflict: it is on its way.
struct ShipNeed {
  std::vector<ShipStep> steps{};
  std::string conflict{};  ///< for people: what is in the way

  [[nodiscard]] bool is_met() const noexcept { return steps.empty() && conflict.empty(); }
  friend bool operator==(const ShipNeed&, const ShipNeed&) = default;
};

[[nodiscard]] ShipNeed need_of(const ProdOrder& item, const Shipment& shipment, ShipRoute route);

}  // namespace imweb::inline v0

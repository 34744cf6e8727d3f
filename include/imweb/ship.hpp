// Shipping as one job: brings items to "sent, with this invoice" from wherever they are, does only what is missing, and says what became of each.
//
//     const auto report = client.ship(list);   // std::vector<imweb::ShipRequest>
//     for (const auto& item : report.items) std::cout << item << "\n";
//     // Calling it again does nothing twice: what was shipped is reported as already_shipped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/base/failure.hpp>
#include <imweb/base/print.hpp>
#include <imweb/base/time.hpp>
#include <imweb/client_options.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/ship_step.hpp>
#include <imweb/orders/shipment.hpp>

namespace imweb::inline v0 {

/// One parcel: all items of an order, or one of them, and the invoice that it goes by.
struct ShipRequest {
  OrderTarget target;
  Shipment shipment;

  friend bool operator==(const ShipRequest&, const ShipRequest&) = default;
};

/// What became of one item.
enum class ShipState : std::uint8_t {
  planned,          ///< only planned: `steps` are what is missing
  shipped,          ///< on its way with this invoice since this run
  already_shipped,  ///< was so before; nothing was sent for it
  conflict,         ///< not touched any further: another invoice, an open claim, not paid, cancelled. Somebody must decide
  refused,          ///< imweb refused a step, or does not know the order or item
  not_shipped,      ///< not done for another reason, such as no connection or a stop; ship again
  unknown,          ///< a step may have taken effect and cannot be confirmed yet; ship again later, it will look first
};

[[nodiscard]] constexpr std::string_view to_string(ShipState state) noexcept {
  constexpr std::string_view names[] = {"planned", "shipped", "already_shipped", "conflict", "refused", "not_shipped", "unknown"};
  return names[static_cast<std::size_t>(state)];
}

/// One item's line in the report.
struct ShippedItem {
  OrderNo order_no;
  std::optional<ProdOrderNo> prod_order_no{};  ///< empty: the order's items could not be read, or are not there
  ShipState state = ShipState::not_shipped;
  std::vector<ShipStep> steps{};     ///< sent in this run, whatever came of them; of a plan: what is missing
  std::string message{};             ///< for people: why, and what to do next; empty when all is well
  std::optional<Failure> failure{};  ///< of the step or the read that ended it, where there is one
};

/// What became of everything that was asked, in the order in which it was asked.
struct ShipReport {
  std::vector<ShippedItem> items{};
  int reads = 0;   ///< requests that only looked
  int writes = 0;  ///< requests that changed something, or tried to

  [[nodiscard]] IMWEB_EXPORT std::size_t count(ShipState state) const noexcept;

  /// Everything is on its way: nobody has to act.
  [[nodiscard]] IMWEB_EXPORT bool is_complete() const noexcept;
};

/// "202604270000001-001 shipped", with the reason where there is one. Holds nothing personal.
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ShippedItem& item);

/// How a list is shipped.
struct ShipOptions {
  ShipRoute route = ShipRoute::by_item;

  /// How long to wait, after everything else, for a step of this run whose effect is unknown: imweb may still be working on it for 65 s, and only
  /// then does not seeing it prove anything. Zero: it is looked at once, and reported as unknown if it does not show.
  /// A step that an earlier call of this client left unknown is always waited for before it is sent again.
  std::chrono::milliseconds patience{0};

  /// Of each request. A deadline counts from when the request is put in line; a stop ends the run, and what was not begun is not_shipped.
  CallOptions call{.priority = Priority::bulk};

  /// Told of each item when its fate is decided, 25 orders after 25. Runs on the engine's thread: keep it short.
  Callback<const ShippedItem&> on_item{};
};

}  // namespace imweb::inline v0

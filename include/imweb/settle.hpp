// Finding out what became of an action whose answer was lost, by reading alone. Nothing is ever sent again by it.
//
//     auto outcome = client.process(order_no, send);
//     if (!outcome && outcome.failure().effect() == imweb::Effect::unknown) {
//       const auto settled = client.settle(order_no, send);
//       if (settled && settled->finding == imweb::Finding::not_applied) ...   // now repeating is safe
//     }
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/failure.hpp>
#include <imweb/base/print.hpp>
#include <imweb/base/time.hpp>
#include <imweb/client_options.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/status.hpp>

namespace imweb::inline v0 {

/// What reading has shown.
enum class Finding : std::uint8_t {
  applied,      ///< imweb shows what the action makes
  not_applied,  ///< imweb still shows what was before, looked at twice after the time in which it could still have been at work
  conflict,  ///< imweb shows something that the action does not explain: another invoice, another claim, a refund that failed, a part of the items
  unknown,   ///< neither could be shown in time, or nothing that can be read would show it. Somebody must look
};

[[nodiscard]] constexpr std::string_view to_string(Finding finding) noexcept {
  constexpr std::string_view names[] = {"applied", "not_applied", "conflict", "unknown"};
  return names[static_cast<std::size_t>(finding)];
}

/// One item, as it was last seen.
struct SettledItem {
  ProdOrderNo prod_order_no;
  Finding finding = Finding::unknown;
  Status status{""};
  ClaimStatus claim_status{""};

  friend bool operator==(const SettledItem&, const SettledItem&) = default;
};

/// What became of the action.
struct Settlement {
  Finding finding = Finding::unknown;
  std::vector<SettledItem> items{};
  std::string message{};             ///< for people: what was found and what to do next
  int reads = 0;                     ///< requests that it took
  std::optional<Failure> failure{};  ///< of the last read, if that failed
};

/// How long settling may take.
struct SettleOptions {
  /// When to give up and answer `unknown`. Not seeing an action proves nothing for 65 s after it was sent, 180 s where it moves money; after that
  /// two looks are needed. Zero: one look.
  std::chrono::milliseconds patience = std::chrono::minutes{5};
  CallOptions call{};  ///< of each read
};

}  // namespace imweb::inline v0

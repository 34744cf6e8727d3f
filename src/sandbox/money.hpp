// The money account of one item: what it cost, what has been paid back.
#pragma once

#include <algorithm>
#include <cstdint>

#include <imweb/testing/sandbox_order.hpp>

namespace imweb::inline v0::testing::sandbox {

/// Money, without points, that the buyer paid for the item.
[[nodiscard]] inline std::int64_t paid_for(const SandboxItem& item) {
  return std::max<std::int64_t>(item.price * item.count - item.point, 0);
}

/// Points of the order that can still be given back.
[[nodiscard]] inline std::int64_t points_left(const SandboxOrder& order) {
  std::int64_t left = 0;
  for (const auto& item : order.items) left += item.point - item.refunded_points;
  return left;
}

/// Moves what is due.
inline void pay_back(SandboxItem& item) {
  item.refunded += item.refund_due;
  item.refunded_points += item.points_due;
  ++item.refunds;
  item.refund_due = 0;
  item.points_due = 0;
}

}  // namespace imweb::inline v0::testing::sandbox

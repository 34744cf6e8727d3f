// The orders of one shop: by number, by item, by age; and what each item was before its last change.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <imweb/base/time.hpp>
#include <imweb/testing/sandbox_order.hpp>

namespace imweb::inline v0::testing::sandbox {

/// All orders of a shop. Pointers stay valid until the order is replaced.
class OrderStore {
 public:
  /// Newest first.
  using ByAge = std::set<std::pair<std::chrono::sys_seconds, std::string>, std::greater<>>;

  /// For `read_lag` after a change, `seen` gives the item as it was before.
  explicit OrderStore(Duration read_lag) : read_lag_(read_lag) {}

  /// One with the same number is replaced.
  void put(SandboxOrder order);

  /// Null when there is none.
  [[nodiscard]] SandboxOrder* find(std::string_view order_no);
  [[nodiscard]] const SandboxOrder* find(std::string_view order_no) const;

  /// Where an item is.
  struct Place {
    SandboxOrder* order = nullptr;  ///< null: nowhere
    std::size_t position = 0;

    [[nodiscard]] SandboxItem& item() const { return order->items[position]; }
  };
  [[nodiscard]] Place find_item(const std::string& prod_order_no);
  /// The number of the order that the item belongs to; empty when there is no such item.
  [[nodiscard]] std::string owner_of(const std::string& prod_order_no) const;

  /// To be told after each change; `before` is the item as it was.
  void note_change(SandboxItem before, TimePoint now);
  /// The item as readers see it.
  [[nodiscard]] const SandboxItem& seen(const SandboxItem& item, TimePoint now) const;

  [[nodiscard]] const ByAge& by_age() const noexcept { return by_age_; }

 private:
  struct Former {
    SandboxItem item;
    TimePoint until;
  };

  void take_out(const SandboxOrder& order);

  Duration read_lag_;
  std::map<std::string, SandboxOrder, std::less<>> orders_{};
  std::unordered_map<std::string, Place> items_{};
  ByAge by_age_{};
  std::unordered_map<std::string, Former> former_{};
};

}  // namespace imweb::inline v0::testing::sandbox

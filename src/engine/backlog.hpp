// What was taken from the inbox and is not yet obeyed: a queue that keeps its storage, but not that of a flood.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/forget_flood.hpp"

namespace imweb::inline v0::engine {

template <class One>
class Backlog {
 public:
  [[nodiscard]] bool is_empty() const noexcept { return next_ == all_.size(); }

  /// Takes over all of `more`, which is empty afterwards.
  void append(std::vector<One>& more) {
    if (is_empty()) reset();
    if (all_.empty()) return all_.swap(more);
    all_.insert(all_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    more.clear();
  }

  /// Precondition: !is_empty().
  [[nodiscard]] One pop() {
    One one = std::move(all_[next_++]);
    if (is_empty()) reset();
    return one;
  }

  /// Takes out those for which `is_wanted` holds; both parts keep their order.
  template <class Predicate>
  [[nodiscard]] std::vector<One> take_out(const Predicate& is_wanted) {
    const auto present = all_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto first_wanted = std::find_if(present, all_.end(), is_wanted);
    if (first_wanted == all_.end()) return {};
    const auto first = std::stable_partition(first_wanted, all_.end(), [&](const One& one) { return !is_wanted(one); });
    std::vector<One> wanted{std::make_move_iterator(first), std::make_move_iterator(all_.end())};
    all_.erase(first, all_.end());
    return wanted;
  }

 private:
  void reset() noexcept {
    all_.clear();
    next_ = 0;
    forget_flood(all_);
  }

  std::vector<One> all_;
  std::size_t next_ = 0;
};

}  // namespace imweb::inline v0::engine

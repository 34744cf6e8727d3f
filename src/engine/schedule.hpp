// Who comes next: a queue by key in which each item knows its own place.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/forget_flood.hpp"

namespace imweb::inline v0::engine {

/// Where an item stands in a schedule. Its owner leaves it alone.
using Place = std::size_t;
inline constexpr Place nowhere = 0;

/// Items by their keys, smallest first. Each stands in it at most once, and is moved or taken out without a search and without an allocation.
/// An item must be taken out before it goes.
template <class Item, class Key, Place Item::*PlaceOf>
class Schedule {
 public:
  [[nodiscard]] bool is_empty() const noexcept { return entries_.empty(); }

  /// Precondition of both: !is_empty().
  [[nodiscard]] const Key& first_key() const noexcept { return entries_.front().key; }
  [[nodiscard]] Item& first() const noexcept { return *entries_.front().item; }

  /// Puts the item in, or moves it, to where `key` belongs.
  void put(Item& item, Key key) {
    if (item.*PlaceOf == nowhere) {
      entries_.push_back({std::move(key), &item});
      return rise(entries_.size() - 1);
    }
    const std::size_t at = item.*PlaceOf - 1;
    if (entries_[at].key == key) return;
    entries_[at].key = std::move(key);
    settle(at);
  }

  /// Does nothing when it is not in.
  void take_out(Item& item) {
    if (item.*PlaceOf == nowhere) return;
    const std::size_t at = std::exchange(item.*PlaceOf, nowhere) - 1;
    const Entry last = std::move(entries_.back());
    entries_.pop_back();
    if (entries_.empty()) forget_flood(entries_);
    if (at == entries_.size()) return;
    entries_[at] = last;
    settle(at);
  }

 private:
  struct Entry {
    Key key;
    Item* item;
  };

  void settle(std::size_t at) { at > 0 && entries_[at].key < entries_[parent(at)].key ? rise(at) : sink(at); }

  void rise(std::size_t at) {
    for (; at > 0 && entries_[at].key < entries_[parent(at)].key; at = parent(at)) {
      std::swap(entries_[at], entries_[parent(at)]);
      mark(at);
    }
    mark(at);
  }

  void sink(std::size_t at) {
    for (std::size_t child = 2 * at + 1; child < entries_.size(); child = 2 * at + 1) {
      if (child + 1 < entries_.size() && entries_[child + 1].key < entries_[child].key) ++child;
      if (!(entries_[child].key < entries_[at].key)) break;
      std::swap(entries_[at], entries_[child]);
      mark(at);
      at = child;
    }
    mark(at);
  }

  void mark(std::size_t at) { entries_[at].item->*PlaceOf = at + 1; }
  [[nodiscard]] static std::size_t parent(std::size_t at) noexcept { return (at - 1) / 2; }

  std::vector<Entry> entries_;  ///< a binary heap
};

}  // namespace imweb::inline v0::engine

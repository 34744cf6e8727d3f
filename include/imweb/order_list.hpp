// The orders of a list, fetched page by page while one walks through them.
//
//     for (const auto& order : client.list({.state = imweb::Status::pay_complete})) {
//       if (!order) return report(order.failure());   // the last element then: the list is not complete
//       use(*order);
//     }
#pragma once

#include <cstddef>
#include <iterator>

#include <imweb/base/outcome.hpp>
#include <imweb/base/pointers.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/order.hpp>

namespace imweb::inline v0 {

/// An input range of Outcome<Order>: each order once, however imweb's pages overlap, repeat or come empty. A failure is the last element.
/// What leaves the filter while one walks (an order that is placed, where PAY_COMPLETE is listed) moves the later pages, so that orders are passed
/// over: collect the list first, then work on it. Nothing is asked before begin(). Walk through it once, from one thread at a time, not on the engine's thread, and while the client lives:
/// stepping forward may wait for a page, at most for CallOptions::deadline.
class IMWEB_EXPORT OrderList {
 public:
  class State;  // NOLINT: of the library

  class Iterator {
   public:
    // NOLINTBEGIN(readability-identifier-naming): the names that the standard looks for
    using iterator_category = std::input_iterator_tag;
    using value_type = Outcome<Order>;
    using difference_type = std::ptrdiff_t;
    using pointer = const Outcome<Order>*;
    using reference = const Outcome<Order>&;
    // NOLINTEND(readability-identifier-naming)

    Iterator() = default;

    [[nodiscard]] reference operator*() const noexcept { return *current_; }
    [[nodiscard]] pointer operator->() const noexcept { return current_; }
    Iterator& operator++() {
      current_ = OrderList::next(*state_);
      return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const Iterator& iterator, std::default_sentinel_t) noexcept { return iterator.current_ == nullptr; }

   private:
    friend class OrderList;
    explicit Iterator(State& state) : state_(&state), current_(OrderList::next(state)) {}

    State* state_ = nullptr;
    const Outcome<Order>* current_ = nullptr;
  };

  /// Asks for the first page.
  [[nodiscard]] Iterator begin() { return Iterator{*state_}; }
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

  explicit OrderList(std::unique_ptr<State> state);  ///< used by OrderClient::list
  OrderList(OrderList&&) noexcept;
  OrderList& operator=(OrderList&&) noexcept;
  ~OrderList();

 private:
  static const Outcome<Order>* next(State& state);

  std::shared_ptr<State> state_;  // as http::Transport::bell_
};

}  // namespace imweb::inline v0

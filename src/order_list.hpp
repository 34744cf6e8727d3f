// What an OrderList walks by: the filter, the page it stands on, the orders that have come.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include <imweb/order_list.hpp>
#include <imweb/orders/order_filter.hpp>
#include <imweb/pipeline/rules/paging.hpp>

#include "shop_client.hpp"
#include "wire/read_orders.hpp"

namespace imweb::inline v0 {

class OrderList::State {
 public:
  State(ShopClient& client, OrderFilter filter, CallOptions options);

  /// The next element; null at the end. Fetches pages until there is one.
  const Outcome<Order>* next();

 private:
  void fetch();
  void take(wire::OrderPage page);
  void advance(const pipeline::rules::Paging::Found& found);
  void fail(Failure failure);

  ShopClient& client_;
  OrderFilter filter_;
  CallOptions options_;
  std::optional<Failure> failure_;  ///< the last element
  pipeline::rules::Paging paging_;
  std::deque<Order> waiting_;
  std::unordered_set<std::string> seen_;  ///< numbers given out or waiting
  std::unordered_set<std::string> seen_in_window_;
  std::optional<Outcome<Order>> current_;
};

}  // namespace imweb::inline v0

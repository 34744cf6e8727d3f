// One run of `ship`: reads the orders 25 at a time, does for each item what is missing, reads back, and says what became of each.
//
//   batch of 25 orders:  read ─► decide each item ─► steps, item by item ─► read back ─┐
//                                  ▲      └─ nothing left to do ─► over                │
//                                  └──────────── (or look again later) ◄───────────────┘
//
// Everything happens on the engine's thread: what comes next is always a callback of what came before.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/ship.hpp>

#include "jobs/ship_item.hpp"
#include "shop_client.hpp"

namespace imweb::inline v0::jobs {

class ShipRun : public std::enable_shared_from_this<ShipRun> {
 public:
  ShipRun(ShopClient& client, std::vector<ShipRequest> requests, const ShipOptions& options, ShipRules::Mode mode,
          Callback<ShipReport> on_done);
  ShipRun(const ShipRun&) = delete;
  ShipRun& operator=(const ShipRun&) = delete;

  void begin();

 private:
  /// What is asked of one order: one request for all of it, or one for each of some items.
  struct OrderWork {
    OrderNo order_no;
    std::vector<std::size_t> requests{};
    std::vector<ShipItem> items{};
    std::size_t items_at_imweb = 0;
    bool was_read = false;

    [[nodiscard]] bool is_open() const noexcept;
  };
  struct Batch {
    std::vector<OrderWork*> orders{};
    std::size_t units_open = 0;
  };
  /// Items that take the same steps together: one, or all of an order.
  struct Unit {
    Batch* batch;
    std::vector<ShipItem*> items;
    std::vector<ShipStep> steps;
    std::size_t at = 0;
    bool is_whole_order = false;
  };

  // reading and deciding: ship_run.cpp
  void sort_out_requests();
  void begin_batches();
  void read(Batch& batch);
  void take(Batch& batch, TimePoint asked_at, Outcome<std::vector<ProdOrdersOf>> orders);
  void take_unread(Batch& batch, const Failure& failure);
  void take_items(OrderWork& order, TimePoint asked_at, const std::vector<ProdOrder>& items);
  void take_first(OrderWork& order, TimePoint asked_at, const std::vector<ProdOrder>& items);
  void decide_double(const ProdOrderNo& number, OrderWork& first, OrderWork& second);
  void read_one_by_one(const Batch& batch);
  void go_on(Batch& batch, TimePoint asked_at);
  void look_again(Batch& batch, TimePoint time);
  void end();
  void finish_if_over();

  // taking steps: ship_steps_run.cpp
  void line_up(Batch& batch, OrderWork& order, const std::map<std::vector<ShipStep>, std::vector<ShipItem*>>& by_steps);
  void begin_units();
  void take_step(const std::shared_ptr<Unit>& unit);
  template <class Change>
  void ask(const std::shared_ptr<Unit>& unit, ShipStep step, Change change);
  template <class Result>
  void ended(const std::shared_ptr<Unit>& unit, ShipStep step, const Outcome<Result>& outcome);
  void end(const Unit& unit);

  void decide(ShipItem& item, next::Decided decided);
  void decide_request(std::size_t request, ShipState state, std::string message, std::optional<Failure> failure);
  void tell(const ShippedItem& item) const;

  ShopClient& client_;
  const std::vector<ShipRequest> requests_;
  ShipOptions options_;
  ShipRules rules_;
  Callback<ShipReport> on_done_;

  std::map<std::size_t, ShippedItem> refused_;  ///< what is said of a request as a whole
  std::deque<OrderWork> orders_;
  std::unordered_map<std::string, OrderWork*> by_number_;
  std::unordered_map<std::string, OrderWork*> order_of_item_;
  std::deque<Batch> batches_;
  std::size_t next_batch_ = 0;
  std::size_t open_batches_ = 0;  ///< begun and not over
  std::size_t busy_batches_ = 0;  ///< of these, those that do not wait
  std::deque<std::shared_ptr<Unit>> line_;
  std::size_t units_under_way_ = 0;
  std::optional<Failure> stopped_;  ///< the caller wants no more
  int reads_ = 0;
  int writes_ = 0;
};

}  // namespace imweb::inline v0::jobs

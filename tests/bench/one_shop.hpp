// An engine with one shop whose pace is lifted. From the inside, because no public option may do that.
#pragma once

#include <algorithm>
#include <cstddef>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <imweb/orders/validate.hpp>

#include "bench/sample_call.hpp"
#include "operations.hpp"
#include "shop_client.hpp"

namespace imweb::bench {

inline ClientOptions shop_options(std::string url) {
  return {.credentials = {.key = Secret{"bench-key"}, .secret = Secret{"bench-secret"}}, .base_url = std::move(url)};
}

class OneShop {
 public:
  OneShop(std::unique_ptr<http::Transport> transport, std::string url)
      : core_(std::make_shared<engine::Core>(std::move(transport), nullptr)),
        client_(std::make_unique<ShopClient>(shop_options(std::move(url)), core_)) {
    core_->start();
    client_->run([this] { client_->desk().rules.pace = pipeline::rules::Pace{{.spacing = Duration::zero()}}; });
  }
  OneShop(const OneShop&) = delete;
  OneShop& operator=(const OneShop&) = delete;
  ~OneShop() {
    client_.reset();
    core_->end();
  }

  [[nodiscard]] ShopClient& client() noexcept { return *client_; }

  /// What OrderClient makes of a call before it is on its way.
  [[nodiscard]] operations::OrderChange operation(const OrderTarget& target, const OrderAction& action) const {
    if (const auto wrong = validate(target, action)) throw std::runtime_error{wrong->message()};
    return operations::process(target, action, client_->bare_success());
  }
  [[nodiscard]] operations::OrderChange operation(std::size_t call) const { return operation(target_of(call), action_of(call)); }

  [[nodiscard]] static OrderTarget target_of(std::size_t call) { return {.order_no = OrderNo{order_no_of(call)}}; }
  [[nodiscard]] static OrderAction action_of(std::size_t call) {
    return Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(call)};
  }

 private:
  std::shared_ptr<engine::Core> core_;
  std::unique_ptr<ShopClient> client_;
};

/// Empty when the answer says that this order was processed.
[[nodiscard]] inline std::string find_mistake(const Outcome<OrderActionResult>& outcome, const OrderNo& order_no) {
  if (!outcome) return outcome.failure().message();
  const bool is_right = outcome->success.size() == 1 && outcome->success.front() == order_no;
  return is_right ? "" : "the answer is about another order";
}

/// The same for the order of that call.
[[nodiscard]] inline std::string find_mistake(const Outcome<OrderActionResult>& outcome, std::size_t call) {
  return find_mistake(outcome, OrderNo{order_no_of(call)});
}

/// Makes `calls` calls, at least one, `in_flight` at a time: each that ends starts the next one, on the engine's thread, for the same order
/// again. Returns when all have ended. Throws std::runtime_error when an answer was wrong. What it does itself is little beside a call.
class ClosedLoop {
 public:
  ClosedLoop(OneShop& shop, std::size_t in_flight, std::size_t calls) : shop_(shop), calls_(calls) {
    for (std::size_t order = 0; order < std::min(in_flight, calls); ++order)
      orders_.push_back({OneShop::target_of(order), OneShop::action_of(order)});
    shop_.client().run([this] {
      for (std::size_t order = 0; order < orders_.size(); ++order) begin(order);
    });
    all_ended_.wait();
    if (!mistake_.empty()) throw std::runtime_error{mistake_};
  }

 private:
  void begin(std::size_t order) {
    ++begun_;
    const auto& [target, action] = orders_[order];
    shop_.client().start(shop_.operation(target, action), {}, [this, order](const Outcome<OrderActionResult>& outcome) {
      auto mistake = find_mistake(outcome, orders_[order].target.order_no);
      if (!mistake.empty()) mistake_ = std::move(mistake);
      if (begun_ < calls_) begin(order);
      if (++ended_ == calls_) all_ended_.count_down();
    });
  }

  struct Order {
    OrderTarget target;
    OrderAction action;
  };

  OneShop& shop_;
  std::size_t calls_;
  std::vector<Order> orders_;
  std::size_t begun_ = 0;
  std::size_t ended_ = 0;
  std::string mistake_{};
  std::latch all_ended_{1};
};

}  // namespace imweb::bench

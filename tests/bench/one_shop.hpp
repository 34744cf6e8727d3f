// An engine with one shop whose pace is lifted. From the inside, because no public option may do that.
#pragma once

#include <cstddef>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

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
    core_->stop();
  }

  [[nodiscard]] ShopClient& client() noexcept { return *client_; }

  /// What OrderClient makes of a call before it is on its way.
  [[nodiscard]] operations::OrderChange operation(std::size_t call) const {
    const OrderTarget target{.order_no = OrderNo{order_no_of(call)}};
    const OrderAction action = Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(call)};
    if (const auto wrong = validate(target, action)) throw std::runtime_error{wrong->message()};
    return operations::process(target, action, client_->bare_success());
  }

 private:
  std::shared_ptr<engine::Core> core_;
  std::unique_ptr<ShopClient> client_;
};

/// Empty when the answer says that this call's order was processed.
[[nodiscard]] inline std::string find_mistake(const Outcome<OrderActionResult>& outcome, std::size_t call) {
  if (!outcome) return outcome.failure().message();
  const bool is_right = outcome->success.size() == 1 && outcome->success.front().str() == order_no_of(call);
  return is_right ? "" : "the answer is about another order";
}

/// Makes `calls` calls, `in_flight` at a time: each that ends starts the next one, on the engine's thread. Returns when all have ended.
/// Throws std::runtime_error when an answer was wrong.
class ClosedLoop {
 public:
  ClosedLoop(OneShop& shop, std::size_t in_flight, std::size_t calls)
      : shop_(shop), calls_(calls), all_ended_(static_cast<std::ptrdiff_t>(calls)) {
    shop_.client().run([this, in_flight] {
      for (std::size_t i = 0; i < in_flight; ++i) begin_next();
    });
    all_ended_.wait();
    if (!mistake_.empty()) throw std::runtime_error{mistake_};
  }

 private:
  void begin_next() {
    if (begun_ == calls_) return;
    const auto call = begun_++;
    shop_.client().start(shop_.operation(call), {}, [this, call](const Outcome<OrderActionResult>& outcome) {
      if (auto mistake = find_mistake(outcome, call); !mistake.empty()) mistake_ = std::move(mistake);
      begin_next();
      all_ended_.count_down();
    });
  }

  OneShop& shop_;
  std::size_t calls_;
  std::size_t begun_ = 0;
  std::string mistake_{};
  std::latch all_ended_;
};

}  // namespace imweb::bench

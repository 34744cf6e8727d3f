// A transport without a network: every answer is there at once. What is left of a call's cost is the SDK's own.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include <imweb/http/transport.hpp>
#include <imweb/testing/manual_clock.hpp>

#include "bench/heap.hpp"
#include "bench/server/answers.hpp"

namespace imweb::bench {

/// Orders of a shop whose base_url holds this are never sent.
inline constexpr std::string_view held_host = "held.example";

class NullTransport final : public http::Transport {
 public:
  /// With a clock, waiting for a moment brings that moment.
  explicit NullTransport(std::shared_ptr<testing::ManualClock> clock = nullptr) : clock_(std::move(clock)) {}

  void start(std::shared_ptr<http::Exchange> exchange) override {
    const std::string_view url = exchange->request().url;
    const auto order = order_in(url);
    if (!order.empty() && url.find(held_host) != url.npos) return;
    auto response = answer(order);
    exchange->sent();
    exchange->done(std::move(response));
  }

  void wait_until(TimePoint until) override {
    clock_&& until != never ? clock_->advance_to(until) : Transport::wait_until(until);
  }

 private:
  static http::Response answer(std::string_view order) {
    const OwnAllocations server;
    return {.status = 200, .body = order.empty() ? login_body() : order_body(order)};
  }

  std::shared_ptr<testing::ManualClock> clock_;
};

}  // namespace imweb::bench

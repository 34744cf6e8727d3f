// A sandbox and a client of it, over real sockets, and the questions that are asked after a fault.
//
//     FaultShop shop;
//     shop.sandbox.fail_next(testing::Fault::apply_then_close);
//     shop.expect_doubt(shop.process(1), FailureKind::transport, 1, 1);   // of order 1, carried out once
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "support/virtual_shop.hpp"

namespace imweb::testing {

/// Ten paid orders, numbered by order(0) to order(9); each test works on its own ones.
class FaultShop {
 public:
  explicit FaultShop(const std::function<void(ClientOptions&)>& change = {}, SandboxOptions behaviour = {})
      : sandbox(std::move(behaviour)), client(options(change)) {
    for (int i = 0; i < 10; ++i) sandbox.add_order({.order_no = order(i).str(), .items = {{.status = "PAY_COMPLETE"}}});
  }

  [[nodiscard]] Result process(int number, const CallOptions& call = {}) { return client.process(order(number), Place{}, call); }

  /// How many requests about this order the shop has read.
  [[nodiscard]] int requests(int number) const {
    const auto ledger = sandbox.ledger();
    return static_cast<int>(
        std::count_if(ledger.begin(), ledger.end(), [&](const auto& entry) { return entry.order_no == order(number).str(); }));
  }
  [[nodiscard]] int applied(int number) const { return sandbox.applied_count(order(number).str(), "place"); }

  /// From here on every request finds its connection gone and takes a new one.
  void drop_connections() {
    sandbox.stop_listening();
    sandbox.start_listening();
  }

  /// The call about this order is in doubt: it went out once, was carried out `times`, and says that nobody knows.
  void expect_doubt(const Result& result, FailureKind kind, int number, int times) const {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), kind) << result.failure().message();
    EXPECT_EQ(result.failure().effect(), Effect::unknown);
    EXPECT_EQ(result.failure().attempts(), 1);
    EXPECT_EQ(requests(number), 1);
    EXPECT_EQ(applied(number), times);
  }

  /// The shop is not paused, and goes on as if nothing had been.
  void expect_works() {
    EXPECT_TRUE(process(9, {.deadline = std::chrono::seconds{5}}));
    EXPECT_EQ(applied(9), 1);
    EXPECT_LE(sandbox.max_in_any_second(), 5);
  }

  Sandbox sandbox;
  OrderClient client;

 private:
  [[nodiscard]] ClientOptions options(const std::function<void(ClientOptions&)>& change) const {
    ClientOptions options{.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}},
                          .base_url = sandbox.base_url()};
    if (change) change(options);
    return options;
  }
};

inline void expect_refused(const Result& result, FailureKind kind) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().kind(), kind) << result.failure().message();
  EXPECT_EQ(result.failure().effect(), Effect::not_applied);
}

/// Counts attempts, and does something after each.
class AttemptObserver final : public Observer {
 public:
  explicit AttemptObserver(std::function<void()> then = {}) : then_(std::move(then)) {}
  void on_attempt(const AttemptReport&) override {
    ++attempts;
    if (then_) then_();
  }
  std::atomic<int> attempts = 0;

 private:
  std::function<void()> then_;
};

/// The largest number of moments within any one second, in their order.
inline std::size_t most_in_a_second(const std::vector<TimePoint>& moments) {
  std::size_t most = 0;
  auto first = moments.begin();
  for (auto last = first; last != moments.end(); ++last) {
    while (*first + std::chrono::seconds{1} <= *last) ++first;
    most = std::max(most, static_cast<std::size_t>(last - first) + 1);
  }
  return most;
}

inline std::vector<TimePoint> times_of(const std::vector<RecordedRequest>& requests) {
  std::vector<TimePoint> times;
  for (const auto& request : requests) times.push_back(request.at);
  return times;
}

}  // namespace imweb::testing

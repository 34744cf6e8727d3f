// What users' own transports may do wrong, and what the engine makes of it.
#include <imweb/http/transport.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

using Exchanging = std::function<void(const std::shared_ptr<http::Exchange>&)>;

/// The smallest transport that one can write: logins go well, orders as the test says.
class UserTransport final : public http::Transport {
 public:
  explicit UserTransport(Exchanging on_order) : on_order_(std::move(on_order)) {}

  void start(std::shared_ptr<http::Exchange> exchange) override {
    if (!is_login(exchange->request())) return on_order_(exchange);
    exchange->sent();
    exchange->done(given_token("t").reply);
  }

 private:
  Exchanging on_order_;
};

/// The outcome of one call over such a transport, in real time.
Result process_over(Exchanging on_order, std::chrono::milliseconds deadline = 10s) {
  Engine engine{std::make_unique<UserTransport>(std::move(on_order))};
  OrderClient client{options_of_shop(), engine};
  return client.process(order(1), Place{}, {.deadline = deadline});
}

void expect_failure(const Result& result, FailureKind kind, Effect effect) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().kind(), kind) << result.failure().message();
  EXPECT_EQ(result.failure().effect(), effect);
}

http::Reply good_answer(const http::Exchange& exchange) { return processed(exchange.request()).reply; }

TEST(UserTransport, MayAnswerInsideStart) {
  EXPECT_TRUE(process_over([](const auto& exchange) {
    exchange->sent();
    exchange->done(good_answer(*exchange));
  }));
}

TEST(UserTransport, NeedNotReportThatItSent) {
  EXPECT_TRUE(process_over([](const auto& exchange) { exchange->done(good_answer(*exchange)); }));
}

TEST(UserTransport, MayReportThatItSentTwiceOrTooLate) {
  EXPECT_TRUE(process_over([](const auto& exchange) {
    exchange->sent();
    exchange->sent();
    exchange->done(good_answer(*exchange));
    exchange->sent();
  }));
}

TEST(UserTransport, MayReportFromAnyThread) {
  std::vector<std::jthread> threads;
  EXPECT_TRUE(process_over([&](const auto& exchange) {
    threads.emplace_back([exchange] {
      exchange->sent();
      exchange->done(good_answer(*exchange));
    });
  }));
}

TEST(UserTransport, IsBelievedTheFirstTime) {
  EXPECT_TRUE(process_over([](const auto& exchange) {
    exchange->done(good_answer(*exchange));
    exchange->done(http::TransportFailure{});
  }));
  const auto result = process_over([](const auto& exchange) {
    exchange->done(http::TransportFailure{});
    exchange->done(good_answer(*exchange));
  });
  expect_failure(result, FailureKind::transport, Effect::unknown);
}

TEST(UserTransport, MayThrowInStart) {
  int calls = 0;
  const auto result = process_over([&](const auto&) {
    ++calls;
    throw std::runtime_error{"a mistake of the transport"};
  });
  expect_failure(result, FailureKind::transport, Effect::unknown);
  EXPECT_EQ(calls, 1);
}

TEST(UserTransport, MayThrowAfterItReported) {
  EXPECT_TRUE(process_over([](const auto& exchange) {
    exchange->done(good_answer(*exchange));
    throw 42;
  }));
}

TEST(UserTransport, MayForgetARequest) {
  const auto result = process_over([](const auto&) {}, 400ms);
  expect_failure(result, FailureKind::deadline_exceeded, Effect::unknown);  // it cannot prove that nothing was sent
}

TEST(UserTransport, MayReportLongAfterTheCallIsOver) {
  std::shared_ptr<http::Exchange> kept;
  const auto result = process_over([&](const auto& exchange) { kept = exchange; }, 400ms);
  expect_failure(result, FailureKind::deadline_exceeded, Effect::unknown);
  kept->sent();
  kept->done(good_answer(*kept));
}

TEST(UserTransport, MayGiveAnswersThatMakeNoSense) {
  for (const int status : {0, -1, 42, 1'000'000}) {
    const auto result = process_over([&](const auto& exchange) { exchange->done(http::Response{.status = status, .body = "{}"}); });
    expect_failure(result, FailureKind::protocol, Effect::unknown);
  }
  const auto result = process_over(
      [](const auto& exchange) { exchange->done(http::Response{.status = 429, .retry_after = std::chrono::seconds::min()}); }, 2s);
  expect_failure(result, FailureKind::rate_limited, Effect::not_applied);
}

TEST(UserTransport, IsToldTheDeadlineAndTheCap) {
  EXPECT_TRUE(process_over([](const auto& exchange) {
    EXPECT_LE(exchange->request().deadline - std::chrono::steady_clock::now(), 10s);
    EXPECT_EQ(exchange->request().max_body_bytes, 1024U * 1024U);
    exchange->done(good_answer(*exchange));
  }));
}

TEST(UserTransport, WorksForManyCallersAtOnce) {
  Engine engine{std::make_unique<UserTransport>([](const auto& exchange) { exchange->done(good_answer(*exchange)); })};
  std::vector<std::unique_ptr<OrderClient>> shops;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 32; ++i) {
    shops.push_back(std::make_unique<OrderClient>(options_of_shop(std::to_string(i)), engine));
    threads.emplace_back([&client = *shops.back(), i] { EXPECT_TRUE(client.process(order(i), Place{})); });
  }
  threads.clear();
}

/// A script that never comes to an end.
Script endless(std::optional<Duration> sent_after) { return {.sent_after = sent_after, .reply_after = std::nullopt}; }

TEST(UserTransport, IsAbandonedWhenItKeepsNoDeadline) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return endless(0ms); };
  const auto begun_at = shop.clock->now();
  expect_failure(shop.client.process(order(1), Place{}, {.deadline = 1h}), FailureKind::transport, Effect::unknown);

  EXPECT_EQ(shop.clock->now() - begun_at, 205ms + 30s);
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(UserTransport, IsAskedAgainWhenItSentNothingBeforeItsDeadline) {
  VirtualShop shop;
  int attempt = 0;
  shop.on_order = [&](const http::Request& request) { return ++attempt == 1 ? endless(std::nullopt) : processed(request); };

  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.deadline = 1h}));
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(UserTransport, ThatForgetsALoginDoesNotHoldTheShopUpForEver) {
  VirtualShop shop;
  int attempt = 0;
  shop.on_login = [&](const http::Request&) { return ++attempt == 1 ? endless(0ms) : given_token("token-of-shop"); };

  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.deadline = 1h}));
  EXPECT_EQ(shop.logins(), 2U);
}

}  // namespace
}  // namespace imweb

// A call can be given up at every wait, by its stop_token or its deadline, and says what became of it.
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/observer.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

void expect_given_up(const Result& result, FailureKind kind, Effect effect, std::string_view where) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().kind(), kind);
  EXPECT_EQ(result.failure().effect(), effect);
  EXPECT_NE(result.failure().message().find(where), std::string::npos) << result.failure().message();
}

void expect_cancelled(const Result& result, Effect effect, std::string_view where) {
  expect_given_up(result, FailureKind::cancelled, effect, where);
}

void expect_too_late(const Result& result, Effect effect, std::string_view where) {
  expect_given_up(result, FailureKind::deadline_exceeded, effect, where);
}

/// Answers in a second, and leaves after half of it; stops the call as soon as it has been started.
ScriptedTransport::Scripting stopping(std::stop_source& source, Duration sent_after) {
  return [&source, sent_after](const http::Request& request) {
    source.request_stop();
    auto script = is_login(request) ? given_token("t") : processed(request);
    script.sent_after = sent_after;
    script.reply_after = 1s;
    return script;
  };
}

TEST(StopToken, EndsACallThatHasNotBegun) {
  VirtualShop shop;
  std::stop_source source;
  source.request_stop();
  expect_cancelled(shop.client.process(order(1), Place{}, {.stop = source.get_token()}), Effect::not_applied, "waited to begin");
  EXPECT_EQ(shop.requests(), 0U);
}

TEST(StopToken, EndsACallThatWaitsForTheLogin) {
  VirtualShop shop;
  std::stop_source source;
  shop.on_login = stopping(source, 0s);
  expect_cancelled(shop.client.process(order(1), Place{}, {.stop = source.get_token()}), Effect::not_applied,
                   "waited for the login");
  EXPECT_EQ(shop.orders().size(), 0U);
}

TEST(StopToken, EndsACallThatWaitsForItsTurn) {
  VirtualShop shop;
  std::stop_source source;
  shop.on_order = stopping(source, 0s);
  Outcomes outcomes{2};
  shop.at_once([&] {
    shop.client.start(order(1), Place{}, {}, outcomes.taker());
    shop.client.start(order(2), Place{}, {.stop = source.get_token()}, outcomes.taker());
  });
  expect_cancelled(outcomes.wait()[0], Effect::not_applied, "waited for its turn");
  EXPECT_TRUE(outcomes.wait()[1]);
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(StopToken, EndsACallInFlightThatHasNotLeft) {
  VirtualShop shop;
  std::stop_source source;
  shop.on_order = stopping(source, 500ms);
  expect_cancelled(shop.client.process(order(1), Place{}, {.stop = source.get_token()}), Effect::not_applied,
                   "waited for the answer");
}

TEST(StopToken, EndsACallInFlightThatHasLeft) {
  VirtualShop shop;
  std::stop_source source;
  shop.on_order = stopping(source, 0s);
  expect_cancelled(shop.client.process(order(1), Place{}, {.stop = source.get_token()}), Effect::unknown, "waited for the answer");
  EXPECT_EQ(shop.orders().size(), 1U);
}

/// Stops as soon as an attempt at an order is over.
class StopAfterAttempt final : public Observer {
 public:
  void on_attempt(const AttemptReport& attempt) override {
    if (attempt.action != "login") source.request_stop();
  }
  std::stop_source source{};
};

TEST(StopToken, EndsACallThatPausesBeforeAnotherAttempt) {
  for (const auto& answer : {refusal(-7), broken(http::Progress::not_sent)}) {
    const auto observer = std::make_shared<StopAfterAttempt>();
    auto options = options_of_shop();
    options.observer = observer;
    VirtualShop shop{std::move(options)};
    shop.on_order = [&](const http::Request&) { return answer; };
    const auto result = shop.client.process(order(1), Place{}, {.stop = observer->source.get_token()});
    expect_cancelled(result, Effect::not_applied, "waited before another attempt");
    EXPECT_EQ(shop.orders().size(), 1U);
  }
}

TEST(StopToken, DoesNothingWhenTheCallIsOver) {
  VirtualShop shop;
  std::stop_source source;
  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.stop = source.get_token()}));
  source.request_stop();
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
}

TEST(StopToken, MayBeStoppedFromACallback) {
  VirtualShop shop;
  std::stop_source source;
  Outcomes outcomes{2};
  shop.at_once([&] {
    shop.client.start(order(1), Place{}, {.stop = source.get_token()}, [&, take = outcomes.taker()](Result result) mutable {
      source.request_stop();
      take(std::move(result));
    });
    shop.client.start(order(2), Place{}, {.stop = source.get_token()}, outcomes.taker());
  });
  EXPECT_TRUE(outcomes.wait()[0]);
  expect_cancelled(outcomes.wait()[1], Effect::not_applied, "waited for its turn");
}

TEST(StopToken, EndsManyCallsTogether) {
  VirtualShop shop;
  std::stop_source source;
  shop.on_login = stopping(source, 0s);
  for (const auto& result : shop.process_all(1000, {.stop = source.get_token()}))
    expect_cancelled(result, Effect::not_applied, "waited for the login");
  EXPECT_EQ(shop.orders().size(), 0U);
}

TEST(Deadline, EndsACallThatHasNotBegun) {
  VirtualShop shop;
  for (const auto deadline : {0ms, -5ms, std::chrono::milliseconds::min()})
    expect_too_late(shop.client.process(order(1), Place{}, {.deadline = deadline}), Effect::not_applied, "waited to begin");
  EXPECT_EQ(shop.requests(), 0U);
}

TEST(Deadline, EndsACallThatWaitsForTheLogin) {
  VirtualShop shop;
  shop.on_login = [](const http::Request&) { return Script{.reply_after = std::nullopt}; };
  expect_too_late(shop.client.process(order(1), Place{}, {.deadline = 2s}), Effect::not_applied, "waited for the login");
  EXPECT_EQ(shop.orders().size(), 0U);
}

TEST(Deadline, EndsACallThatWaitsForItsTurn) {
  VirtualShop shop;
  ASSERT_TRUE(shop.client.process(order(0), Place{}));
  const auto results = shop.process_all(10, {.deadline = 900ms});
  int too_late = 0;
  for (const auto& result : results) {
    if (result) continue;
    expect_too_late(result, Effect::not_applied, "waited for its turn");
    ++too_late;
  }
  EXPECT_EQ(too_late, 6);  // the first four turns come 155, 360, 565 and 770 ms after the start
  EXPECT_EQ(shop.orders().size(), 5U);
}

TEST(Deadline, EndsACallInFlight) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return Script{.reply_after = std::nullopt}; };
  expect_too_late(shop.client.process(order(1), Place{}, {.deadline = 2s}), Effect::unknown, "waited for the answer");

  shop.on_order = [](const http::Request&) { return Script{.sent_after = std::nullopt, .reply_after = std::nullopt}; };
  expect_too_late(shop.client.process(order(2), Place{}, {.deadline = 2s}), Effect::not_applied, "waited for the answer");
}

TEST(Deadline, IsNotOutlivedByAnotherAttempt) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return refusal(-7); };
  const auto begun_at = shop.clock->now();
  EXPECT_FALSE(shop.client.process(order(1), Place{}, {.deadline = 2s}));
  EXPECT_LT(shop.clock->now() - begun_at, 2s);  // it would end after the pause of 3 s, so it ends at once
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(Deadline, IsHandedToTheTransport) {
  auto options = options_of_shop();
  options.attempt_timeout = 7s;
  VirtualShop shop{std::move(options)};
  ASSERT_TRUE(shop.client.process(order(1), Place{}, {.deadline = 3s}));
  ASSERT_TRUE(shop.client.process(order(2), Place{}, {.deadline = 30s}));
  const auto orders = shop.orders();
  EXPECT_LT(orders[0].request.deadline - orders[0].at, 3s);
  EXPECT_EQ(orders[1].request.deadline - orders[1].at, 7s);
}

TEST(Deadline, MayBeAsFarAwayAsOneLikes) {
  VirtualShop shop;
  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.deadline = std::chrono::milliseconds::max()}));
}

}  // namespace
}  // namespace imweb

// The whole way over real sockets, to the sandbox and back.
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

ClientOptions options_for(const Sandbox& sandbox) {
  return {.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}}, .base_url = sandbox.base_url()};
}

void add_orders(Sandbox& sandbox, int count) {
  for (int i = 0; i < count; ++i) sandbox.add_order({.order_no = order(i).str(), .items = {{.status = "PAY_COMPLETE"}}});
}

TEST(Sockets, StayBelowTheLimitAsFastAsTheClientWillGo) {
  constexpr int count = 40;
  Sandbox sandbox;
  add_orders(sandbox, count);
  OrderClient client{options_for(sandbox)};
  Outcomes outcomes{count};
  for (int i = 0; i < count; ++i) client.start(order(i), Place{}, {}, outcomes.taker());

  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);

  EXPECT_EQ(sandbox.logins(), 1);
  EXPECT_LE(sandbox.max_in_any_second(), 5);
  EXPECT_EQ(sandbox.ledger().size(), count + 1U);
}

TEST(Sockets, CarryCallsOfManyThreads) {
  constexpr int count = 12;
  Sandbox sandbox;
  add_orders(sandbox, count);
  OrderClient client{options_for(sandbox)};
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&, i] { EXPECT_TRUE(client.process(order(i), Place{})); });
  threads.clear();

  EXPECT_EQ(sandbox.logins(), 1);
  EXPECT_LE(sandbox.max_in_any_second(), 5);
  for (int i = 0; i < count; ++i) EXPECT_EQ(sandbox.applied_count(order(i).str(), "place"), 1);
}

TEST(Sockets, ApplyAnActionOnceWhenTheReusedConnectionDies) {
  for (const auto fault : {testing::Fault::apply_then_close, testing::Fault::apply_then_reset,
                           testing::Fault::three_bytes_then_close, testing::Fault::half_answer}) {
    SCOPED_TRACE(to_string(fault));
    Sandbox sandbox;
    add_orders(sandbox, 2);
    OrderClient client{options_for(sandbox)};
    ASSERT_TRUE(client.process(order(0), Place{}));
    sandbox.fail_next(fault);

    const auto outcome = client.process(order(1), Place{});

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.failure().effect(), Effect::unknown);
    EXPECT_EQ(sandbox.applied_count(order(1).str(), "place"), 1);
  }
}

TEST(Sockets, LogInAnewWhenTheTokenHasExpired) {
  Sandbox sandbox;
  add_orders(sandbox, 2);
  OrderClient client{options_for(sandbox)};
  ASSERT_TRUE(client.process(order(0), Place{}));
  sandbox.expire_tokens();
  EXPECT_TRUE(client.process(order(1), Place{}));
  EXPECT_EQ(sandbox.logins(), 2);
}

TEST(Sockets, DoNotMakeTheNextRequestWaitForTheAnswerBeforeIt) {
  Sandbox sandbox;
  add_orders(sandbox, 4);
  OrderClient client{options_for(sandbox)};
  ASSERT_TRUE(client.process(order(0), Place{}));
  sandbox.fail_next(testing::Fault::delay, 3, {.delay = 1500ms});
  Outcomes outcomes{3};
  for (int i = 1; i < 4; ++i) client.start(order(i), Place{}, {}, outcomes.taker());

  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);

  const auto ledger = sandbox.ledger();
  EXPECT_LT(ledger.back().at - ledger[ledger.size() - 3].at, 1500ms);
}

TEST(Sockets, LetOneEngineServeSeveralShops) {
  Sandbox one, two;
  add_orders(one, 5);
  add_orders(two, 5);
  Engine engine;
  OrderClient first{options_for(one), engine}, second{options_for(two), engine};
  Outcomes outcomes{10};
  for (int i = 0; i < 5; ++i) {
    first.start(order(i), Place{}, {}, outcomes.taker());
    second.start(order(i), Place{}, {}, outcomes.taker());
  }
  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);
  EXPECT_EQ(one.logins() + two.logins(), 2);
  EXPECT_EQ(one.ledger().size(), 6U);
  EXPECT_EQ(two.ledger().size(), 6U);
}

TEST(Sockets, SayNotAppliedWhenNobodyListens) {
  Sandbox sandbox;
  add_orders(sandbox, 1);
  OrderClient client{options_for(sandbox)};
  sandbox.stop_listening();
  const auto outcome = client.process(order(0), Place{}, {.deadline = 5s});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failure().kind(), FailureKind::transport);
  EXPECT_EQ(outcome.failure().effect(), Effect::not_applied);
}

}  // namespace
}  // namespace imweb

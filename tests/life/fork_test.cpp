// What fork() leaves to both sides. A child that only asks is also in tests/client/lifetime_test.cpp.
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "life/child.hpp"
#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// A shop on a real socket, and a client with an engine of its own that has just used it.
class ForkingShop {
 public:
  ForkingShop() {
    for (int i = 0; i < 8; ++i) sandbox.add_order({.order_no = order(i).str(), .items = {{.status = "PAY_COMPLETE"}}});
    EXPECT_TRUE(client->process(order(0), Place{}));
  }

  [[nodiscard]] ClientOptions options() const {
    return {.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}}, .base_url = sandbox.base_url()};
  }

  Sandbox sandbox;
  std::unique_ptr<OrderClient> client = std::make_unique<OrderClient>(options());
};

bool is_refused_because_of_fork(const Result& result) {
  return !result && result.failure().kind() == FailureKind::invalid_argument &&
         result.failure().effect() == Effect::not_applied && result.failure().message().find("fork") != std::string::npos;
}

enum ExitCode { as_expected = 0, process_was_not_refused, start_was_not_refused, new_client_failed };

/// Uses and destroys the parent's client.
int use_in_child(std::unique_ptr<OrderClient>& client) {
  if (!is_refused_because_of_fork(client->process(order(1), Place{}))) return process_was_not_refused;
  int refused = 0;
  client->start(order(1), Place{}, {}, [&](const Result& result) { refused += is_refused_because_of_fork(result) ? 1 : 0; });
  client->start(order(1), Place{}, {}, {});
  if (refused != 1) return start_was_not_refused;
  client.reset();
  return as_expected;
}

TEST(Fork, LeavesTheParentsClientUnharmed) {
  ForkingShop shop;

  EXPECT_EQ(run_in_fork([&] { return use_in_child(shop.client); }), as_expected);

  EXPECT_TRUE(shop.client->process(order(1), Place{}));
  EXPECT_EQ(shop.sandbox.ledger().size(), 3U);  // a login and two orders: nothing came from the child
  EXPECT_EQ(shop.sandbox.logins(), 1);
}

TEST(Fork, LeavesTheParentsCallsInFlightUnharmed) {
  ForkingShop shop;
  shop.sandbox.fail_next(testing::Fault::delay, 1, {.delay = 500ms});
  Outcomes outcomes{4};
  for (int i = 1; i <= 4; ++i) shop.client->start(order(i), Place{}, {}, outcomes.taker());
  ASSERT_TRUE(shop.sandbox.wait_for_requests(3));

  EXPECT_EQ(run_in_fork([&] { return use_in_child(shop.client); }), as_expected);

  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);
  for (int i = 0; i <= 4; ++i) EXPECT_EQ(shop.sandbox.applied_count(order(i).str(), "place"), 1);
}

TEST(Fork, RunsNoCallbackOfTheParentsCallsInTheChild) {
  ForkingShop shop;
  shop.sandbox.fail_next(testing::Fault::stall);
  int called = 0;
  shop.client->start(order(1), Place{}, {.deadline = 1h}, [&](const Result&) { ++called; });
  ASSERT_TRUE(shop.sandbox.wait_for_requests(3));

  const int calls_in_child = run_in_fork([&] {
    shop.client.reset();
    return called;
  });

  EXPECT_EQ(calls_in_child, 0);
  shop.client.reset();
  EXPECT_EQ(called, 1);
}

TEST(Fork, LeavesTheChildAnEngineThatCanBeDestroyed) {
  auto shop = std::make_unique<VirtualShop>();
  ASSERT_TRUE(shop->client.process(order(1), Place{}));
  const auto destroy_all = [&] {
    shop.reset();
    return 0;
  };
  EXPECT_EQ(run_in_fork(destroy_all), 0);
  EXPECT_TRUE(shop->client.process(order(2), Place{}));
}

TEST(Fork, LetsTheChildMakeAClientOfItsOwn) {
  ForkingShop shop;

  const auto use_a_new_one = [&] {
    OrderClient client{shop.options()};
    return client.process(order(1), Place{}) ? as_expected : new_client_failed;
  };

  EXPECT_EQ(run_in_fork(use_a_new_one), as_expected);
  EXPECT_EQ(shop.sandbox.logins(), 2);
  EXPECT_TRUE(shop.client->process(order(2), Place{}));
}

}  // namespace
}  // namespace imweb

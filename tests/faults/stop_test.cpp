// Case 48: the client goes while requests are under way.
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

TEST(Case48, EndsFiveCallsInFlightAsDoubtfulAndThoseInLineAsNotApplied) {
  FaultShop shop;
  shop.sandbox.fail_next(testing::Fault::apply_then_stall, 5);
  std::optional<OrderClient> client{std::move(shop.client)};
  Outcomes outcomes{8};
  for (int i = 0; i < 8; ++i) client->start(order(i), Place{}, {}, outcomes.taker());
  ASSERT_TRUE(shop.sandbox.wait_for_requests(6));
  const auto before = std::chrono::steady_clock::now();

  client.reset();

  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  const auto& results = outcomes.wait();
  int in_doubt = 0;
  for (const auto& result : results) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
    if (result.failure().effect() == Effect::unknown) ++in_doubt;
  }
  EXPECT_GE(in_doubt, 5);
  EXPECT_EQ(shop.sandbox.ledger().size(), static_cast<std::size_t>(in_doubt) + 1);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(shop.applied(i), 1);
}

}  // namespace
}  // namespace imweb

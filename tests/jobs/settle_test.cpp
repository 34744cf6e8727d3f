#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include <imweb/settle.hpp>

#include "jobs/one_order.hpp"
#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using std::chrono::seconds;
using testing::EntryKind;
using ::testing::HasSubstr;
using testing::LedgerEntry;
using testing::Loss;
using testing::VirtualSandbox;

/// A shop with one order, whose next write is lost.
struct Lost : VirtualSandbox {
  explicit Lost(Loss loss, const std::vector<std::string>& statuses = {"STANDBY"}) {
    add(order_no.str(), statuses);
    lose = [loss](int, const LedgerEntry& entry) { return entry.kind == EntryKind::write ? loss : Loss::none; };
  }

  Effect effect_of(const OrderAction& action) { return client.process(order_no, action).failure().effect(); }
};

TEST(Settle, FindsAtOnceWhatWasApplied) {
  Lost world{Loss::after};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);
  const TimePoint asked_at = world.clock->now();

  const auto settled = world.client.settle(order_no, send);

  EXPECT_EQ(settled->finding, Finding::applied);
  EXPECT_EQ(settled->reads, 1);
  EXPECT_LT(world.clock->now() - asked_at, seconds{2});
  EXPECT_EQ(world.count(EntryKind::write), 1);
}

TEST(Settle, CallsSomethingNotAppliedOnlyAfterTheQuietTimeAndTwoLooks) {
  Lost world{Loss::before};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);
  const TimePoint lost_at = world.clock->now();

  const auto settled = world.client.settle(order_no, send);

  EXPECT_EQ(settled->finding, Finding::not_applied);
  EXPECT_GE(world.clock->now() - lost_at, seconds{67});
  EXPECT_LT(world.clock->now() - lost_at, seconds{69});
  EXPECT_EQ(settled->reads, 7);
  EXPECT_THAT(settled->message, HasSubstr("safe to repeat"));
  EXPECT_EQ(world.count(EntryKind::write), 1);
}

TEST(Settle, WaitsLongerWhereMoneyMovesAndLeavesTheRepetitionToAPerson) {
  Lost world{Loss::before, {"PAY_COMPLETE"}};
  ASSERT_TRUE(world.api.shop().request_claim(item_no.str(), "CANCEL", world.clock->now()));
  const CancelAccept accept{.refund_point = NoPointRefund{}};
  ASSERT_EQ(world.effect_of(accept), Effect::unknown);
  const TimePoint lost_at = world.clock->now();

  const auto settled = world.client.settle(order_no, accept);

  EXPECT_EQ(settled->finding, Finding::not_applied);
  EXPECT_GE(world.clock->now() - lost_at, seconds{182});
  EXPECT_THAT(settled->message, HasSubstr("person"));
}

TEST(Settle, SeesAnActionThatImwebCarriesOutLate) {
  Lost world{Loss::before};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);
  const TimePoint lost_at = world.clock->now();
  world.lose = [&](int, const LedgerEntry&) {
    if (world.clock->now() - lost_at > seconds{20})
      world.api.shop().add(
          {.order_no = order_no.str(), .items = {{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "631245789012"}}});
    return Loss::none;
  };

  const auto settled = world.client.settle(order_no, send);

  EXPECT_EQ(settled->finding, Finding::applied);
  EXPECT_LT(world.clock->now() - lost_at, seconds{32});
}

TEST(Settle, FindsAConflict) {
  Lost world{Loss::before};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);
  world.api.shop().add({.order_no = order_no.str(), .items = {{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "999"}}});

  EXPECT_EQ(world.client.settle(order_no, send)->finding, Finding::conflict);
}

TEST(Settle, ApartOfTheItemsIsAConflict) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY", "PAY_COMPLETE"});

  const auto settled = world.client.settle(order_no, Place{});

  EXPECT_EQ(settled->finding, Finding::conflict);
  ASSERT_EQ(settled->items.size(), 2U);
  EXPECT_EQ(settled->items[0].finding, Finding::applied);
  EXPECT_EQ(settled->items[1].finding, Finding::unknown);
}

TEST(Settle, LooksAtTheNamedItemAlone) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY", "PAY_COMPLETE"});

  EXPECT_EQ(world.client.settle({.order_no = order_no, .prod_order_no = item_no}, Place{})->finding, Finding::applied);
  EXPECT_EQ(world.client.settle(item_no, Place{})->finding, Finding::applied);
}

TEST(Settle, LeavesToAPersonWhatNothingShows) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE"});

  const auto settled = world.client.settle(order_no, CancelRetry{});

  EXPECT_EQ(settled->finding, Finding::unknown);
  EXPECT_EQ(settled->reads, 1);
  EXPECT_THAT(settled->message, HasSubstr("admin"));
}

TEST(Settle, StaysUnknownWhereReadingFails) {
  Lost world{Loss::before};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);
  world.lose = [](int, const LedgerEntry&) { return Loss::before; };

  const auto settled = world.client.settle(order_no, send);

  EXPECT_EQ(settled->finding, Finding::unknown);
  ASSERT_TRUE(settled->failure);
  EXPECT_EQ(settled->failure->kind(), FailureKind::transport);
}

TEST(Settle, WithoutPatienceLooksOnce) {
  Lost world{Loss::before};
  ASSERT_EQ(world.effect_of(send), Effect::unknown);

  const auto settled = world.client.settle(order_no, send, {.patience = seconds{0}});

  EXPECT_EQ(settled->finding, Finding::unknown);
  EXPECT_EQ(settled->reads, 1);
}

TEST(Settle, RefusesWrongValuesWithoutReading) {
  VirtualSandbox world;

  EXPECT_EQ(world.client.settle(OrderNo{""}, Place{}).failure().kind(), FailureKind::invalid_argument);
  for (const auto no_order_in_it : {"12345", "-001"})
    EXPECT_EQ(world.client.settle(ProdOrderNo{no_order_in_it}, Place{}).failure().kind(), FailureKind::invalid_argument);
  EXPECT_TRUE(world.ledger().empty());
}

}  // namespace
}  // namespace imweb

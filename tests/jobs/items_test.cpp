#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <string>

#include <imweb/imweb.hpp>

#include "jobs/one_order.hpp"
#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using ::testing::ElementsAre;
using testing::EntryKind;
using testing::VirtualSandbox;

TEST(ItemAction, GoesByThePageOfItems) {
  VirtualSandbox world;
  world.add("202604270000001", {"PAY_WAIT"});

  for (const ItemAction& action : {ItemAction{Deposit{}}, ItemAction{Place{}},
                                   ItemAction{SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"}},
                                   ItemAction{SendItem{}}, ItemAction{Complete{}}}) {
    const auto outcome = world.client.process(item_no, action);
    ASSERT_TRUE(outcome) << outcome.failure().message();
    EXPECT_THAT(outcome->success, ElementsAre(item_no)) << to_string(action);
    EXPECT_TRUE(outcome->failed.empty());
  }

  EXPECT_EQ(world.item("202604270000001").status, "COMPLETE");
  EXPECT_EQ(world.item("202604270000001").invoice_no, "631245789012");
  EXPECT_EQ(world.ledger()[1].path, "/v2/shop/prod-orders/202604270000001-001/deposit");
}

TEST(ItemAction, TellsImwebsReason) {
  VirtualSandbox world;
  world.add("202604270000001", {"PAY_WAIT"});

  const auto outcome = world.client.process(item_no, SendItem{});

  ASSERT_TRUE(outcome) << outcome.failure().message();
  EXPECT_TRUE(outcome->success.empty());
  ASSERT_EQ(outcome->failed.size(), 1U);
  EXPECT_EQ(outcome->failed.front().prod_order_no, item_no);
  EXPECT_NE(outcome->failed.front().msg, "");
}

TEST(ItemAction, StartsWithoutWaiting) {
  VirtualSandbox world;
  world.add("202604270000001", {"PAY_COMPLETE"});
  std::promise<bool> done;

  world.client.start(item_no, Place{}, {}, [&](const auto& outcome) { done.set_value(outcome.has_value()); });

  EXPECT_TRUE(done.get_future().get());
}

TEST(ItemAction, PlansItsRequest) {
  VirtualSandbox world;

  const auto request = world.client.plan(item_no, SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"});

  EXPECT_EQ(request->url, "https://api.imweb.me/v2/shop/prod-orders/202604270000001-001/invoice?order_version=v2");
  EXPECT_EQ(request->body, R"({"invoice_no":"1","parcel_code":"CJ"})");
  EXPECT_TRUE(world.ledger().empty());
}

TEST(ItemAction, OfAWrongNumberIsRefused) {
  VirtualSandbox world;
  EXPECT_EQ(world.client.process(ProdOrderNo{"a b"}, Place{}).failure().kind(), FailureKind::invalid_argument);
  EXPECT_TRUE(world.ledger().empty());
}

}  // namespace
}  // namespace imweb

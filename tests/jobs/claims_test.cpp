// Every step of a claim on its way to the shop: the request that arrives is the documented one, and none is repeated after it was lost.
#include <gtest/gtest.h>

#include <string>

#include <nlohmann/json.hpp>

#include "jobs/one_order.hpp"
#include "support/claims.hpp"
#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using testing::EntryKind;
using testing::LedgerEntry;
using testing::Loss;
using testing::VirtualSandbox;

void add_two_items(VirtualSandbox& world) { world.add(order_no.str(), {"PAY_COMPLETE", "PAY_COMPLETE"}); }

TEST(Claims, ArriveWithExactlyTheDocumentedBody) {
  for (const auto& row : testing::claims()) {
    SCOPED_TRACE(row.name);
    VirtualSandbox world;
    add_two_items(world);

    (void)world.client.process(order_no, row.action);

    const auto& entry = world.ledger().back();
    EXPECT_EQ(entry.method, "PATCH");
    EXPECT_EQ(entry.path, "/v2/shop/orders/202604270000001/" + std::string{row.name});
    EXPECT_EQ(entry.query, "order_version=v2");
    const std::string data{row.data};
    const bool is_bare = row.name == "invoice" || data.empty();
    EXPECT_EQ(entry.body, is_bare ? (data.empty() ? "{}" : data) : "{\"etc\":" + data + "}");
  }
}

TEST(Claims, NameTheItemBesideTheirData) {
  for (const auto& row : testing::claims()) {
    SCOPED_TRACE(row.name);
    VirtualSandbox world;
    add_two_items(world);

    (void)world.client.process({.order_no = order_no, .prod_order_no = ProdOrderNo{"202604270000001-001"}}, row.action);

    const auto body = nlohmann::json::parse(world.ledger().back().body);
    EXPECT_EQ(body.at("prod_order_no"), "202604270000001-001");
    EXPECT_FALSE(body.contains("etc") && body.at("etc").contains("prod_order_no"));
  }
}

TEST(Claims, AreNeverRepeatedAfterTheyWereLost) {
  for (const auto& row : testing::claims()) {
    SCOPED_TRACE(row.name);
    for (const Loss loss : {Loss::before, Loss::after}) {
      VirtualSandbox world;
      add_two_items(world);
      world.lose = [loss](int, const LedgerEntry& entry) { return entry.kind == EntryKind::write ? loss : Loss::none; };

      EXPECT_EQ(world.client.process(order_no, row.action).failure().effect(), Effect::unknown);
      (void)world.client.settle(order_no, row.action);

      EXPECT_EQ(world.count(EntryKind::write), 1);
    }
  }
}

TEST(Claims, ARefundIsPaidOnceAndBooked) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE"});
  ASSERT_TRUE(world.api.shop().request_claim("202604270000001-001", "CANCEL", world.clock->now()));

  const auto accepted = world.client.process(order_no, CancelAccept{.refund_point = NoPointRefund{}});

  ASSERT_TRUE(accepted) << accepted.failure().message();
  EXPECT_EQ(world.item(order_no.str()).status, "CANCEL");
  const auto again = world.client.process(order_no, CancelAccept{.refund_point = NoPointRefund{}});
  ASSERT_TRUE(again) << again.failure().message();
  EXPECT_TRUE(again->success.empty());
}

}  // namespace
}  // namespace imweb

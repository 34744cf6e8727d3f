#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <imweb/ship.hpp>

#include "jobs/one_order.hpp"
#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using ::testing::ElementsAre;
using testing::EntryKind;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::LedgerEntry;
using testing::Loss;
using testing::VirtualSandbox;

std::vector<std::string> writes_of(const VirtualSandbox& world) {
  std::vector<std::string> writes;
  for (const auto& entry : world.ledger())
    if (entry.kind == EntryKind::write) writes.push_back(entry.action + " " + entry.prod_order_no);
  return writes;
}

/// Loses the requests with this action.
auto lose(const std::string& action, Loss loss, int times = 1) {
  return [action, loss, left = times](int, const LedgerEntry& entry) mutable {
    return entry.action == action && left-- > 0 ? loss : Loss::none;
  };
}

TEST(Ship, PlacesSetsTheInvoiceAndSendsEachItem) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE", "PAY_COMPLETE"});

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped, ShipState::shipped));
  EXPECT_TRUE(report.is_complete());
  EXPECT_EQ(report.reads, 2);
  EXPECT_EQ(report.writes, 6);
  for (const std::size_t position : {0U, 1U}) {
    EXPECT_EQ(world.item(order_no.str(), position).status, "DELIVERING");
    EXPECT_EQ(world.item(order_no.str(), position).parcel_code, "CJ");
    EXPECT_EQ(world.item(order_no.str(), position).invoice_no, "631245789012");
  }
  EXPECT_THAT(report.items.front().steps, ElementsAre(ShipStep::place, ShipStep::set_invoice, ShipStep::send));
}

TEST(Ship, CalledAgainDoesNothingAndSaysSo) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE", "STANDBY"});
  (void)world.client.ship(order_no, parcel);
  const int writes = world.count(EntryKind::write);

  const auto again = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(again), ElementsAre(ShipState::already_shipped, ShipState::already_shipped));
  EXPECT_EQ(world.count(EntryKind::write), writes);
  EXPECT_THAT(again.items.front().steps, IsEmpty());
}

TEST(Ship, DoesOnlyWhatIsMissing) {
  VirtualSandbox world;
  world.api.shop().add({.order_no = order_no.str(),
                        .items = {{.status = "STANDBY", .parcel_code = "CJ", .invoice_no = "631245789012"},
                                  {.status = "DELIVERING"},
                                  {.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "631245789012"}}});

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped, ShipState::shipped, ShipState::already_shipped));
  EXPECT_THAT(writes_of(world), ::testing::UnorderedElementsAre("send 202604270000001-001", "invoice 202604270000001-002"));
}

TEST(Ship, LeavesConflictsAlone) {
  struct Row {
    const char* name;
    testing::SandboxItem item;
    const char* why;
  };
  const std::vector<Row> rows{
      {"another invoice", {.status = "STANDBY", .parcel_code = "CJ", .invoice_no = "999"}, "another invoice"},
      {"another invoice on its way", {.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "999"}, "another invoice"},
      {"another carrier", {.status = "DELIVERING", .parcel_code = "HANJIN", .invoice_no = "631245789012"}, "another invoice"},
      {"not paid", {.status = "PAY_WAIT"}, "PAY_WAIT"},
      {"cancelled", {.status = "CANCEL", .claim_type = "CANCEL"}, "claim"},
      {"claim open", {.status = "PAY_COMPLETE", .claim_type = "CANCEL", .claim_status = "CANCEL_REQUEST"}, "CANCEL_REQUEST"},
      {"delivered without invoice", {.status = "COMPLETE"}, "without an invoice"},
      {"a status from the future", {.status = "ON_THE_MOON"}, "ON_THE_MOON"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    VirtualSandbox world;
    world.api.shop().add({.order_no = order_no.str(), .items = {row.item}});

    const auto report = world.client.ship(order_no, parcel);

    EXPECT_THAT(states_of(report), ElementsAre(ShipState::conflict));
    EXPECT_THAT(report.items.front().message, HasSubstr(row.why));
    EXPECT_EQ(world.count(EntryKind::write), 0);
  }
}

TEST(Ship, ByOrderTakesOneRequestAStepForTheWholeOrder) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE", "PAY_COMPLETE", "PAY_COMPLETE"});

  const auto report = world.client.ship(order_no, parcel, {.route = ShipRoute::by_order});

  EXPECT_EQ(report.count(ShipState::shipped), 3U);
  EXPECT_EQ(report.writes, 2);
  EXPECT_THAT(writes_of(world), ElementsAre("place ", "send "));
}

TEST(Ship, ByOrderNamesTheItemWhereTheyDiffer) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE", "STANDBY"});

  const auto report = world.client.ship(order_no, parcel, {.route = ShipRoute::by_order});

  EXPECT_EQ(report.count(ShipState::shipped), 2U);
  EXPECT_THAT(writes_of(world), ::testing::UnorderedElementsAre("place 202604270000001-001", "send 202604270000001-001",
                                                                "send 202604270000001-002"));
}

TEST(Ship, OneItemOfSeveralGoesAlone) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY", "STANDBY"});

  const auto report = world.client.ship({.order_no = order_no, .prod_order_no = ProdOrderNo{"202604270000001-002"}}, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
  EXPECT_EQ(world.item(order_no.str(), 0).status, "STANDBY");
  EXPECT_EQ(world.item(order_no.str(), 1).status, "DELIVERING");
}

TEST(Ship, TwoItemsOfAnOrderMayGoByTwoParcels) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY", "STANDBY"});
  const Shipment its_parcel{.parcel_code = ParcelCode::cj, .invoice_no = "700000000002"};
  const std::vector<ShipRequest> list{{{order_no, ProdOrderNo{"202604270000001-001"}}, parcel},
                                      {{order_no, ProdOrderNo{"202604270000001-002"}}, its_parcel}};

  const auto report = world.client.ship(list);

  EXPECT_TRUE(report.is_complete());
  EXPECT_EQ(world.item(order_no.str(), 0).invoice_no, "631245789012");
  EXPECT_EQ(world.item(order_no.str(), 1).invoice_no, "700000000002");
}

TEST(Ship, PlansWithoutChangingAnything) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE", "STANDBY"});
  const std::vector<ShipRequest> list{{order_no, parcel}};

  const auto plan = world.client.plan(list);

  EXPECT_THAT(states_of(plan), ElementsAre(ShipState::planned, ShipState::planned));
  EXPECT_THAT(plan.items[0].steps, ElementsAre(ShipStep::place, ShipStep::set_invoice, ShipStep::send));
  EXPECT_THAT(plan.items[1].steps, ElementsAre(ShipStep::set_invoice, ShipStep::send));
  EXPECT_EQ(world.count(EntryKind::write), 0);
}

TEST(Ship, ReportsWrongValuesAndDoublesWithoutSending) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY"});
  const std::vector<ShipRequest> list{{OrderNo{"../auth"}, parcel},
                                      {order_no, parcel},
                                      {order_no, parcel},
                                      {OrderNo{"202604270000002"}, {.parcel_code = ParcelCode::cj, .invoice_no = ""}},
                                      {OrderNo{"202604279999999"}, parcel}};

  const auto report = world.client.ship(list);

  EXPECT_THAT(states_of(report),
              ElementsAre(ShipState::refused, ShipState::shipped, ShipState::refused, ShipState::refused, ShipState::refused));
  EXPECT_EQ(report.items[0].failure->kind(), FailureKind::invalid_argument);
  EXPECT_THAT(report.items[2].message, HasSubstr("twice"));
}

TEST(Ship, GoesOnWhereALostStepShowsItsEffect) {
  for (const char* action : {"place", "invoice", "send"}) {
    SCOPED_TRACE(action);
    VirtualSandbox world;
    world.add(order_no.str(), {"PAY_COMPLETE"});
    world.lose = lose(action, Loss::after);

    const auto report = world.client.ship(order_no, parcel);

    EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
    EXPECT_EQ(world.count(EntryKind::write), 3);
  }
}

TEST(Ship, NamesALostStepThatDoesNotShowAsUnknownAndLeavesIt) {
  for (const char* action : {"place", "invoice", "send"}) {
    SCOPED_TRACE(action);
    VirtualSandbox world;
    world.add(order_no.str(), {"PAY_COMPLETE"});
    world.lose = lose(action, Loss::before);

    const auto report = world.client.ship(order_no, parcel);

    EXPECT_THAT(states_of(report), ElementsAre(ShipState::unknown));
    EXPECT_EQ(report.items.front().failure->effect(), Effect::unknown);
    EXPECT_THAT(report.items.front().message, HasSubstr(order_no.str()));
  }
}

TEST(Ship, SendsALostStepAgainOnlyWhenItIsProvenThatItDidNotTakeEffect) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE"});
  world.lose = lose("place", Loss::before);
  (void)world.client.ship(order_no, parcel);
  const TimePoint lost_at = world.clock->now();

  const auto again = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(again), ElementsAre(ShipState::shipped));
  EXPECT_EQ(world.count(EntryKind::write), 4);
  EXPECT_GE(world.ledger().back().at - lost_at, std::chrono::seconds{65});
  const auto second_place = std::find_if(world.ledger().rbegin(), world.ledger().rend(),
                                         [](const LedgerEntry& entry) { return entry.action == "place"; });
  EXPECT_GE(second_place->at - lost_at, std::chrono::seconds{66});
}

TEST(Ship, WithPatienceSettlesALostStepItself) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE"});
  world.lose = lose("send", Loss::before);

  const auto report = world.client.ship(order_no, parcel, {.patience = std::chrono::minutes{2}});

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
  EXPECT_EQ(world.count(EntryKind::write), 4);
}

TEST(Ship, ALostProcessCallIsWaitedForToo) {
  VirtualSandbox world;
  world.add(order_no.str(), {"PAY_COMPLETE"});
  world.lose = lose("place", Loss::before);
  ASSERT_EQ(world.client.process(order_no, Place{}).failure().effect(), Effect::unknown);
  const TimePoint lost_at = world.clock->now();

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
  EXPECT_GE(world.clock->now() - lost_at, std::chrono::seconds{65});
}

TEST(Ship, ReportsImwebsReason) {
  VirtualSandbox world{{.direct_send = testing::DirectSend::refused}};
  world.add(order_no.str(), {"STANDBY"});
  world.lose = [&](int, const LedgerEntry& entry) {  // a person cancels in the middle
    if (entry.action == "send")
      world.api.shop().add({.order_no = order_no.str(), .items = {{.status = "CANCEL", .claim_type = "CANCEL"}}});
    return Loss::none;
  };

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::conflict));
  EXPECT_THAT(report.items.front().message, HasSubstr("not touched any further"));
}

TEST(Ship, SaysUnknownWhereImwebConfirmsWhatItDoesNotShow) {
  VirtualSandbox world{{.read_lag = std::chrono::hours{1}}};
  world.add(order_no.str(), {"STANDBY"});

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::unknown));
  EXPECT_THAT(report.items.front().message, HasSubstr("confirmed"));
  EXPECT_EQ(world.count(EntryKind::write), 2);
}

TEST(Ship, ToleratesThatImwebIsSlowToShow) {
  VirtualSandbox world{{.read_lag = std::chrono::seconds{4}}};
  world.add(order_no.str(), {"STANDBY"});

  EXPECT_TRUE(world.client.ship(order_no, parcel).is_complete());
  EXPECT_EQ(world.count(EntryKind::write), 2);
}

TEST(Ship, TellsOfEachItemAsItIsDecided) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY", "STANDBY"});
  int told = 0;

  const auto report = world.client.ship(order_no, parcel, {.on_item = [&](const ShippedItem&) {
                                          ++told;
                                          throw std::runtime_error{"a careless callback"};
                                        }});

  EXPECT_EQ(told, 2);
  EXPECT_TRUE(report.is_complete());
}

TEST(Ship, AStopEndsTheRunAndSaysWhatWasNotBegun) {
  VirtualSandbox world;
  std::vector<ShipRequest> list;
  for (int i = 0; i < 60; ++i) {
    const std::string number = "2026042700001" + std::to_string(10 + i);
    world.add(number, {"STANDBY"});
    list.push_back({OrderNo{number}, parcel});
  }
  std::stop_source stop;
  world.lose = [&](int number, const LedgerEntry&) {
    if (number == 20) stop.request_stop();
    return Loss::none;
  };

  const auto report = world.client.ship(list, {.call = {.stop = stop.get_token()}});

  EXPECT_EQ(report.items.size(), 60U);
  EXPECT_GT(report.count(ShipState::not_shipped), 30U);
  EXPECT_LE(world.ledger().size(), 24U);
  int shown = 0;
  for (const auto& item : report.items) shown += item.state == ShipState::not_shipped && item.message.empty() ? 1 : 0;
  EXPECT_EQ(shown, 0);
}

TEST(Ship, AReadThatFailsLeavesItsOrdersNotShipped) {
  VirtualSandbox world;
  world.add(order_no.str(), {"STANDBY"});
  world.lose = [](int, const LedgerEntry& entry) { return entry.kind == EntryKind::read ? Loss::before : Loss::none; };

  const auto report = world.client.ship(order_no, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::not_shipped));
  EXPECT_EQ(report.items.front().failure->kind(), FailureKind::transport);
  EXPECT_EQ(report.items.front().failure->effect(), Effect::not_applied);
  EXPECT_EQ(world.count(EntryKind::write), 0);
}

}  // namespace
}  // namespace imweb

// Lost writes, one over the other: nothing is repeated before each of them that could still matter has been disproved.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include <imweb/imweb.hpp>

#include "jobs/one_order.hpp"
#include "support/scripted_items.hpp"
#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using std::chrono::seconds;
using testing::Asked;
using testing::EntryKind;
using ::testing::HasSubstr;
using testing::LedgerEntry;
using testing::Loss;
using testing::ScriptedItems;

const OrderTarget item_of_order{.order_no = order_no, .prod_order_no = ProdOrderNo{"202604270000001-001"}};
const SetInvoice set_invoice{.parcel_code = parcel.parcel_code, .invoice_no = parcel.invoice_no};
const Cancel cancel{.reason_code = ReasonCode::sold_out};
constexpr seconds quiet{65};
constexpr seconds quiet_of_money{180};

/// One order, whose writes a test loses one by one.
struct LossyShop : testing::VirtualSandbox {
  explicit LossyShop(const std::string& status, const testing::SandboxOptions& options = {}) : VirtualSandbox{options} {
    add(order_no.str(), {status});
  }

  /// Asks for the action, which is lost. Tells when.
  TimePoint lose_one(const OrderTarget& target, const OrderAction& action, Loss loss = Loss::before) {
    return lose_one(client, target, action, loss);
  }
  TimePoint lose_one(OrderClient& asker, const OrderTarget& target, const OrderAction& action, Loss loss) {
    lose = [loss](int, const LedgerEntry& entry) { return entry.kind == EntryKind::write ? loss : Loss::none; };
    const auto outcome = asker.process(target, action);
    EXPECT_TRUE(!outcome && outcome.failure().effect() == Effect::unknown);
    lose = [](int, const LedgerEntry&) { return Loss::none; };
    return clock->now();
  }

  /// When the action was asked for last.
  [[nodiscard]] TimePoint last(const std::string& action) const {
    TimePoint at{};
    for (const auto& entry : ledger())
      if (entry.action == action) at = entry.at;
    return at;
  }
};

TEST(ShipDoubt, WaitsForEveryLostWriteNotOnlyForTheLast) {
  LossyShop shop{"STANDBY"};
  const TimePoint lost_at = shop.lose_one(order_no, send);
  (void)shop.lose_one(order_no, set_invoice, Loss::after);

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_GE(shop.last("send") - lost_at, quiet);
}

TEST(ShipDoubt, TheConfirmationOfOneActionSettlesNoOther) {
  LossyShop shop{"STANDBY"};
  const TimePoint lost_at = shop.lose_one(order_no, send);
  (void)shop.lose_one(order_no, set_invoice);
  ASSERT_TRUE(shop.client.process(order_no, set_invoice));

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_GE(shop.last("send") - lost_at, quiet);
}

TEST(ShipDoubt, WaitsForALostCancelBehindALostPlace) {
  LossyShop shop{"PAY_COMPLETE"};
  const TimePoint lost_at = shop.lose_one(order_no, cancel);
  (void)shop.lose_one(order_no, Place{}, Loss::after);

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_GE(shop.last("send") - lost_at, quiet_of_money);
}

TEST(ShipDoubt, ByOrderWaitsForALostInvoiceToo) {
  LossyShop shop{"STANDBY"};
  const TimePoint lost_at = shop.lose_one(order_no, SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "999"});

  const auto report = shop.client.ship(order_no, parcel, {.route = ShipRoute::by_order});

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_GE(shop.last("send") - lost_at, quiet);
}

TEST(ShipDoubt, AnotherLossDuringTheWaitProlongsIt) {
  LossyShop shop{"STANDBY"};
  (void)shop.lose_one(order_no, set_invoice);
  std::promise<TimePoint> lost;
  shop.lose = [&, reads = 0](int, const LedgerEntry& entry) mutable {
    if (entry.kind == EntryKind::read && ++reads == 6)  // somebody else sends while ship waits
      shop.client.start(order_no, send, {}, [&](const auto&) { lost.set_value(shop.clock->now()); });
    const bool is_by_somebody_else = entry.action == "send" && entry.prod_order_no.empty();
    return is_by_somebody_else ? Loss::before : Loss::none;
  };

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_GE(shop.last("send") - lost.get_future().get(), quiet);
}

TEST(ShipDoubt, DoesNotCallShippedWhatAReadBackShowedAsNotSent) {
  LossyShop shop{"STANDBY", {.read_lag = std::chrono::hours{1}}};
  shop.lose = [reads = 0](int, const LedgerEntry& entry) mutable {
    return entry.kind == EntryKind::read && ++reads > 2 ? Loss::before : Loss::none;
  };

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.items.at(0).state, ShipState::unknown);
}

TEST(ShipDoubt, EveryItemOfABatchHasItsOwnTimeToShow) {
  testing::VirtualSandbox world{{.read_lag = seconds{4}}};
  std::vector<ShipRequest> list;
  for (int i = 10; i < 35; ++i) {
    const std::string number = "2026042700001" + std::to_string(i);
    world.add(number, {"STANDBY"});
    list.push_back({OrderNo{number}, parcel});
  }

  const auto report = world.client.ship(list);

  EXPECT_EQ(report.count(ShipState::shipped), 25U);
}

TEST(ShipDoubt, AStepThatHasShownItsEffectIsNotInDoubtAnyMore) {
  LossyShop shop{"PAY_COMPLETE"};
  shop.lose = [is_sent = false](int, const LedgerEntry& entry) mutable {
    is_sent |= entry.action == "send";
    if (entry.action == "place") return Loss::after;
    return entry.kind == EntryKind::read && is_sent ? Loss::before : Loss::none;
  };

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.items.at(0).state, ShipState::shipped);
  EXPECT_THAT(report.items.at(0).message, HasSubstr("could not be read back"));
}

TEST(ShipDoubt, EndlessPatienceIsPatience) {
  LossyShop shop{"STANDBY"};
  shop.lose = [left = 1](int, const LedgerEntry& entry) mutable {
    return entry.action == "send" && left-- > 0 ? Loss::before : Loss::none;
  };

  const auto report = shop.client.ship(order_no, parcel, {.patience = std::chrono::milliseconds::max()});

  EXPECT_EQ(report.items.at(0).state, ShipState::shipped);
}

TEST(ShipDoubt, AnOldReadBackDoesNotMakeConfirmedStepsGoAgain) {
  ScriptedItems shop{{{order_no.str(), "202604270000001-001", "STANDBY", "CJ", parcel.invoice_no}}};
  shop.instead = [reads = 0](const Asked& asked) mutable -> std::optional<testing::Script> {
    if (asked.action != "read" || ++reads != 2) return std::nullopt;
    return testing::with_data(R"([{"order_no":"202604270000001-001","status":"PAY_COMPLETE"}])");
  };

  const auto report = shop.client.ship(order_no, parcel);

  EXPECT_EQ(report.items.at(0).state, ShipState::shipped);
  EXPECT_EQ(shop.count("place"), 0);
  EXPECT_EQ(shop.count("send"), 1);
}

TEST(ShipDoubt, OfTwoRunsAtOnceOnlyOneIsAtWorkOnAnOrder) {
  LossyShop shop{"STANDBY", {.repetition = testing::Repetition::accepted}};
  const auto run = [&] { (void)shop.client.ship(order_no, parcel); };
  std::thread other{run};
  run();
  other.join();

  EXPECT_EQ(shop.count(EntryKind::write), 2);  // the invoice and the send
}

TEST(SettleDoubt, CountsFromTheLossOfTheActionInQuestionNotOfAnEarlierOne) {
  LossyShop shop{"STANDBY"};
  (void)shop.lose_one(order_no, cancel);
  (void)shop.client.settle(order_no, cancel, {.patience = seconds{100}});
  const TimePoint lost_at = shop.lose_one(item_of_order, send);

  const auto settled = shop.client.settle(item_of_order, send);

  EXPECT_EQ(settled->finding, Finding::not_applied);
  EXPECT_GE(shop.clock->now() - lost_at, quiet);
}

TEST(SettleDoubt, OfAnActionThatAnotherClientLostCountsFromNow) {
  LossyShop shop{"STANDBY"};
  (void)shop.lose_one(order_no, Complete{});
  (void)shop.client.settle(order_no, Complete{});
  const auto& account = shop.api.options();
  OrderClient other{{.credentials = {.key = Secret{account.key}, .secret = Secret{account.secret}}}, shop.engine};
  const TimePoint lost_at = shop.lose_one(other, order_no, send, Loss::before);

  const auto settled = shop.client.settle(order_no, send);

  EXPECT_EQ(settled->finding, Finding::not_applied);
  EXPECT_GE(shop.clock->now() - lost_at, quiet);
}

TEST(SettleDoubt, OfACancelDoesNotSayThatNothingIsLeftToDo) {
  LossyShop shop{"PAY_COMPLETE"};
  (void)shop.lose_one(order_no, cancel);
  shop.api.shop().add({.order_no = order_no.str(),
                       .items = {{.status = "PAY_COMPLETE", .claim_type = "CANCEL", .claim_status = "CANCEL_FAILED"}}});

  const auto settled = shop.client.settle(order_no, cancel);

  EXPECT_EQ(settled->finding, Finding::applied);
  EXPECT_EQ(settled->items.at(0).claim_status.str(), "CANCEL_FAILED");
  EXPECT_THAT(settled->message, HasSubstr("go on from what its items show"));
}

TEST(SettleDoubt, OfACancelFindsTheBuyersRequestAndShowsItsStage) {
  LossyShop shop{"PAY_COMPLETE"};
  (void)shop.lose_one(order_no, cancel);
  ASSERT_TRUE(shop.api.shop().request_claim("202604270000001-001", "CANCEL", shop.clock->now()));

  const auto settled = shop.client.settle(order_no, cancel);

  EXPECT_EQ(settled->finding, Finding::applied);
  EXPECT_EQ(settled->items.at(0).claim_status.str(), "CANCEL_REQUEST");
  EXPECT_THAT(settled->message, HasSubstr("go on from what its items show"));
}

}  // namespace
}  // namespace imweb

// Answers that do not fit what was asked: nothing is shipped on their word, and nobody else's order pays for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include <imweb/imweb.hpp>

#include "jobs/one_order.hpp"
#include "support/scripted_items.hpp"

namespace imweb {
namespace {

using testing::Asked;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Script;
using testing::ScriptedItems;
using testing::ShownItem;
using testing::with_data;

const std::string first = "202604270000001";
const std::string second = "202604270000002";
const std::string third = "202604270000003";
const Shipment other_parcel{.parcel_code = ParcelCode::cj, .invoice_no = "700000000002"};

ShownItem showing(const std::string& order, const std::string& status = "STANDBY") { return {order, order + "-001", status}; }

Script lost() { return testing::broken(http::Progress::may_have_been_sent); }

/// Loses the first send, and does not show the first item any more.
auto vanish_with_the_send(ScriptedItems& shop) {
  return [&shop](const Asked& asked) -> std::optional<Script> {
    if (asked.action != "send" || shop.count("send") > 1) return std::nullopt;
    shop.items.erase(shop.items.begin());
    return lost();
  };
}

TEST(ShipOddAnswers, AnItemThatIsNotShownAnyMoreIsNotSentAgain) {
  ScriptedItems shop{{{first, first + "-001", "STANDBY", "CJ", parcel.invoice_no},
                      {first, first + "-002", "DELIVERING", "CJ", parcel.invoice_no}}};
  shop.instead = vanish_with_the_send(shop);

  const auto report = shop.client.ship(OrderNo{first}, parcel, {.patience = std::chrono::minutes{3}});

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::unknown, ShipState::already_shipped));
  EXPECT_EQ(shop.count("send"), 1);
}

TEST(ShipOddAnswers, AnEmptyReadBackProvesNothing) {
  ScriptedItems shop{{{first, first + "-001", "STANDBY", "CJ", parcel.invoice_no}}};
  shop.instead = vanish_with_the_send(shop);

  const auto report = shop.client.ship(OrderNo{first}, parcel, {.patience = std::chrono::minutes{3}});

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::unknown));
  EXPECT_EQ(shop.count("send"), 1);
}

TEST(ShipOddAnswers, AnItemThatStandsTwiceIsOneItem) {
  ScriptedItems shop{{showing(first, "PAY_COMPLETE"), showing(first, "PAY_COMPLETE")}};

  const auto report = shop.client.ship(OrderNo{first}, parcel);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
  EXPECT_EQ(shop.count("send"), 1);
}

TEST(ShipOddAnswers, AnItemThatStandsTwiceAndDiffersIsNotTouched) {
  ScriptedItems shop{{showing(first, "STANDBY"), showing(first, "PAY_COMPLETE")}};

  const auto report = shop.client.ship(OrderNo{first}, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 0U);
  EXPECT_EQ(shop.writes(), 0);
}

TEST(ShipOddAnswers, OneNumberUnderTwoOrdersIsSentOnce) {
  ScriptedItems shop{{{first, "778899001", "STANDBY"}, {second, "778899001", "STANDBY"}}};
  const std::vector<ShipRequest> list{{OrderNo{first}, parcel}, {OrderNo{second}, other_parcel}};

  const auto report = shop.client.ship(list);

  EXPECT_EQ(report.count(ShipState::shipped), 1U);
  EXPECT_EQ(report.count(ShipState::conflict), 1U);
  EXPECT_EQ(shop.writes(), 2);
}

TEST(ShipOddAnswers, AnotherOrdersItemIsNotShipped) {
  ScriptedItems shop{{{first, second + "-001", "STANDBY"}}};

  const auto report = shop.client.ship(OrderNo{first}, parcel);

  EXPECT_EQ(report.count(ShipState::shipped), 0U);
  EXPECT_EQ(shop.writes(), 0);
}

TEST(ShipOddAnswers, AnotherOrdersItemInABatchIsNotShipped) {
  ScriptedItems shop{{{first, "202604270000009-001", "STANDBY"}, showing(second)}};
  const std::vector<ShipRequest> list{{OrderNo{first}, parcel}, {OrderNo{second}, other_parcel}};

  const auto report = shop.client.plan(list);

  EXPECT_NE(report.items.at(0).state, ShipState::planned);
  EXPECT_EQ(report.items.at(1).state, ShipState::planned);
}

TEST(ShipOddAnswers, AnotherOrdersItemSettlesNothing) {
  ScriptedItems shop{{{first, second + "-001", "STANDBY"}}};
  shop.instead = [](const Asked& asked) { return asked.action == "place" ? std::optional{lost()} : std::nullopt; };
  ASSERT_FALSE(shop.client.process(OrderNo{first}, Place{}));

  const auto settled = shop.client.settle(OrderNo{first}, Place{});

  EXPECT_EQ(settled->finding, Finding::unknown);
}

TEST(ShipOddAnswers, AnOrderThatCannotBeReadDoesNotHoldUpItsBatch) {
  ScriptedItems shop{{showing(first), showing(second), showing(third)}};
  const std::string strange = "{\"order_no\":\"" + second + R"(-001","status":"STANDBY","pay_time":"2026-04-27"})";
  shop.instead = [&](const Asked& asked) -> std::optional<Script> {
    if (asked.number.empty()) return with_data("{\"" + second + "\":[" + strange + "]}");
    return asked.number == second ? std::optional{with_data("[" + strange + "]")} : std::nullopt;
  };
  const std::vector<ShipRequest> list{{OrderNo{first}, parcel}, {OrderNo{second}, parcel}, {OrderNo{third}, parcel}};

  const auto report = shop.client.plan(list);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::planned, ShipState::not_shipped, ShipState::planned));
  EXPECT_THAT(report.items[1].message, HasSubstr(second));
}

TEST(ShipOddAnswers, AnUnknownNumberDoesNotRefuseItsBatch) {
  ScriptedItems shop{{showing(first)}};
  shop.instead = [](const Asked& asked) {
    const bool names_second = asked.number.empty() || asked.number == second;
    return names_second ? std::optional{testing::refusal(-11)} : std::nullopt;
  };
  const std::vector<ShipRequest> list{{OrderNo{first}, parcel}, {OrderNo{second}, parcel}};

  const auto report = shop.client.plan(list);

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::planned, ShipState::refused));
}

TEST(ShipOddAnswers, AnotherItemsRefusalDoesNotCount) {
  ScriptedItems shop{{{first, first + "-001", "STANDBY"}, {first, first + "-002", "STANDBY"}}};
  shop.instead = [](const Asked& asked) -> std::optional<Script> {
    if (asked.action != "send") return std::nullopt;
    return with_data(R"({"success":[],"failed":[{"order_no":")" + first + R"(","prod_order_list":[{"prod_order_no":")" + first +
                     R"(-001","msg":"sold out","detail_msg":""}]}]})");
  };

  const auto report = shop.client.ship(OrderNo{first}, parcel, {.route = ShipRoute::by_order});

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::refused, ShipState::unknown));
}

TEST(ShipOddAnswers, AnInvoiceNumberMayBeGroupedDifferently) {
  ScriptedItems shop{{showing(first)}};

  const auto report = shop.client.ship(OrderNo{first}, {.parcel_code = ParcelCode::cj, .invoice_no = "6312-4578-9012"});

  EXPECT_THAT(states_of(report), ElementsAre(ShipState::shipped));
  EXPECT_EQ(shop.count("invoice"), 1);
}

}  // namespace
}  // namespace imweb

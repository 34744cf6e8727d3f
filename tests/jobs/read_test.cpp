#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <chrono>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>

#include "jobs/one_order.hpp"
#include "support/virtual_sandbox.hpp"
#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using ::testing::ElementsAre;
using testing::EntryKind;
using ::testing::HasSubstr;
using testing::LedgerEntry;
using testing::Loss;
using testing::number_in;
using testing::OrderVersion;
using testing::refusal;
using testing::reply;
using testing::VirtualSandbox;
using testing::VirtualShop;

std::vector<std::string> versions_of(const VirtualSandbox& world) {
  std::vector<std::string> versions;
  for (const auto& entry : world.ledger()) {
    if (entry.kind == EntryKind::login) continue;
    const auto at = entry.query.find("order_version=");
    versions.push_back(at == entry.query.npos ? "none" : entry.query.substr(at + 14));
  }
  return versions;
}

TEST(Read, GetsOneOrder) {
  VirtualSandbox world;
  world.add(number(1), {"STANDBY"});

  const auto order = world.client.get(OrderNo{number(1)});

  ASSERT_TRUE(order) << order.failure().message();
  EXPECT_EQ(order->order_no.str(), number(1));
  EXPECT_EQ(order->payment.price_currency, "KRW");
}

TEST(Read, SaysThatAnOrderIsNotThere) {
  VirtualSandbox world;

  const auto order = world.client.get(OrderNo{number(1)});

  EXPECT_EQ(order.failure().kind(), FailureKind::not_found);
  EXPECT_EQ(order.failure().effect(), Effect::not_applied);
  EXPECT_THAT(order.failure().message(), HasSubstr(number(1)));
}

TEST(Read, GetsTheItemsOfOneOrder) {
  VirtualSandbox world;
  world.add(number(1), {"STANDBY", "DELIVERING"});

  const auto items = world.client.prod_orders(OrderNo{number(1)});

  ASSERT_EQ(items->size(), 2U);
  EXPECT_EQ(items->at(0).prod_order_no.str(), number(1) + "-001");
  EXPECT_EQ(items->at(1).status, Status::delivering);
  EXPECT_FALSE(items->at(0).items.empty());
}

TEST(Read, GetsTheItemsOfManyOrdersTwentyFiveAtATime) {
  VirtualSandbox world;
  std::vector<OrderNo> numbers;
  for (int i = 0; i < 61; ++i) numbers.emplace_back(number(i));
  for (int i = 0; i < 60; ++i) world.add(number(i), {"STANDBY"});
  numbers.emplace_back(number(0));

  const auto orders = world.client.prod_orders(numbers);

  ASSERT_TRUE(orders) << orders.failure().message();
  ASSERT_EQ(orders->size(), 62U);
  EXPECT_EQ(world.count(EntryKind::read), 3);
  EXPECT_EQ(orders->at(59).prod_orders.front().prod_order_no.str(), number(59) + "-001");
  EXPECT_TRUE(orders->at(60).prod_orders.empty());
  EXPECT_EQ(orders->at(61), orders->at(0));
}

/// Answers requests for several orders with `together`, and those for one by `alone`.
struct Desk : VirtualShop {
  Desk(testing::Script together, std::function<testing::Script(const std::string& order_no)> alone) {
    on_order = [together = std::move(together), alone = std::move(alone)](const http::Request& request) {
      const bool is_for_one = request.url.find("/shop/orders/") != request.url.npos;
      return is_for_one ? alone(number_in(request)) : together;
    };
  }

  [[nodiscard]] Outcome<std::vector<ProdOrdersOf>> read() {
    return client.prod_orders(std::vector{OrderNo{number(1)}, OrderNo{number(2)}, OrderNo{number(3)}});
  }
};

testing::Script item_of(const std::string& order) {
  return reply(R"({"msg":"SUCCESS","code":200,"data":[{"order_no":")" + order + R"(-001","status":"STANDBY"}]})");
}

TEST(Read, ReadsOrdersOneByOneWhereOneMaySpoilTheAnswerForAll) {
  struct Row {
    const char* name;
    testing::Script together;
  };
  const Row rows[] = {{"not found", refusal(-11)},
                      {"cannot be understood", reply(R"({"msg":"SUCCESS","code":200,"data":[{"order_no":"x"}]})")}};
  for (const auto& [name, together] : rows) {
    Desk desk{together, [](const std::string& order) { return order == number(2) ? refusal(-11) : item_of(order); }};

    const auto orders = desk.read();

    ASSERT_TRUE(orders) << name << ": " << orders.failure().message();
    EXPECT_EQ(orders->at(0).prod_orders.at(0).prod_order_no.str(), number(1) + "-001") << name;
    EXPECT_TRUE(orders->at(1).prod_orders.empty()) << name;
    EXPECT_EQ(orders->at(2).prod_orders.at(0).prod_order_no.str(), number(3) + "-001") << name;
    EXPECT_EQ(desk.orders().size(), 4U) << name;
  }
}

TEST(Read, NamesTheOneOrderThatCannotBeRead) {
  Desk desk{refusal(-11), [](const std::string& order) { return item_of(order == number(2) ? number(9) : order); }};

  const auto orders = desk.read();

  ASSERT_FALSE(orders);
  EXPECT_EQ(orders.failure().kind(), FailureKind::protocol);
  EXPECT_THAT(orders.failure().message(), HasSubstr("order " + number(2) + " could not be read"));
}

TEST(Read, DoesNotReadOneByOneWhatNoSingleOrderCanSpoil) {
  Desk desk{refusal(-5), item_of};

  EXPECT_EQ(desk.read().failure().kind(), FailureKind::not_permitted);
  EXPECT_EQ(desk.orders().size(), 1U);
}

TEST(Read, OfNothingAsksNothing) {
  VirtualSandbox world;
  EXPECT_TRUE(world.client.prod_orders(std::vector<OrderNo>{})->empty());
  EXPECT_TRUE(world.ledger().empty());
}

TEST(Read, GetsTheInvoiceOfAnItem) {
  VirtualSandbox world;
  world.api.shop().add(
      {.order_no = number(1), .items = {{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "631245789012"}}});

  const auto invoice = world.client.invoice(ProdOrderNo{number(1) + "-001"});

  EXPECT_EQ(invoice->parcel_code, "CJ");
  EXPECT_EQ(invoice->invoice_no, "631245789012");
}

TEST(Read, IsRepeatedWhereAnAnswerIsLost) {
  VirtualSandbox world;
  world.add(number(1), {"STANDBY"});
  world.lose = [left = 2](int, const LedgerEntry& entry) mutable {
    return entry.kind == EntryKind::read && left-- > 0 ? Loss::after : Loss::none;
  };

  EXPECT_TRUE(world.client.get(OrderNo{number(1)}));
  EXPECT_EQ(world.count(EntryKind::read), 3);
}

TEST(Read, RefusesWrongNumbersWithoutAsking) {
  VirtualSandbox world;
  const OrderNo wrong{"1/../2"};

  EXPECT_EQ(world.client.get(wrong).failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(world.client.prod_orders(wrong).failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(world.client.prod_orders(std::vector{OrderNo{"1"}, wrong}).failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(world.client.invoice(ProdOrderNo{""}).failure().kind(), FailureKind::invalid_argument);
  EXPECT_TRUE(world.ledger().empty());
}

TEST(OrderVersionOption, IsSentAsGiven) {
  struct Row {
    const char* option;
    const char* sent;
  };
  for (const auto& [option, sent] : {Row{"v2", "v2"}, Row{"v1", "v1"}, Row{"", "none"}, Row{"detect", "v2"}}) {
    VirtualSandbox world{{}, {.order_version = option}};
    world.add(number(1), {"STANDBY"});
    EXPECT_TRUE(world.client.get(OrderNo{number(1)}));
    EXPECT_THAT(versions_of(world), ElementsAre(sent));
  }
}

TEST(OrderVersionOption, DetectFindsAShopOnTheOldManagementAndRemembersIt) {
  VirtualSandbox world{{.order_version = OrderVersion::v1_only}, {.order_version = "detect"}};
  world.add(number(1), {"STANDBY"});

  EXPECT_TRUE(world.client.get(OrderNo{number(1)}));
  EXPECT_EQ(world.client.prod_orders(OrderNo{number(1)})->size(), 1U);
  EXPECT_THAT(versions_of(world), ElementsAre("v2", "v1", "v1"));
}

TEST(OrderVersionOption, DetectTriesAnActionAgainOnlyWhereImwebKnewNoSuchOrder) {
  VirtualSandbox world{{.order_version = OrderVersion::v1_only}, {.order_version = "detect"}};
  world.add(number(1), {"PAY_COMPLETE"});

  EXPECT_TRUE(world.client.process(OrderNo{number(1)}, Place{}));
  EXPECT_THAT(versions_of(world), ElementsAre("v2", "v1"));
}

TEST(OrderVersionOption, DetectLearnsNothingFromWhatIsNotThere) {
  VirtualSandbox world{{}, {.order_version = "detect"}};
  world.add(number(1), {"STANDBY"});

  EXPECT_EQ(world.client.get(OrderNo{number(2)}).failure().kind(), FailureKind::not_found);
  EXPECT_TRUE(world.client.get(OrderNo{number(1)}));
  EXPECT_THAT(versions_of(world), ElementsAre("v2", "v1", "none", "v2"));
}

TEST(OrderVersionOption, DetectTellsNoActionBegunMeanwhileThatItsOrderIsNotThere) {
  auto options = testing::options_of_shop();
  options.order_version = "detect";
  testing::VirtualShop shop{options};
  shop.on_order = [](const http::Request& request) {
    const bool is_understood = request.url.find("order_version=v1") != request.url.npos;
    auto script = is_understood ? testing::processed(request) : testing::refusal(-11);
    script.reply_after = std::chrono::milliseconds{150};  // longer than the others need for their turn
    return script;
  };
  testing::Outcomes outcomes{3};

  shop.at_once([&] {
    for (int i = 0; i < 3; ++i)
      shop.client.start(testing::order(i), Place{}, {.priority = i == 0 ? Priority::interactive : Priority::bulk},
                        outcomes.taker());
  });

  for (const auto& outcome : outcomes.wait()) EXPECT_TRUE(outcome) << outcome.failure().message();
}

TEST(OrderVersionOption, DetectTellsNoReadBegunMeanwhileThatThereIsNothing) {
  VirtualSandbox world{{.order_version = OrderVersion::v1_only}, {.order_version = "detect"}};
  std::vector<std::future<std::size_t>> counts;
  for (int i = 1; i <= 3; ++i) world.add(number(i), {"STANDBY"});

  for (int i = 1; i <= 3; ++i)
    counts.push_back(std::async(std::launch::async, [&world, i] {
      const CallOptions options{.priority = i == 1 ? Priority::interactive : Priority::bulk};
      const auto items = world.client.prod_orders(OrderNo{number(i)}, options);
      return items ? items->size() : 0;
    }));

  for (auto& count : counts) EXPECT_EQ(count.get(), 1U);
}

}  // namespace
}  // namespace imweb

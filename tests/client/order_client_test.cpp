// What a caller sees of one call: the outcome, and what was sent for it.
#include <imweb/order_client.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

const OrderAction actions[] = {
    Deposit{},
    Place{},
    Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"},
    Complete{},
    Cancel{.reason_code = ReasonCode::sold_out},
    Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}},
    Exchange{.reason_code = ReasonCode::wrong_option, .collection = Shipment{.parcel_code = ParcelCode::cj, .invoice_no = "1"}},
};

TEST(OrderClient, ProcessesEachOfTheSevenActions) {
  VirtualShop shop;
  for (const auto& action : actions) {
    const auto outcome = shop.client.process(order(1), action);
    ASSERT_TRUE(outcome) << to_string(action);
    EXPECT_EQ(outcome->success, std::vector{order(1)});
    EXPECT_TRUE(outcome->failed.empty());
    EXPECT_NE(shop.orders().back().request.url.find("/" + std::string{name(action)} + "?"), std::string::npos);
  }
  EXPECT_EQ(shop.orders().size(), 7U);
  EXPECT_EQ(shop.logins(), 1U);
}

TEST(OrderClient, LogsInFirstAndSendsTheTokenWithEveryOrder) {
  VirtualShop shop;
  ASSERT_TRUE(shop.client.process(order(1), Place{}));

  const auto requests = shop.transport->requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_TRUE(is_login(requests[0].request));
  EXPECT_EQ(token_in(requests[0].request), "");
  EXPECT_EQ(token_in(requests[1].request), "token-of-shop");
}

TEST(OrderClient, GivesAPartialFailureAsAValue) {
  VirtualShop shop;
  shop.on_order = [](const http::Request& request) {
    const std::string number = number_in(request);
    return reply(R"({"code":200,"data":{"success":[")" + number + R"("],"failed":[{"order_no":")" + number +
                 R"(","prod_order_list":[{"prod_order_no":"i","msg":"m","detail_msg":"d"}]}]}})");
  };
  const auto outcome = shop.client.process(order(1), Place{});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->success, std::vector{order(1)});
  ASSERT_EQ(outcome->failed.size(), 1U);
  EXPECT_EQ(outcome->failed[0].prod_order_list.at(0).detail_msg, "d");
}

TEST(OrderClient, TakesABareSuccessOnlyWhenTheShopSaysSo) {
  for (const auto bare : {BareSuccess::unknown, BareSuccess::applied}) {
    auto options = options_of_shop();
    options.bare_success = bare;
    VirtualShop shop{std::move(options)};
    shop.on_order = [](const http::Request&) { return reply(R"({"msg":"SUCCESS","code":200})"); };
    const auto outcome = shop.client.process(order(1), Place{});
    EXPECT_EQ(outcome.has_value(), bare == BareSuccess::applied);
    if (!outcome) {
      EXPECT_EQ(outcome.failure().kind(), FailureKind::protocol);
      EXPECT_EQ(outcome.failure().effect(), Effect::unknown);
    }
  }
}

TEST(OrderClient, CallsBackOnAnotherThreadAndNeverInline) {
  VirtualShop shop;
  for (const auto& target : {order(1), OrderNo{"refused locally/"}}) {
    std::promise<std::thread::id> called;
    bool has_returned = false;
    std::promise<void> may_end;
    shop.client.start(target, Place{}, {}, [&, waits = may_end.get_future()](const Result&) mutable {
      waits.wait();  // if this ran inline, start could not return
      EXPECT_TRUE(has_returned);
      called.set_value(std::this_thread::get_id());
    });
    has_returned = true;
    may_end.set_value();
    EXPECT_NE(called.get_future().get(), std::this_thread::get_id());
  }
}

TEST(OrderClient, TakesCallbacksThatCanOnlyBeMoved) {
  VirtualShop shop;
  std::promise<Result> promise;
  auto future = promise.get_future();
  shop.client.start(order(1), Place{}, {},
                    [kept = std::move(promise)](Result result) mutable { kept.set_value(std::move(result)); });
  EXPECT_TRUE(future.get());
}

TEST(OrderClient, WorksWithoutACallback) {
  VirtualShop shop;
  shop.client.start(order(1), Place{}, {}, {});
  shop.client.start(OrderNo{""}, Place{}, {}, {});
  ASSERT_TRUE(shop.client.process(order(2), Place{}));
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(OrderClient, CanBeMovedWithCallsUnderWay) {
  VirtualShop shop;
  Outcomes outcomes{5};
  OrderClient first{options_of_shop(), shop.engine};
  for (int i = 0; i < 5; ++i) first.start(order(i), Place{}, {}, outcomes.taker());
  OrderClient second{std::move(first)};
  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);
  EXPECT_TRUE(second.process(order(6), Place{}));
}

TEST(OrderClient, CancelsTheCallsOfAClientThatIsAssignedTo) {
  VirtualShop shop;
  shop.on_order = [&](const http::Request&) { return Script{.sent_after = 1s, .reply_after = std::nullopt}; };
  Outcomes outcomes{1};
  OrderClient client{options_of_shop(), shop.engine};
  shop.at_once([&] {  // on the engine's thread: nothing can happen in between
    client.start(order(1), Place{}, {}, outcomes.taker());
    client = OrderClient{options_of_shop("two"), shop.engine};
  });
  EXPECT_EQ(outcomes.wait().at(0).failure().kind(), FailureKind::cancelled);
}

TEST(OrderClient, ThrowsOnlyWhereTheCallerAsksForIt) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return refusal(-10); };
  const auto outcome = shop.client.process(order(1), Place{});
  try {
    static_cast<void>(outcome.value());
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure().code(), -10);
  }
}

}  // namespace
}  // namespace imweb

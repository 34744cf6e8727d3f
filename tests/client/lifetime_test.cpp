// Clients and engines that go while calls are under way, and callbacks that do what they like.
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "life/child.hpp"
#include "support/held_transport.hpp"
#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// A client whose requests the test holds in its hands.
struct HeldShop {
  HeldTransport* transport = new HeldTransport;
  Engine engine{std::unique_ptr<http::Transport>{transport}};
  std::optional<OrderClient> client{std::in_place, options_of_shop(), engine};
};

TEST(Lifetime, CallsUnderWayEndWithTheirTrueEffectWhenTheClientGoes) {
  HeldShop shop;
  Outcomes outcomes{3};
  shop.client->start(order(1), Place{}, {}, outcomes.taker());
  shop.transport->let_login();
  const auto first = shop.transport->next();
  first->sent();
  shop.client->start(order(2), Place{}, {}, outcomes.taker());
  const auto second = shop.transport->next();  // started, not reported as sent
  shop.client->start(order(3), Place{}, {}, outcomes.taker());

  shop.client.reset();

  const auto& results = outcomes.wait();
  for (const auto& result : results) EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
  EXPECT_EQ(results[0].failure().effect(), Effect::unknown);
  EXPECT_EQ(results[1].failure().effect(), Effect::unknown);  // this transport cannot prove that it was not sent
  EXPECT_EQ(results[2].failure().effect(), Effect::not_applied);
}

TEST(Lifetime, CallbacksRunBeforeTheDestructorReturns) {
  HeldShop shop;
  int called = 0;
  for (int i = 0; i < 100; ++i) shop.client->start(order(i), Place{}, {}, [&](const Result&) { ++called; });
  shop.client.reset();
  EXPECT_EQ(called, 100);
}

TEST(Lifetime, ReportsThatComeAfterTheClientAreIgnored) {
  HeldShop shop;
  Outcomes outcomes{1};
  shop.client->start(order(1), Place{}, {}, outcomes.taker());
  shop.transport->let_login();
  const auto exchange = shop.transport->next();
  shop.client.reset();

  exchange->sent();
  exchange->done(http::Response{.status = 200, .body = "{}"});
  EXPECT_EQ(outcomes.wait().size(), 1U);
}

TEST(Lifetime, ReportsThatComeAfterTheEngineAreIgnored) {
  std::shared_ptr<http::Exchange> login;
  {
    HeldShop shop;
    shop.client->start(order(1), Place{}, {}, {});
    login = shop.transport->next();
  }
  login->sent();
  login->done(http::Response{.status = 200, .body = "{}"});
}

TEST(Lifetime, CallsThatCallbacksOfADyingClientStartEndBeforeItIsGone) {
  HeldShop shop;
  int called = 0;
  OrderClient& client = *shop.client;
  client.start(order(1), Place{}, {}, [&](const Result&) {
    ++called;
    client.start(order(2), Place{}, {}, [&](const Result& result) {
      EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
      ++called;
    });
  });
  shop.client.reset();
  EXPECT_EQ(called, 2);
}

TEST(Lifetime, CallbacksRunBeforeTheDestructorReturnsOnTheEnginesThreadToo) {
  HeldShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  int called = 0;
  std::promise<int> called_by_then;
  for (int i = 0; i < 10; ++i) shop.client->start(order(i), Place{}, {}, [&](const Result&) { ++called; });
  other.start(OrderNo{"/"}, Place{}, {}, [&](const Result&) {
    shop.client->start(order(10), Place{}, {}, [&](const Result&) { ++called; });
    shop.client.reset();
    called_by_then.set_value(called);
  });
  EXPECT_EQ(called_by_then.get_future().get(), 11);
}

TEST(Lifetime, AnEngineThatGoesBeforeItsClientLeavesAClientThatSaysSo) {
  std::optional<Engine> engine{std::in_place, std::make_unique<HeldTransport>()};
  OrderClient client{options_of_shop(), *engine};
  engine.reset();

  const auto result = client.process(order(1), Place{});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().effect(), Effect::not_applied);
  EXPECT_NE(result.failure().message().find("engine"), std::string::npos);
}

TEST(Lifetime, OneClientGoingLeavesTheOthersOfTheEngineAlone) {
  HeldShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  Outcomes outcomes{1};
  other.start(order(1), Place{}, {}, outcomes.taker());
  shop.client->start(order(2), Place{}, {}, {});
  shop.client.reset();

  shop.transport->let_login();  // the first was the other's
  auto exchange = shop.transport->next();
  if (is_login(exchange->request())) exchange = shop.transport->next();  // one that had begun
  EXPECT_EQ(number_in(exchange->request()), order(1).str());
  exchange->done(std::get<http::Response>(processed(exchange->request()).reply));
  EXPECT_TRUE(outcomes.wait()[0]);
}

TEST(Callback, MayStartAnotherCall) {
  VirtualShop shop;
  Outcomes outcomes{1};
  shop.client.start(order(1), Deposit{}, {}, [&](const Result& first) {
    EXPECT_TRUE(first);
    shop.client.start(order(1), Place{}, {}, outcomes.taker());
  });
  EXPECT_TRUE(outcomes.wait()[0]);
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(Callback, MayThrow) {
  VirtualShop shop;
  shop.client.start(order(1), Place{}, {}, [](const Result&) { throw std::runtime_error{"a mistake of the caller"}; });
  shop.client.start(OrderNo{""}, Place{}, {}, [](const Result&) { throw 42; });
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
}

TEST(Callback, MayDestroyItsClient) {
  VirtualShop shop;
  auto client = std::make_unique<OrderClient>(options_of_shop("two"), shop.engine);
  std::promise<void> done;
  Outcomes others{2};
  shop.at_once([&] {
    client->start(order(1), Place{}, {}, [&](const Result&) {
      client.reset();
      done.set_value();
    });
    for (int i = 2; i < 4; ++i) client->start(order(i), Place{}, {}, others.taker());
  });
  done.get_future().wait();
  for (const auto& result : others.wait()) EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
  EXPECT_TRUE(shop.client.process(order(4), Place{}));
}

TEST(Callback, MayDestroyItsClientAndTheEngineThatItBrought) {
  Sandbox sandbox;
  sandbox.add_order({.order_no = order(1).str(), .items = {{.status = "PAY_COMPLETE"}}});
  auto client = std::make_unique<OrderClient>(
      ClientOptions{.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}},
                    .base_url = sandbox.base_url()});
  std::promise<bool> done;
  client->start(order(1), Place{}, {}, [&](const Result& result) {
    const bool is_processed = result.has_value();
    client.reset();
    done.set_value(is_processed);
  });
  EXPECT_TRUE(done.get_future().get());
}

TEST(Callback, IsCalledOnceWhenTheTransportReportsTwice) {
  HeldShop shop;
  int called = 0;
  shop.client->start(order(1), Place{}, {}, [&](const Result& result) {
    ++called;
    EXPECT_TRUE(result);
  });
  shop.transport->let_login();
  const auto exchange = shop.transport->next();
  exchange->done(std::get<http::Response>(processed(exchange->request()).reply));
  exchange->done(http::TransportFailure{});
  exchange->done(http::Response{.status = 500});
  exchange->sent();
  shop.client.reset();
  EXPECT_EQ(called, 1);
}

TEST(Fork, LeavesTheChildAClientThatSaysWhyItFails) {
  auto shop = std::make_unique<HeldShop>();
  const auto use_and_destroy = [&] {
    const auto outcome = shop->client->process(order(1), Place{});
    const bool is_refused = !outcome && outcome.failure().kind() == FailureKind::invalid_argument &&
                            outcome.failure().message().find("fork") != std::string::npos;
    shop.reset();  // neither hangs nor crashes
    return is_refused ? 0 : 1;
  };
  EXPECT_EQ(run_in_fork(use_and_destroy), 0);
}

}  // namespace
}  // namespace imweb

// A client that goes while its requests are on real sockets: nobody waits for the server, and every call says what became of it.
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// A shop on a real socket, and a client that would wait for it for an hour.
class SocketShop {
 public:
  SocketShop() {
    for (int i = 0; i < calls; ++i) sandbox.add_order({.order_no = order(i).str(), .items = {{.status = "PAY_COMPLETE"}}});
  }

  void start_all() {
    for (int i = 0; i < calls; ++i)
      client->start(order(i), Place{}, {.deadline = 1h},
                    [this, i](const Result& result) { ended.emplace(order(i).str(), result.failure()); });
  }

  /// Orders of which the sandbox has seen a request.
  [[nodiscard]] std::set<std::string> arrived() const {
    std::set<std::string> numbers;
    for (const auto& entry : sandbox.ledger())
      if (entry.action != "login") numbers.insert(entry.order_no);
    return numbers;
  }

  static constexpr int calls = 12;
  Sandbox sandbox;
  std::map<std::string, Failure> ended{};  ///< by order; touched on the engine's thread until the client is gone
  std::optional<OrderClient> client{std::in_place, ClientOptions{.credentials = {.key = Secret{sandbox.key()},
                                                                                 .secret = Secret{sandbox.secret()}},
                                                                 .base_url = sandbox.base_url(),
                                                                 .attempt_timeout = 1h}};
};

void expect_truth(const SocketShop& shop) {
  EXPECT_EQ(shop.ended.size(), static_cast<std::size_t>(SocketShop::calls));
  const auto arrived = shop.arrived();
  for (const auto& [number, failure] : shop.ended) {
    EXPECT_EQ(failure.kind(), FailureKind::cancelled);
    if (arrived.contains(number)) {
      EXPECT_EQ(failure.effect(), Effect::unknown) << failure.message();
      EXPECT_EQ(failure.attempts(), 1);
    }
    if (failure.attempts() == 0) {
      EXPECT_EQ(failure.effect(), Effect::not_applied) << failure.message();
    }
    if (failure.effect() == Effect::not_applied) {
      EXPECT_EQ(shop.sandbox.applied_count(number, "place"), 0);
    }
  }
}

TEST(InFlight, AClientThatGoesSaysWhichOfItsCallsMayHaveTakenEffect) {
  for (const auto fault : {testing::Fault::stall, testing::Fault::apply_then_stall}) {
    SCOPED_TRACE(to_string(fault));
    SocketShop shop;
    shop.sandbox.fail_next(fault, SocketShop::calls);
    shop.start_all();
    ASSERT_TRUE(shop.sandbox.wait_for_requests(1 + 5));

    shop.client.reset();

    EXPECT_GE(shop.arrived().size(), 5U);
    expect_truth(shop);
  }
}

TEST(InFlight, AClientThatGoesWhileItLogsInHasChangedNothing) {
  SocketShop shop;
  shop.sandbox.fail_next(testing::Fault::stall, 1, {.on = RequestKind::login});
  shop.start_all();
  ASSERT_TRUE(shop.sandbox.wait_for_requests(1));

  shop.client.reset();

  EXPECT_TRUE(shop.arrived().empty());
  expect_truth(shop);
  for (const auto& [number, failure] : shop.ended) EXPECT_EQ(failure.effect(), Effect::not_applied);
}

TEST(InFlight, AClientThatGoesWhileAnAnswerTricklesInDoesNotWaitForIt) {
  SocketShop shop;
  shop.sandbox.fail_next(testing::Fault::one_byte_per_second, SocketShop::calls);
  shop.start_all();
  ASSERT_TRUE(shop.sandbox.wait_for_requests(1 + 1));

  shop.client.reset();

  expect_truth(shop);
}

TEST(InFlight, AnotherClientGoesOnWhereOneHasLeft) {
  SocketShop shop;
  shop.sandbox.fail_next(testing::Fault::apply_then_stall);
  shop.start_all();
  ASSERT_TRUE(shop.sandbox.wait_for_requests(1 + 1));
  shop.client.reset();
  shop.sandbox.add_order({.order_no = "202604277420970", .items = {{.status = "PAY_COMPLETE"}}});

  OrderClient successor{{.credentials = {.key = Secret{shop.sandbox.key()}, .secret = Secret{shop.sandbox.secret()}},
                         .base_url = shop.sandbox.base_url(),
                         .quiet_start = 1s}};

  EXPECT_TRUE(successor.process(OrderNo{"202604277420970"}, Place{}));
}

}  // namespace
}  // namespace imweb

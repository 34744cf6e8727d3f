// Clients and engines that come and go, many times over: nothing crashes, nothing is left behind, and every call ends once.
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

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

constexpr int many = 1000;
constexpr int several = 200;  // where each takes sockets

ClientOptions options_for(const Sandbox& sandbox) {
  return {.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}}, .base_url = sandbox.base_url()};
}

TEST(MadeAndDestroyed, AThousandTimesWithoutACall) {
  for (int i = 0; i < many; ++i) VirtualShop shop;
}

TEST(MadeAndDestroyed, AThousandTimesWithACallThatEnds) {
  for (int i = 0; i < many; ++i) {
    VirtualShop shop;
    ASSERT_TRUE(shop.client.process(order(i), Place{}));
  }
}

TEST(MadeAndDestroyed, AThousandTimesRightAfterAStart) {  // whatever the call was about to do
  int ended = 0;
  for (int i = 0; i < many; ++i) {
    VirtualShop shop;
    shop.on_order = [](const http::Request&) { return Script{.reply_after = std::nullopt}; };
    shop.client.start(order(i), Place{}, {}, [&](const Result& result) {
      EXPECT_FALSE(result);
      ++ended;
    });
  }
  EXPECT_EQ(ended, many);
}

TEST(MadeAndDestroyed, AThousandTimesWithACallInFlight) {
  int ended = 0;
  for (int i = 0; i < many; ++i) {
    auto* transport = new HeldTransport;
    Engine engine{std::unique_ptr<http::Transport>{transport}};
    OrderClient client{options_of_shop(), engine};
    client.start(order(i), Place{}, {}, [&](const Result& result) {
      EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
      EXPECT_EQ(result.failure().effect(), Effect::not_applied);  // it still waited for the login
      ++ended;
    });
    if (i % 2 == 0) static_cast<void>(transport->next());
  }
  EXPECT_EQ(ended, many);
}

TEST(MadeAndDestroyed, AThousandClientsOfOneEngine) {
  VirtualShop shop;
  int ended = 0;
  for (int i = 0; i < many; ++i) {
    OrderClient client{options_of_shop(std::to_string(i)), shop.engine};
    client.start(order(i), Place{}, {}, [&](const Result&) { ++ended; });
  }
  EXPECT_EQ(ended, many);
  EXPECT_TRUE(shop.client.process(order(1), Place{}));
}

TEST(MadeAndDestroyed, WithEnginesOfTheirOwnAndNoCall) {
  const OrderClient first{{}};  // what libcurl opens once a process
  const auto before = open_descriptors();
  for (int i = 0; i < several; ++i) OrderClient client{{}};
  EXPECT_EQ(open_descriptors(), before);
}

TEST(MadeAndDestroyed, WithEnginesOfTheirOwnAndALoginUnderWay) {
  const OrderClient first{{}};
  const auto before = open_descriptors();
  int ended = 0;
  {
    Sandbox sandbox;
    sandbox.fail_next(testing::Fault::stall, several, {.on = RequestKind::login});
    for (int i = 0; i < several; ++i) {
      const auto seen = sandbox.ledger().size();
      OrderClient client{options_for(sandbox)};
      client.start(order(i), Place{}, {}, [&](const Result& result) {
        EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
        EXPECT_EQ(result.failure().effect(), Effect::not_applied);
        ++ended;
      });
      if (i % 2 == 0) continue;  // at whatever point it is
      EXPECT_TRUE(sandbox.wait_for_requests(seen + 1));
    }
    for (const auto& entry : sandbox.ledger()) EXPECT_EQ(entry.action, "login");
  }
  EXPECT_EQ(ended, several);
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace imweb

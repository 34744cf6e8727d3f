// Ten thousand calls in line whose time runs out, or whose client goes.
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <optional>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

constexpr int crowd = 10'000;

/// Starts the crowd; all must be told at their deadline that nothing was done.
void expect_all_too_late(VirtualShop& shop, std::string_view where) {
  const auto orders_before = shop.orders().size();
  TimePoint begun_at{};
  Outcomes outcomes{crowd};
  shop.at_once([&] {
    begun_at = shop.clock->now();
    for (int i = 0; i < crowd; ++i) {
      shop.client.start(order(i), Place{}, {.deadline = 5s}, [&, take = outcomes.taker()](Result result) mutable {
        EXPECT_EQ(shop.clock->now() - begun_at, 5s);
        take(std::move(result));
      });
    }
  });

  for (const auto& result : outcomes.wait()) {
    ASSERT_FALSE(result);
    ASSERT_EQ(result.failure().kind(), FailureKind::deadline_exceeded);
    ASSERT_EQ(result.failure().effect(), Effect::not_applied);
    ASSERT_EQ(result.failure().attempts(), 0);
    ASSERT_NE(result.failure().message().find(where), std::string_view::npos) << result.failure().message();
  }
  EXPECT_EQ(shop.orders().size(), orders_before);
}

TEST(Queue, OfTenThousandThatWaitForALoginEndsAtItsDeadline) {
  auto options = options_of_shop();
  options.quiet_start = 1min;
  VirtualShop shop{std::move(options)};

  expect_all_too_late(shop, "waited for the login");

  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.deadline = 5min}));
}

TEST(Queue, OfTenThousandThatWaitForTheirTurnEndsAtItsDeadline) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) {
    return Script{.reply = http::Response{.status = 429, .body = "{}", .retry_after = 60s}};
  };
  ASSERT_FALSE(shop.client.process(order(1), Place{}, {.deadline = 2s}));  // from now on the shop pauses

  expect_all_too_late(shop, "waited for its turn");

  shop.on_order = processed;
  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.deadline = 5min}));
}

TEST(Queue, OfTenThousandEndsWithItsClient) {
  VirtualShop shop;
  auto options = options_of_shop("two");
  options.quiet_start = 1min;
  std::optional<OrderClient> client{std::in_place, std::move(options), shop.engine};
  int ended = 0;
  shop.at_once([&] {
    for (int i = 0; i < crowd; ++i) {
      client->start(order(i), Place{}, {}, [&](const Result& result) {
        ASSERT_EQ(result.failure().kind(), FailureKind::cancelled);
        ASSERT_EQ(result.failure().effect(), Effect::not_applied);
        ++ended;
      });
    }
    client.reset();  // on the engine's thread, so that no call gets its turn before
  });
  EXPECT_TRUE(shop.client.process(order(1), Place{}));  // behind them all
  EXPECT_EQ(ended, crowd);
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(Queue, EndsWithItsClientOldestFirst) {
  VirtualShop shop;
  auto options = options_of_shop("two");
  options.quiet_start = 1min;
  std::optional<OrderClient> client{std::in_place, std::move(options), shop.engine};
  std::array<std::stop_source, 2> stops;
  std::vector<int> ended;
  std::promise<void> is_gone;
  const auto after_a_call = [&](const std::function<void()>& what) {  // which takes far less than a minute
    shop.client.start(order(9), Place{}, {}, [what](const Result&) { what(); });
  };
  shop.at_once([&] {
    for (int i = 0; i < 6; ++i) {
      CallOptions call;
      if (i < 2) call.stop = stops.at(static_cast<std::size_t>(i)).get_token();
      client->start(order(i), Place{}, call, [&ended, i](const Result& result) {
        ASSERT_EQ(result.failure().kind(), FailureKind::cancelled);
        ended.push_back(i);
      });
    }
    after_a_call([&] {
      for (auto& stop : stops) stop.request_stop();
      after_a_call([&] {
        EXPECT_EQ(ended, (std::vector{0, 1}));
        client.reset();
        is_gone.set_value();
      });
    });
  });

  is_gone.get_future().wait();

  EXPECT_EQ(ended, (std::vector{0, 1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace imweb

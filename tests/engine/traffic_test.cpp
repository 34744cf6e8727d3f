// The stream of requests of a shop: never too dense, never thinner than it must be, in the right order.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// The largest number of moments within any one second.
std::ptrdiff_t densest_second(const std::vector<TimePoint>& moments) {
  std::ptrdiff_t most = 0;
  auto first = moments.begin();
  for (auto last = moments.begin(); last != moments.end(); ++last) {
    while (*last - *first >= 1s) ++first;
    most = std::max(most, last - first + 1);
  }
  return most;
}

std::vector<TimePoint> moments_of(const std::vector<RecordedRequest>& requests) {
  std::vector<TimePoint> moments;
  for (const auto& one : requests) moments.push_back(one.at);
  return moments;
}

/// Numbers that look like chance and are the same each time.
class Dice {
 public:
  /// From 0 up to, not including, `most`.
  std::int64_t roll(std::int64_t most) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(most));
  }

 private:
  std::uint64_t state_ = 4711;
};

/// Three and a half hours of a busy shop; twenty minutes where a sanitizer watches every step.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int many = 6'000;
#elif defined(__has_feature)
constexpr int many = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ? 6'000 : 60'000;
#else
constexpr int many = 60'000;
#endif

TEST(Traffic, OfSixtyThousandCallsStaysBelowTheLimitAndCloseToIt) {
  VirtualShop shop;
  Dice dice;
  std::vector<TimePoint> sent;
  int logins = 0;
  const auto jittered = [&](Script script) {
    script.sent_after = std::chrono::microseconds{dice.roll(2'000)};
    script.reply_after = *script.sent_after + 16ms + std::chrono::microseconds{dice.roll(8'000)};
    sent.push_back(shop.clock->now() + *script.sent_after);
    return script;
  };
  shop.on_login = [&](const http::Request&) { return jittered(given_token(std::to_string(++logins))); };
  shop.on_order = [&](const http::Request& request) { return jittered(processed(request)); };

  for (const auto& result : shop.process_all(many, {.deadline = 24h})) ASSERT_TRUE(result);

  EXPECT_LE(densest_second(sent), 5);
  EXPECT_GE(static_cast<double>(sent.size()), 0.96 * 5 * std::chrono::duration<double>(sent.back() - sent.front()).count());
  EXPECT_EQ(logins, many / 14'600 + 1);  // one each 50 minutes
  EXPECT_EQ(sent.size(), static_cast<std::size_t>(many + logins));
}

TEST(Traffic, StaysBelowTheLimitWhenEverythingGoesWrong) {
  VirtualShop shop;
  Dice dice;
  std::vector<TimePoint> sent;
  const auto noted = [&](Script script) {
    if (script.sent_after) sent.push_back(shop.clock->now());
    return script;
  };
  shop.on_login = [&](const http::Request&) { return noted(given_token("t")); };
  shop.on_order = [&](const http::Request& request) {
    const Script scripts[] = {processed(request),
                              processed(request),
                              refusal(-2),
                              refusal(-7),
                              refusal(-19),
                              reply("<html>", 503),
                              broken(http::Progress::not_sent),
                              broken(http::Progress::may_have_been_sent)};
    return noted(scripts[dice.roll(8)]);
  };
  EXPECT_EQ(shop.process_all(300, {.deadline = 2h}).size(), 300U);
  EXPECT_GE(sent.size(), 300U);
  EXPECT_LE(densest_second(sent), 5);
}

TEST(Traffic, IsNotSlowedByACountThatItsOwnRequestsExplain) {
  for (const auto round_trip : {1ms, 20ms, 100ms, 190ms, 250ms, 400ms}) {
    VirtualShop shop;
    std::vector<TimePoint> sent;
    const auto counted = [&](const http::Request& request) {
      sent.push_back(shop.clock->now());
      const auto left = 5 - std::count_if(sent.begin(), sent.end(), [&](TimePoint one) { return one > sent.back() - 1s; });
      const std::string body = R"({"code":200,"request_count":)" + std::to_string(left) +
                               R"(,"access_token":"t","data":{"success":[")";
      Script script = reply(body + number_in(request) + R"("]}})");
      script.reply_after = round_trip;
      return script;
    };
    shop.on_login = shop.on_order = counted;
    for (const auto& result : shop.process_all(100)) ASSERT_TRUE(result);
    EXPECT_LT(sent.back() - sent.front(), 100 * 208ms + round_trip)
        << round_trip.count();  // the login's answer is waited for once
  }
}

TEST(Traffic, IsDatedFromTheMomentTheBytesLeave) {
  VirtualShop shop;
  shop.on_order = [](const http::Request& request) {
    Script script = processed(request);
    script.sent_after = 700ms;  // connecting took that long
    script.reply_after = 750ms;
    return script;
  };
  for (const auto& result : shop.process_all(5)) EXPECT_TRUE(result);
  const auto orders = moments_of(shop.orders());
  for (std::size_t i = 1; i < orders.size(); ++i) EXPECT_GE(orders[i] - orders[i - 1], 700ms + 205ms);
}

TEST(Traffic, DoesNotWaitForAnswers) {
  VirtualShop shop;
  shop.on_order = [](const http::Request& request) {
    Script script = processed(request);
    script.reply_after = 800ms;
    return script;
  };
  for (const auto& result : shop.process_all(4)) EXPECT_TRUE(result);
  const auto orders = moments_of(shop.orders());
  EXPECT_LT(orders.back() - orders.front(), 800ms);
}

std::vector<std::string> numbers_of(const std::vector<RecordedRequest>& orders) {
  std::vector<std::string> numbers;
  for (const auto& one : orders) numbers.push_back(number_in(one.request));
  return numbers;
}

TEST(Traffic, GoesFirstComeFirstServedWithinAPriority) {
  VirtualShop shop;
  for (const auto& result : shop.process_all(20)) EXPECT_TRUE(result);
  const auto numbers = numbers_of(shop.orders());
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

TEST(Traffic, LetsInteractiveCallsGoBeforeBulkOnes) {
  VirtualShop shop;
  Outcomes outcomes{6};
  shop.at_once([&] {
    for (int i = 0; i < 3; ++i) shop.client.start(order(i), Place{}, {.priority = Priority::bulk}, outcomes.taker());
    for (int i = 3; i < 6; ++i) shop.client.start(order(i), Place{}, {}, outcomes.taker());
  });
  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);
  const std::vector<std::string> expected{order(3).str(), order(4).str(), order(5).str(),
                                          order(0).str(), order(1).str(), order(2).str()};
  EXPECT_EQ(numbers_of(shop.orders()), expected);
}

TEST(Traffic, GivesACallItsPlaceBackAfterAPause) {
  VirtualShop shop;
  bool is_first = true;
  shop.on_order = [&](const http::Request& request) { return std::exchange(is_first, false) ? refusal(-7) : processed(request); };
  for (const auto& result : shop.process_all(10)) EXPECT_TRUE(result);
  EXPECT_EQ(numbers_of(shop.orders()).at(1), order(0).str());
}

TEST(Traffic, OfAWholeShopPausesWhenImwebCountsTooMany) {
  VirtualShop shop;
  int calls = 0;
  shop.on_order = [&](const http::Request& request) { return ++calls == 3 ? refusal(-7) : processed(request); };
  for (const auto& result : shop.process_all(10)) EXPECT_TRUE(result);
  const auto orders = moments_of(shop.orders());
  EXPECT_GE(orders[3] - orders[2], 3s);
}

TEST(Traffic, OfOneShopDoesNotSlowAnother) {
  VirtualShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  Outcomes outcomes{40};
  const auto begun_at = shop.clock->now();
  shop.at_once([&] {
    for (int i = 0; i < 20; ++i) {
      shop.client.start(order(i), Place{}, {}, outcomes.taker());
      other.start(order(20 + i), Place{}, {}, outcomes.taker());
    }
  });
  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);
  EXPECT_LT(shop.clock->now() - begun_at, 21 * 205ms + 300ms);  // as long as one alone
}

TEST(Traffic, PauseOfOneShopDoesNotStopAnother) {
  VirtualShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  shop.on_order = [](const http::Request& request) {
    return number_in(request) == order(0).str() ? refusal(-7) : processed(request);
  };
  EXPECT_FALSE(shop.client.process(order(0), Place{}, {.deadline = 2s}));
  const auto begun_at = shop.clock->now();
  EXPECT_TRUE(other.process(order(1), Place{}));
  EXPECT_LT(shop.clock->now() - begun_at, 1s);
}

TEST(Traffic, BeginsQuietlyWhereTheShopWantsIt) {
  auto options = options_of_shop();
  options.quiet_start = 1s;
  VirtualShop shop{std::move(options)};
  const auto begun_at = shop.clock->now();
  ASSERT_TRUE(shop.client.process(order(1), Place{}));
  EXPECT_GE(shop.transport->requests().front().at - begun_at, 1s);
}

TEST(Traffic, KeepsTheSpacingThatTheShopAsksFor) {
  auto options = options_of_shop();
  options.spacing = 1s;
  VirtualShop shop{std::move(options)};
  for (const auto& result : shop.process_all(5)) EXPECT_TRUE(result);
  const auto all = moments_of(shop.transport->requests());
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GE(all[i] - all[i - 1], 1s);
}

TEST(Traffic, EndsTenThousandQueuedCallsAtTheirDeadline) {
  VirtualShop shop;
  const auto begun_at = shop.clock->now();
  int processed_count = 0;
  for (const auto& result : shop.process_all(10'000, {.deadline = 10s})) {
    if (result)
      ++processed_count;
    else
      ASSERT_EQ(result.failure().kind(), FailureKind::deadline_exceeded);
  }
  EXPECT_EQ(shop.clock->now() - begun_at, 10s);
  EXPECT_GE(processed_count, 45);
  EXPECT_LE(shop.orders().size(), 49U);
}

TEST(Traffic, EndsTenThousandCallsAtOnceWhenTheClientGoes) {
  VirtualShop shop;
  Outcomes outcomes{10'000};
  auto client = std::make_unique<OrderClient>(options_of_shop("two"), shop.engine);
  shop.at_once([&] {
    for (int i = 0; i < 10'000; ++i) client->start(order(i), Place{}, {.deadline = 24h}, outcomes.taker());
    client.reset();
  });
  for (const auto& result : outcomes.wait()) ASSERT_EQ(result.failure().kind(), FailureKind::cancelled);
  EXPECT_EQ(shop.requests(), 0U);
}

}  // namespace
}  // namespace imweb

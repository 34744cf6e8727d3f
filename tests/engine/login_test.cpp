// Tokens: one login for all that wait, a new one when the old is refused or has aged, and no storm when logins fail.
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// Gives "token-1", "token-2", … and refuses those below `valid_from`.
struct Tokens {
  int given = 0;
  int valid_from = 1;

  void serve(VirtualShop& shop) {
    shop.on_login = [this](const http::Request&) { return given_token("token-" + std::to_string(++given)); };
    shop.on_order = [this](const http::Request& request) {
      const bool is_valid = std::stoi(token_in(request).substr(6)) >= valid_from;
      return is_valid ? processed(request) : refusal(-2, "Error Token");
    };
  }
};

void expect_all_processed(const std::vector<Result>& results) {
  for (const auto& result : results) EXPECT_TRUE(result) << result.failure().message();
}

TEST(Login, IsMadeOnceForManyThreads) {
  VirtualShop shop;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 64; ++i) {
    threads.emplace_back([&shop, i] {
      for (int call = 0; call < 5; ++call) {
        const auto outcome = shop.client.process(order(64 * call + i), Place{}, {.deadline = 1h});
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->success, std::vector{order(64 * call + i)});
      }
    });
  }
  threads.clear();
  EXPECT_EQ(shop.logins(), 1U);
  EXPECT_EQ(shop.orders().size(), 64U * 5U);
}

TEST(Login, WaitsForItsTurnAsLongAsTheShopIsClosed) {
  auto options = options_of_shop();
  options.quiet_start = 1min;
  VirtualShop shop{std::move(options)};
  Outcomes outcomes{2};
  shop.at_once([&] {
    shop.client.start(order(1), Place{}, {.deadline = 5s}, outcomes.taker());
    shop.client.start(order(2), Place{}, {.deadline = 5min}, outcomes.taker());
  });

  EXPECT_FALSE(outcomes.wait()[0]);
  EXPECT_TRUE(outcomes.wait()[1]);
  EXPECT_EQ(shop.logins(), 1U);
}

TEST(Login, IsMadeOnceForAllCallsThatWait) {
  VirtualShop shop;
  expect_all_processed(shop.process_all(200));
  EXPECT_EQ(shop.logins(), 1U);
}

TEST(Login, IsMadeOnceMoreWhenTheTokenIsRefused) {
  VirtualShop shop;
  Tokens tokens;
  tokens.serve(shop);
  expect_all_processed(shop.process_all(3));
  tokens.valid_from = 2;
  expect_all_processed(shop.process_all(20));

  EXPECT_EQ(shop.logins(), 2U);
  EXPECT_EQ(shop.orders().size(), 3U + 20U + 1U);
}

TEST(Login, IsMadeOnceMoreWhenManyLearnOfTheRefusalTogether) {
  VirtualShop shop;
  Tokens tokens{.valid_from = 2};
  tokens.serve(shop);
  shop.on_order = [slow = shop.on_order](const http::Request& request) {
    Script script = slow(request);
    script.reply_after = 900ms;  // four more leave before the first is refused
    return script;
  };
  expect_all_processed(shop.process_all(20));

  EXPECT_EQ(shop.logins(), 2U);
  std::map<std::string, int> sendings;
  for (const auto& one : shop.orders()) ++sendings[number_in(one.request)];
  for (const auto& [number, count] : sendings) EXPECT_LE(count, 2) << number;
}

TEST(Login, IsMadeOnceMoreForHttp401) {
  VirtualShop shop;
  int calls = 0;
  shop.on_order = [&](const http::Request& request) { return ++calls == 1 ? reply("<html>", 401) : processed(request); };
  EXPECT_TRUE(shop.client.process(order(1), Place{}));
  EXPECT_EQ(shop.logins(), 2U);
}

TEST(Login, IsNotRepeatedForEverWhenEveryTokenIsRefused) {
  VirtualShop shop;
  Tokens tokens{.valid_from = 1'000'000};
  tokens.serve(shop);
  const auto begun_at = shop.clock->now();
  for (const auto& result : shop.process_all(30, {.deadline = 1h})) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), FailureKind::not_authenticated);
    EXPECT_EQ(result.failure().effect(), Effect::not_applied);
    EXPECT_LE(result.failure().attempts(), 2);
  }
  EXPECT_LE(shop.logins(), 2U + static_cast<std::size_t>((shop.clock->now() - begun_at) / 10s));
}

TEST(Login, IsMadeAnewWhenTheTokenHasAged) {
  auto options = options_of_shop();
  options.token_age = 50min;
  VirtualShop shop{std::move(options)};
  ASSERT_TRUE(shop.client.process(order(1), Place{}));
  shop.clock->advance(49min);
  ASSERT_TRUE(shop.client.process(order(2), Place{}));
  EXPECT_EQ(shop.logins(), 1U);

  shop.clock->advance(1min);
  ASSERT_TRUE(shop.client.process(order(3), Place{}));
  EXPECT_EQ(shop.logins(), 2U);
}

TEST(Login, IsMadeAnewForACallThatOutwaitsTheToken) {
  auto options = options_of_shop();
  options.token_age = 1min;
  VirtualShop shop{std::move(options)};
  expect_all_processed(shop.process_all(600, {.deadline = 1h}));  // about two minutes' worth
  EXPECT_EQ(shop.logins(), 3U);
  EXPECT_EQ(shop.orders().size(), 600U);
}

TEST(Login, FailsAllThatWaitWhenItIsRefused) {
  VirtualShop shop;
  shop.on_login = [](const http::Request&) { return refusal(-1, "API Key Error"); };
  for (const auto& result : shop.process_all(100)) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), FailureKind::not_authenticated);
    EXPECT_EQ(result.failure().code(), -1);
    EXPECT_EQ(result.failure().effect(), Effect::not_applied);
  }
  EXPECT_EQ(shop.requests(), 1U);
}

TEST(Login, IsNotTriedAgainForTenSecondsAfterARefusal) {
  VirtualShop shop;
  shop.on_login = [](const http::Request&) { return refusal(-1, "API Key Error"); };
  ASSERT_FALSE(shop.client.process(order(1), Place{}));
  for (int i = 0; i < 9; ++i) {
    shop.clock->advance(1s);
    EXPECT_EQ(shop.client.process(order(2), Place{}).failure().code(), -1);
  }
  EXPECT_EQ(shop.logins(), 1U);

  shop.on_login = [](const http::Request&) { return given_token("good"); };
  shop.clock->advance(2s);
  EXPECT_TRUE(shop.client.process(order(3), Place{}));
  EXPECT_EQ(shop.logins(), 2U);
}

TEST(Login, IsRepeatedWhereTheAnswerWasLost) {  // it changes nothing at imweb
  for (const auto& trouble : {broken(http::Progress::may_have_been_sent), broken(http::Progress::not_sent), reply("", 502)}) {
    VirtualShop shop;
    int logins = 0;
    shop.on_login = [&](const http::Request&) { return ++logins < 3 ? trouble : given_token("good"); };
    EXPECT_TRUE(shop.client.process(order(1), Place{}));
    EXPECT_EQ(shop.logins(), 3U);
  }
}

TEST(Login, WaitsItsTurnLikeAnyRequest) {
  VirtualShop shop;
  Tokens tokens{.valid_from = 2};
  tokens.serve(shop);
  expect_all_processed(shop.process_all(10));
  const auto all = shop.transport->requests();
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GE(all[i].at - all[i - 1].at, 205ms);
  EXPECT_EQ(shop.logins(), 2U);
}

TEST(Login, OfOneShopIsNotThatOfAnother) {
  VirtualShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  shop.on_login = [](const http::Request& request) {
    return given_token(request.body.find("key-of-shop-two") == std::string::npos ? "first" : "second");
  };
  ASSERT_TRUE(shop.client.process(order(1), Place{}));
  ASSERT_TRUE(other.process(order(2), Place{}));
  ASSERT_TRUE(shop.client.process(order(3), Place{}));

  std::vector<std::string> tokens;
  for (const auto& one : shop.orders()) tokens.push_back(token_in(one.request));
  EXPECT_EQ(tokens, (std::vector<std::string>{"first", "second", "first"}));
}

TEST(Login, RefusedToOneShopDoesNotStopAnother) {
  VirtualShop shop;
  OrderClient other{options_of_shop("two"), shop.engine};
  shop.on_login = [](const http::Request& request) {
    return request.body.find("key-of-shop-two") == std::string::npos ? refusal(-1) : given_token("second");
  };
  EXPECT_FALSE(shop.client.process(order(1), Place{}));
  EXPECT_TRUE(other.process(order(2), Place{}));
}

}  // namespace
}  // namespace imweb

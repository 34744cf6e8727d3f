// Cases 14 to 22: imweb refuses, for now or for good, and says so.
#include <chrono>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

TEST(Case14, PausesTheWholeShopAndLosesNoCall) {
  auto options = options_of_shop();
  options.max_attempts = 1;  // a throttling takes none of them away
  VirtualShop shop{std::move(options)};
  int request = 0;
  shop.on_order = [&](const http::Request& order) { return ++request == 1 ? refusal(-7, "TOO MANY REQUEST") : processed(order); };

  for (const auto& result : shop.process_all(10)) EXPECT_TRUE(result);

  const auto orders = shop.orders();
  EXPECT_EQ(orders.size(), 11U);
  EXPECT_GE(orders[1].at - orders[0].at, 3s);
  EXPECT_LE(most_in_a_second(times_of(shop.transport->requests())), 5U);
}

std::string http_date(std::chrono::seconds from_now) {
  const std::time_t moment = std::time(nullptr) + from_now.count();
  std::tm parts{};
  gmtime_r(&moment, &parts);
  char text[64] = {};
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

struct WaitRow {
  std::string asked;
  std::chrono::seconds least, most;
};

TEST(Case15, HonoursRetryAfterUpToAMinuteAndTakesNonsenseForNone) {
  for (const auto& [asked, least, most] : {WaitRow{"120", 60s, 61s},
                                           {"20", 20s, 21s},
                                           {http_date(30s), 27s, 31s},
                                           {"999999999", 60s, 61s},
                                           {"-5", 3s, 4s},
                                           {"soon", 3s, 4s}}) {
    SCOPED_TRACE(asked);
    FaultShop shop;
    shop.sandbox.answer_next({.status = 429, .headers = {{"Retry-After", asked}}, .body = "<html>"});
    const auto result = shop.process(1, {.deadline = 2s});  // too short for any of them, so the call ends at once
    expect_refused(result, FailureKind::rate_limited);
    ASSERT_TRUE(result.failure().retry_after());
    EXPECT_GE(*result.failure().retry_after(), least);
    EXPECT_LE(*result.failure().retry_after(), most);
    EXPECT_EQ(shop.requests(1), 1);
  }
}

TEST(Case15, MakesTheWholeShopWaitAsLongAsAsked) {
  VirtualShop shop;
  int request = 0;
  shop.on_order = [&](const http::Request& order) {
    return ++request == 1 ? Script{.reply = http::Response{.status = 429, .retry_after = 40s}} : processed(order);
  };
  for (const auto& result : shop.process_all(3, {.deadline = 2min})) EXPECT_TRUE(result);
  EXPECT_GE(shop.orders().at(1).at - shop.orders().at(0).at, 40s);
}

TEST(Case16, SendsOneOrderInEachOpenPeriod) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) {
    Script script = refusal(-7);
    script.reply_after = 900ms;  // so that others could leave meanwhile
    return script;
  };
  for (const auto& result : shop.process_all(5, {.deadline = 2h})) {
    expect_refused(result, FailureKind::rate_limited);
    EXPECT_TRUE(result.failure().retry_after());
  }
  const auto orders = shop.orders();
  int rests = 0;
  for (std::size_t i = 1; i < orders.size(); ++i) {
    const auto gap = orders[i].at - orders[i - 1].at;
    if (gap >= 29s) ++rests;
    EXPECT_TRUE(rests == 0 || gap >= 29s) << "order " << i;
    EXPECT_LE(gap, 12min);
  }
  EXPECT_GE(rests, 10);
}

TEST(Case17, RenewsATokenOnceForAllCallsAndSendsOnceMore) {
  FaultShop shop;
  ASSERT_TRUE(shop.process(0));
  shop.sandbox.expire_tokens();
  Outcomes outcomes{3};
  for (int i = 1; i < 4; ++i) shop.client.start(order(i), Place{}, {}, outcomes.taker());

  for (const auto& result : outcomes.wait()) EXPECT_TRUE(result);

  EXPECT_EQ(shop.sandbox.logins(), 2);
  EXPECT_EQ(shop.requests(1), 2);
  for (int i = 1; i < 4; ++i) EXPECT_EQ(shop.applied(i), 1);
  EXPECT_LE(shop.sandbox.max_in_any_second(), 5);
}

TEST(Case18, SendsOnceMoreAndThenLetsLoginsWait) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return refusal(-2, "Error Token"); };
  const auto result = shop.client.process(order(1), Place{});
  expect_refused(result, FailureKind::not_authenticated);
  EXPECT_EQ(shop.orders().size(), 2U);
  EXPECT_EQ(shop.logins(), 2U);

  shop.on_order = processed;
  const auto refused_at = shop.clock->now();
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
  EXPECT_GE(shop.clock->now() - refused_at, 10s);
  EXPECT_EQ(shop.logins(), 3U);
}

TEST(Case19, DoesNotKnockAgainWithAWrongKey) {
  FaultShop shop{[](ClientOptions& options) { options.credentials.secret = Secret{"wrong"}; }};
  for (int i = 0; i < 5; ++i) expect_refused(shop.process(i), FailureKind::not_authenticated);
  EXPECT_EQ(shop.sandbox.ledger().size(), 1U);
}

TEST(Case19, DoesNotResendAnOrderThatWasRefusedForTheKey) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return refusal(-1); };
  expect_refused(shop.client.process(order(1), Place{}), FailureKind::not_authenticated);
  EXPECT_EQ(shop.orders().size(), 1U);
}

struct CodeRow {
  int code;
  FailureKind kind;
};

TEST(Case20, SendsOnceWhatIsRefusedForGoodAndGoesOnWithTheNext) {
  using enum FailureKind;
  VirtualShop shop;
  for (const auto& row : {CodeRow{-5, not_permitted}, {-6, not_permitted}, {-10, refused}, {-98, refused}, {-99, refused}}) {
    SCOPED_TRACE(row.code);
    shop.on_order = [&](const http::Request&) { return refusal(row.code); };
    const auto before = shop.orders().size();
    const auto result = shop.client.process(order(1), Place{});
    expect_refused(result, row.kind);
    EXPECT_FALSE(result.failure().retry_after());
    EXPECT_EQ(shop.orders().size(), before + 1);
  }
  shop.on_order = processed;
  const auto begun_at = shop.clock->now();
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
  EXPECT_LT(shop.clock->now() - begun_at, 1s);
  EXPECT_EQ(shop.logins(), 1U);
}

TEST(Case21, ReportsAnOrderThatIsNotThereYetAndFindsItLater) {
  FaultShop shop;
  expect_refused(shop.process(20), FailureKind::not_found);
  EXPECT_EQ(shop.requests(20), 1);
  shop.sandbox.add_order({.order_no = order(20).str(), .items = {{.status = "PAY_COMPLETE"}}});
  EXPECT_TRUE(shop.process(20));
  EXPECT_EQ(shop.applied(20), 1);
}

TEST(Case22, RestsThroughAMaintenanceAndResumes) {
  VirtualShop shop;
  const auto ends_at = shop.clock->now() + 20min;
  const auto closed = [&](ScriptedTransport::Scripting open) {
    return [&shop, ends_at, open](const http::Request& request) {
      return shop.clock->now() < ends_at ? refusal(-999) : open(request);
    };
  };
  shop.on_login = closed([](const http::Request&) { return given_token("t"); });
  shop.on_order = closed(processed);
  int calls = 0;
  auto result = shop.client.process(order(1), Place{});
  for (; !result && calls < 100; ++calls) {
    expect_refused(result, FailureKind::maintenance);
    ASSERT_TRUE(result.failure().retry_after());
    shop.clock->advance(*result.failure().retry_after());
    result = shop.client.process(order(1), Place{});
  }
  EXPECT_TRUE(result);
  EXPECT_LE(calls, 8);  // 30 s, 1 min, 2, 4, 8, 10: so often, and no more, was imweb asked
  EXPECT_LE(shop.requests(), 10U);
  EXPECT_LT(shop.clock->now(), ends_at + 11min);
}

TEST(Case22, SendsNothingMoreWhileItRests) {
  FaultShop shop;
  ASSERT_TRUE(shop.process(0));
  shop.sandbox.set_maintenance(Maintenance::on);
  for (int i = 1; i < 5; ++i) {
    const auto result = shop.process(i, {.deadline = 5s});
    expect_refused(result, FailureKind::maintenance);
    ASSERT_TRUE(result.failure().retry_after());
    EXPECT_GE(*result.failure().retry_after(), 29s);
  }
  EXPECT_EQ(shop.sandbox.ledger().size(), 3U);  // login, order 0, order 1
}

}  // namespace
}  // namespace imweb

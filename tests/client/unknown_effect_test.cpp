// An unknown effect is never repeated, whatever the action. And what imweb says is shown without our secrets in it.
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;

const OrderAction all_actions[] = {
    Deposit{},
    Place{},
    Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"},
    Complete{},
    Cancel{.reason_code = ReasonCode::sold_out},
    Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}},
    Exchange{.reason_code = ReasonCode::wrong_option, .collection = DirectCollection{}},
};

struct DoubtRow {
  std::string_view name;
  Script answer;
};

const DoubtRow doubts[] = {
    {"connection broke", broken(http::Progress::may_have_been_sent)},
    {"resend was prevented", broken(http::Progress::may_have_been_sent, http::Cause::stopped)},
    {"answer was cut off", broken(http::Progress::may_have_been_sent, http::Cause::answer)},
    {"no answer", {.reply_after = std::nullopt}},
    {"empty answer", reply("")},
    {"HTML", reply("<html>")},
    {"code 200 alone", reply(R"({"code":200})")},
    {"another order", reply(R"({"code":200,"data":{"success":["1"]}})")},
    {"code -19", refusal(-19)},
    {"unknown code", refusal(-12345)},
    {"HTTP 408", reply("", 408)},
    {"HTTP 500", reply("", 500)},
    {"HTTP 502", reply("", 502)},
    {"HTTP 503", reply("", 503)},
    {"HTTP 504", reply("", 504)},
};

TEST(UnknownEffect, IsNeverRepeatedForAnyAction) {
  for (const auto& action : all_actions)
    for (const auto& doubt : doubts) {
      SCOPED_TRACE(to_string(action) + ", " + std::string{doubt.name});
      VirtualShop shop;
      shop.on_order = [&](const http::Request&) { return doubt.answer; };
      const auto outcome = shop.client.process(order(1), action);
      ASSERT_FALSE(outcome);
      EXPECT_EQ(outcome.failure().effect(), Effect::unknown);
      EXPECT_EQ(outcome.failure().attempts(), 1);
      EXPECT_EQ(shop.orders().size(), 1U);
    }
}

TEST(UnknownEffect, OfOneAttemptIsNotForgottenByWhatCameBefore) {
  VirtualShop shop;
  int attempt = 0;
  shop.on_order = [&](const http::Request&) {
    return ++attempt == 1 ? broken(http::Progress::not_sent) : broken(http::Progress::may_have_been_sent);
  };
  const auto outcome = shop.client.process(order(1), Place{});
  EXPECT_EQ(outcome.failure().effect(), Effect::unknown);
  EXPECT_EQ(outcome.failure().attempts(), 2);
}

TEST(ProvenNotSent, IsRepeatedUntilItGoesThrough) {
  VirtualShop shop;
  int attempt = 0;
  shop.on_order = [&](const http::Request& request) {
    return ++attempt < 3 ? broken(http::Progress::not_sent) : processed(request);
  };
  EXPECT_TRUE(shop.client.process(order(1), Place{}));
  EXPECT_EQ(shop.orders().size(), 3U);
}

TEST(ProvenNotSent, IsNotBelievedOnceAByteWasReported) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) {
    Script script = broken(http::Progress::not_sent);
    script.sent_after = Duration::zero();
    return script;
  };
  EXPECT_EQ(shop.client.process(order(1), Place{}).failure().effect(), Effect::unknown);
  EXPECT_EQ(shop.orders().size(), 1U);
}

void expect_no_secret(const Failure& failure) {
  for (const auto secret : {"key-of-shop", "secret-of-shop", "token-of-shop"})
    EXPECT_EQ(failure.message().find(secret), std::string::npos) << failure.message();
  EXPECT_NE(failure.message().find("[redacted]"), std::string::npos) << failure.message();
}

constexpr auto all_secrets = "key-of-shop-one token-of-shop secret-of-shop-one";

TEST(Secrets, EchoedByALoginAreNotShown) {
  for (const int code : {-1, -10, -19}) {
    VirtualShop shop;
    shop.on_login = [&](const http::Request&) { return refusal(code, "wrong key-of-shop-one or secret-of-shop-one"); };
    expect_no_secret(shop.client.process(order(1), Place{}).failure());
  }
}

TEST(Secrets, EchoedByAnOrderAreNotShown) {
  for (const int code : {-5, -10, -19, -12345}) {
    VirtualShop shop;
    shop.on_order = [&](const http::Request&) { return refusal(code, all_secrets); };
    expect_no_secret(shop.client.process(order(1), Place{}).failure());
  }
}

TEST(Secrets, AreNotShownInPartWhereTheTextIsCutShort) {
  for (std::size_t before = 480; before < 520; ++before) {
    VirtualShop shop;
    shop.on_order = [&](const http::Request&) { return refusal(-10, std::string(before, 'x') + "token-of-shop"); };
    EXPECT_EQ(shop.client.process(order(1), Place{}).failure().message().find("xt"), std::string::npos) << before;
  }
}

TEST(Secrets, AreNotShownWhenTheTransportNamesThem) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) {
    return Script{.reply = http::TransportFailure{.what = std::string{"cannot send "} + all_secrets}};
  };
  expect_no_secret(shop.client.process(order(1), Place{}).failure());
}

TEST(Secrets, OfATokenThatHasBeenReplacedAreNotShown) {
  VirtualShop shop;
  int logins = 0;
  shop.on_login = [&](const http::Request&) { return given_token("token-" + std::to_string(++logins)); };
  shop.on_order = [&](const http::Request& request) {
    if (number_in(request) != order(0).str()) return refusal(-2);
    Script script = refusal(-10, "bad request with token-1");
    script.reply_after = std::chrono::seconds{5};  // by then there is another token
    return script;
  };
  const auto results = shop.process_all(2, {.deadline = std::chrono::seconds{30}});
  EXPECT_GE(shop.logins(), 2U);
  EXPECT_EQ(results.back().failure().code(), -10);
  EXPECT_EQ(results.back().failure().message().find("token-1"), std::string::npos) << results.back().failure().message();
}

TEST(Secrets, MayBePartOfTheirOwnMask) {
  auto options = options_of_shop();
  options.credentials = {.key = Secret{"a"}, .secret = Secret{"redacted"}};
  VirtualShop shop{std::move(options)};
  shop.on_order = [](const http::Request&) { return refusal(-10, "a redacted banana"); };
  EXPECT_EQ(shop.client.process(order(1), Place{}).failure().code(), -10);  // and not for ever
}

TEST(Messages, ShowForeignTextWithoutWhatTerminalsAndLogsObey) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return refusal(-10, R"(a\u001b[31m\r\nb\u202ec\u0000)" + std::string(5000, 'x')); };
  const std::string message = shop.client.process(order(1), Place{}).failure().message();
  for (const auto forbidden : {"\x1b", "\r", "\n", "\u202e"}) EXPECT_EQ(message.find(forbidden), std::string::npos);
  EXPECT_EQ(message.find('\0'), std::string::npos);
  EXPECT_LT(message.size(), 1000U);
}

}  // namespace
}  // namespace imweb

// Every kind of failure, from the answer that causes it: kind, effect, code, HTTP status, number of attempts.
#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <tuple>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using enum FailureKind;
using enum Effect;

struct KindRow {
  std::string name;
  Script answer;
  FailureKind kind;
  Effect effect;
  std::optional<int> code;
  int status;
  int attempts;
};

KindRow coded(int code, FailureKind kind, Effect effect, int attempts = 1) {
  return {"code " + std::to_string(code), refusal(code), kind, effect, code, 200, attempts};
}

KindRow with_status(int status, FailureKind kind, Effect effect, int attempts = 1) {
  return {"HTTP " + std::to_string(status), reply("<html></html>", status), kind, effect, std::nullopt, status, attempts};
}

/// Code 200 and this.
KindRow saying(std::string_view name, std::string_view body, FailureKind kind = protocol) {
  return {std::string{name}, reply(std::string{body}), kind, unknown, std::nullopt, 200, 1};
}

const KindRow kind_rows[] = {
    coded(-1, not_authenticated, not_applied),
    coded(-2, not_authenticated, not_applied, 2),
    coded(-5, not_permitted, not_applied),
    coded(-6, not_permitted, not_applied),
    coded(-7, rate_limited, not_applied, 2),
    coded(-10, refused, not_applied),
    coded(-11, not_found, not_applied),
    coded(-19, server_error, unknown),
    coded(-98, refused, not_applied),
    coded(-99, refused, not_applied),
    coded(-999, maintenance, not_applied),
    coded(-12345, protocol, unknown),
    coded(0, protocol, unknown),
    coded(201, protocol, unknown),
    coded(400, refused, not_applied),
    coded(401, not_authenticated, not_applied, 2),
    coded(404, not_found, not_applied),
    coded(429, rate_limited, not_applied, 2),
    coded(500, server_error, unknown),
    coded(501, refused, not_applied),
    with_status(200, protocol, unknown),
    with_status(204, protocol, unknown),
    with_status(302, protocol, not_applied),
    with_status(400, refused, not_applied),
    with_status(401, not_authenticated, not_applied, 2),
    with_status(403, refused, not_applied),
    with_status(404, not_found, not_applied),
    with_status(408, refused, unknown),
    with_status(413, refused, not_applied),
    with_status(425, refused, unknown),
    with_status(429, rate_limited, not_applied, 2),
    with_status(500, server_error, unknown),
    with_status(501, refused, not_applied),
    with_status(502, server_error, unknown),
    with_status(503, server_error, unknown),
    with_status(504, server_error, unknown),
    with_status(999, protocol, unknown),
    saying("nothing", ""),
    saying("cut JSON", R"({"code":200,"data":{"success":["2026)"),
    saying("no code", R"({"msg":"SUCCESS"})"),
    saying("code as text", R"({"code":"200"})"),
    saying("code twice", R"({"code":-7,"code":200})"),
    saying("no order", R"({"code":200,"data":{"success":[],"failed":[]}})"),
    saying("another order", R"({"code":200,"data":{"success":["1"]}})"),
    saying("deep nesting", std::string(100'000, '[')),
    {"success in HTTP 500", reply(R"({"code":200})", 500), server_error, unknown, std::nullopt, 500, 1},
    {"success in HTTP 404", reply(R"({"code":200})", 404), protocol, unknown, std::nullopt, 404, 1},
    {"refusal in HTTP 500", reply(R"({"code":-10})", 500), refused, not_applied, -10, 500, 1},
    {"sent, then broken", broken(http::Progress::may_have_been_sent), transport, unknown, std::nullopt, 0, 1},
    {"answer too large", broken(http::Progress::may_have_been_sent, http::Cause::answer), protocol, unknown, std::nullopt, 0, 1},
    {"never sent", broken(http::Progress::not_sent), transport, not_applied, std::nullopt, 0, 3},
    {"wrong certificate", broken(http::Progress::not_sent, http::Cause::identity), transport, not_applied, std::nullopt, 0, 1},
    {"no answer", {.reply_after = std::nullopt}, deadline_exceeded, unknown, std::nullopt, 0, 1},
    {"never leaves", {.sent_after = std::nullopt, .reply_after = std::nullopt}, deadline_exceeded, not_applied, std::nullopt, 0, 1},
};

TEST(FailureKinds, FollowFromTheAnswerToTheOrder) {
  for (const auto& row : kind_rows) {
    SCOPED_TRACE(row.name);
    VirtualShop shop;
    shop.on_order = [&](const http::Request&) { return row.answer; };
    const auto outcome = shop.client.process(order(1), Place{}, {.deadline = 5s});
    ASSERT_FALSE(outcome);
    const auto& failure = outcome.failure();
    EXPECT_EQ(failure.kind(), row.kind) << failure.message();
    EXPECT_EQ(failure.effect(), row.effect);
    EXPECT_EQ(failure.code(), row.code);
    EXPECT_EQ(failure.http_status(), row.status);
    EXPECT_EQ(failure.attempts(), row.attempts);
    EXPECT_EQ(shop.orders().size(), static_cast<std::size_t>(row.attempts));
  }
}

TEST(FailureKinds, OfALoginLeaveTheOrderUntouched) {
  for (const auto& row : kind_rows) {
    if (row.kind == transport || row.kind == deadline_exceeded) continue;  // repeated, as a login may be
    SCOPED_TRACE(row.name);
    VirtualShop shop;
    shop.on_login = [&](const http::Request&) { return row.answer; };
    const auto outcome = shop.client.process(order(1), Place{}, {.deadline = 20s});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.failure().effect(), not_applied);
    EXPECT_EQ(outcome.failure().attempts(), 0);
    EXPECT_NE(outcome.failure().message().find("login"), std::string::npos) << outcome.failure().message();
    EXPECT_EQ(shop.orders().size(), 0U);
  }
}

TEST(FailureKinds, IncludeThoseThatNoAnswerCauses) {
  VirtualShop shop;
  EXPECT_EQ(shop.client.process(OrderNo{""}, Place{}).failure().kind(), invalid_argument);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(shop.client.process(order(1), Place{}, {.stop = source.get_token()}).failure().kind(), cancelled);
  EXPECT_EQ(shop.client.process(order(1), Place{}, {.deadline = 0s}).failure().kind(), deadline_exceeded);
  EXPECT_EQ(shop.requests(), 0U);
}

TEST(FailureKinds, AreExplainedForThePersonWhoMustAct) {
  for (const auto& row : kind_rows) {
    SCOPED_TRACE(row.name);
    VirtualShop shop;
    shop.on_order = [&](const http::Request&) { return row.answer; };
    const std::string message = shop.client.process(order(1), Place{}, {.deadline = 5s}).failure().message();
    EXPECT_NE(message.find("place of order " + order(1).str()), std::string::npos) << message;
    EXPECT_NE(message.find(row.effect == unknown ? "may have taken effect" : "did not take effect"), std::string::npos) << message;
    EXPECT_LT(message.size(), 1000U);
  }
}

TEST(FailureKinds, SayWhenToTryAgainWhereTimeHelps) {
  const auto retry_after = [](const Script& answer) {
    VirtualShop shop;
    shop.on_order = [&](const http::Request&) { return answer; };
    return shop.client.process(order(1), Place{}, {.deadline = 5s}).failure().retry_after();
  };
  EXPECT_GE(retry_after(refusal(-7)), 3s);
  EXPECT_GE(retry_after(refusal(-999)), 30s);
  EXPECT_FALSE(retry_after(refusal(-10)));
  EXPECT_FALSE(retry_after(refusal(-19)));
}

TEST(FailureKinds, HonourRetryAfterUpToAMinute) {
  for (const auto& [asked, least, most] : {std::tuple{1s, 3s, 4s}, {20s, 20s, 21s}, {86'400s, 60s, 61s}}) {
    VirtualShop shop;
    shop.on_order = [seconds = asked](const http::Request&) {
      return Script{.reply = http::Response{.status = 429, .body = "{}", .retry_after = seconds}};
    };
    const auto wait = shop.client.process(order(1), Place{}, {.deadline = 2s}).failure().retry_after();
    ASSERT_TRUE(wait);
    EXPECT_GE(*wait, least);
    EXPECT_LE(*wait, most);
  }
}

}  // namespace
}  // namespace imweb

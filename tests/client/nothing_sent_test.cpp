// What is wrong here is refused here: not one request goes out, not even a login.
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

void expect_refused(VirtualShop& shop, const OrderTarget& target, const OrderAction& action, std::string_view field,
                    const CallOptions& options = {}) {
  const auto outcome = shop.client.process(target, action, options);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(outcome.failure().effect(), Effect::not_applied);
  EXPECT_EQ(outcome.failure().attempts(), 0);
  EXPECT_NE(outcome.failure().message().find(field), std::string::npos) << outcome.failure().message();
  EXPECT_EQ(shop.requests(), 0U);
}

struct TargetRow {
  std::string_view name;
  std::string text;
};

const TargetRow wrong_numbers[] = {
    {"empty", ""},
    {"path", "../../auth"},
    {"query", "1/send?x="},
    {"escaped slash", "1%2f.."},
    {"fragment", "1#"},
    {"parameter", "1;a"},
    {"65 characters", std::string(65, '1')},
    {"10 kB", std::string(10'240, '1')},
    {"NUL", std::string("1\0"
                        "2",
                        3)},
    {"line break", "1\r\nX-Evil: 1"},
    {"blank", "1 2"},
    {"Hangul", "주문"},
    {"dot", "."},
};

TEST(NothingSent, ForNumbersThatAreNone) {
  VirtualShop shop;
  for (const auto& row : wrong_numbers) {
    SCOPED_TRACE(row.name);
    expect_refused(shop, OrderNo{row.text}, Place{}, "order_no");
    expect_refused(shop, {.order_no = order(1), .prod_order_no = ProdOrderNo{row.text}}, Place{}, "prod_order_no");
  }
}

struct ActionRow {
  std::string_view name, field;
  OrderAction action;
};

const Shipment no_invoice{.parcel_code = ParcelCode::cj, .invoice_no = ""};
const Shipment no_carrier{.parcel_code = ParcelCode{""}, .invoice_no = "1"};

const ActionRow wrong_actions[] = {
    {"send without invoice", "invoice_no", Send{.parcel_code = ParcelCode::cj, .invoice_no = ""}},
    {"send without carrier", "parcel_code", Send{.parcel_code = ParcelCode{""}, .invoice_no = "1"}},
    {"blank in the invoice", "invoice_no", Send{.parcel_code = ParcelCode::cj, .invoice_no = "12 34"}},
    {"invalid UTF-8", "invoice_no", Send{.parcel_code = ParcelCode::cj, .invoice_no = "\xff"}},
    {"line separator", "invoice_no", Send{.parcel_code = ParcelCode::cj, .invoice_no = "1\u2028"}},
    {"1 MB", "invoice_no", Send{.parcel_code = ParcelCode::cj, .invoice_no = std::string(1'000'000, '1')}},
    {"cancel without reason", "reason_code", Cancel{.reason_code = ReasonCode{""}}},
    {"return without invoice", "invoice_no", Return{.reason_code = ReasonCode::broken, .collection = no_invoice}},
    {"return without carrier", "parcel_code", Return{.reason_code = ReasonCode::broken, .collection = no_carrier}},
    {"return with a fee that the seller bears", "deliv_fee_method",
     Return{.reason_code = ReasonCode::broken, .deliv_fee_method = DelivFeeMethod::cash, .collection = DirectCollection{}}},
    {"exchange without reason", "reason_code", Exchange{.reason_code = ReasonCode{""}, .collection = DirectCollection{}}},
    {"exchange without invoice", "invoice_no", Exchange{.reason_code = ReasonCode::broken, .collection = no_invoice}},
};

TEST(NothingSent, ForActionsThatTheGuideForbids) {
  VirtualShop shop;
  for (const auto& row : wrong_actions) {
    SCOPED_TRACE(row.name);
    expect_refused(shop, order(1), row.action, row.field);
  }
}

TEST(NothingSent, ForATraceContextThatIsNone) {
  VirtualShop shop;
  const std::string good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const std::string wrong[] = {"x",
                               good + "0",
                               good.substr(1),
                               "00_" + good.substr(3),
                               good + "\r\nX-Evil: 1",
                               std::string(55, '-'),
                               "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"};
  for (const auto& bad : wrong) expect_refused(shop, order(1), Place{}, "traceparent", {.traceparent = bad});
  EXPECT_TRUE(shop.client.process(order(1), Place{}, {.traceparent = good}));
}

struct OptionRow {
  std::string_view name, field;
  std::function<void(ClientOptions&)> spoil;
};

const OptionRow wrong_options[] = {
    {"no key", "credentials.key", [](auto& o) { o.credentials.key = Secret{}; }},
    {"no secret", "credentials.secret", [](auto& o) { o.credentials.secret = Secret{}; }},
    {"line break in the key", "credentials.key", [](auto& o) { o.credentials.key = Secret{"a\nb"}; }},
    {"blank at the end of the secret", "credentials.secret", [](auto& o) { o.credentials.secret = Secret{"abc "}; }},
    {"Hangul in the key", "credentials.key", [](auto& o) { o.credentials.key = Secret{"키"}; }},
    {"key too long", "credentials.key", [](auto& o) { o.credentials.key = Secret{std::string(257, 'k')}; }},
    {"no base_url", "base_url", [](auto& o) { o.base_url = ""; }},
    {"base_url without scheme", "base_url", [](auto& o) { o.base_url = "api.imweb.me/v2"; }},
    {"base_url by ftp", "base_url", [](auto& o) { o.base_url = "ftp://api.imweb.me/v2"; }},
    {"base_url without host", "base_url", [](auto& o) { o.base_url = "https:///v2"; }},
    {"base_url with a port alone", "base_url", [](auto& o) { o.base_url = "https://:443/v2"; }},
    {"base_url with a user", "base_url", [](auto& o) { o.base_url = "https://user:password@api.imweb.me/v2"; }},
    {"base_url by http to elsewhere", "base_url", [](auto& o) { o.base_url = "http://api.imweb.me/v2"; }},
    {"base_url by http to what only looks like here", "base_url", [](auto& o) { o.base_url = "http://127.0.0.1.evil.invalid/v2"; }},
    {"base_url with a port too high", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me:65536/v2"; }},
    {"base_url with no port behind the colon", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me:/v2"; }},
    {"base_url with a word for a port", "base_url", [](auto& o) { o.base_url = "http://127.0.0.1:http/v2"; }},
    {"base_url with half a bracket", "base_url", [](auto& o) { o.base_url = "https://[::1/v2"; }},
    {"base_url with a query", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me/v2?a=1"; }},
    {"base_url with a fragment", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me/v2#a"; }},
    {"base_url with a blank", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me /v2"; }},
    {"base_url with a line break", "base_url", [](auto& o) { o.base_url = "https://api.imweb.me/v2\r\n"; }},
    {"order_version with a query", "order_version", [](auto& o) { o.order_version = "v2&x=1"; }},
    {"affiliate with a line break", "affiliate", [](auto& o) { o.affiliate = "a\r\nX-Evil: 1"; }},
    {"no word for direct collection", "collect_type.direct", [](auto& o) { o.collect_type.direct = ""; }},
    {"no word for a parcel", "collect_type.shipment", [](auto& o) { o.collect_type.shipment = ""; }},
    {"spacing over the limit", "spacing", [](auto& o) { o.spacing = 199ms; }},
    {"no spacing", "spacing", [](auto& o) { o.spacing = 0ms; }},
    {"spacing too long", "spacing", [](auto& o) { o.spacing = 61s; }},
    {"list_spacing over the limit", "list_spacing", [](auto& o) { o.list_spacing = 999ms; }},
    {"quiet_start below zero", "quiet_start", [](auto& o) { o.quiet_start = -1ms; }},
    {"no token_age", "token_age", [](auto& o) { o.token_age = 0min; }},
    {"no attempt_timeout", "attempt_timeout", [](auto& o) { o.attempt_timeout = 0ms; }},
    {"no attempts", "max_attempts", [](auto& o) { o.max_attempts = 0; }},
};

TEST(NothingSent, ForOptionsThatAreWrong) {
  for (const auto& row : wrong_options) {
    SCOPED_TRACE(row.name);
    auto options = options_of_shop();
    row.spoil(options);
    VirtualShop shop{std::move(options)};
    expect_refused(shop, order(1), Place{}, row.field);
    EXPECT_FALSE(shop.client.plan(order(1), Place{}));
  }
}

TEST(NothingSent, AndNoSecretShownForOptionsThatAreWrong) {
  auto options = options_of_shop();
  options.credentials.secret = Secret{"very secret"};
  options.base_url = "https://user:password@api.imweb.me";
  VirtualShop shop{std::move(options)};
  const std::string message = shop.client.process(order(1), Place{}).failure().message();
  EXPECT_EQ(message.find("very"), std::string::npos);
  EXPECT_EQ(message.find("password"), std::string::npos);
}

TEST(NothingSent, ByStartEither) {
  VirtualShop shop;
  Outcomes outcomes{2};
  shop.client.start(OrderNo{"/"}, Place{}, {}, outcomes.taker());
  shop.client.start(order(1), wrong_actions[0].action, {}, outcomes.taker());
  for (const auto& result : outcomes.wait()) EXPECT_EQ(result.failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(shop.requests(), 0U);
}

TEST(NothingSent, ByAProcessThatWouldWaitForItself) {
  VirtualShop shop;
  shop.at_once([&] {
    const auto outcome = shop.client.process(order(1), Place{});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.failure().kind(), FailureKind::invalid_argument);
    EXPECT_NE(outcome.failure().message().find("start()"), std::string::npos);
  });
  EXPECT_EQ(shop.requests(), 0U);
}

TEST(Plan, IsTheRequestThatWouldBeSentWithoutItsSecrets) {
  auto options = options_of_shop();
  options.affiliate = "partner-1";
  VirtualShop shop{std::move(options)};
  const Send send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"};
  const auto planned = shop.client.plan(order(1), send);
  ASSERT_TRUE(planned);
  EXPECT_EQ(shop.requests(), 0U);

  ASSERT_TRUE(shop.client.process(order(1), send));
  const auto sent = shop.orders().at(0).request;
  EXPECT_EQ(planned->method, sent.method);
  EXPECT_EQ(planned->url, sent.url);
  EXPECT_EQ(planned->body, sent.body);
  ASSERT_EQ(planned->headers.size(), sent.headers.size());
  for (std::size_t i = 0; i < sent.headers.size(); ++i) EXPECT_EQ(planned->headers[i].name, sent.headers[i].name);
}

TEST(Plan, ShowsNoSecret) {
  auto options = options_of_shop();
  options.affiliate = "partner-1";
  VirtualShop shop{std::move(options)};
  ASSERT_TRUE(shop.client.process(order(1), Place{}));  // so that there is a token
  const std::string text = to_string(*shop.client.plan(order(1), Place{}));
  for (const auto secret : {"token-of-shop", "key-of-shop", "secret-of-shop", "partner-1"})
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
  EXPECT_NE(text.find("access-token: [redacted]"), std::string::npos);
}

TEST(Plan, IsRefusedWhereProcessWouldBe) {
  VirtualShop shop;
  for (const auto& row : wrong_actions) {
    const auto planned = shop.client.plan(order(1), row.action);
    ASSERT_FALSE(planned) << row.name;
    EXPECT_EQ(planned.failure().kind(), FailureKind::invalid_argument);
  }
  EXPECT_EQ(shop.requests(), 0U);
}

}  // namespace
}  // namespace imweb

#include "wire/encode.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <imweb/version.hpp>

namespace imweb::wire {
namespace {

const OrderNo order_no{"202604277420970"};
const OrderTarget whole = order_no;
const OrderTarget narrowed{.order_no = order_no, .prod_order_no = ProdOrderNo{"202604277420970-001"}};
const Shipment shipment{.parcel_code = ParcelCode{"CJ"}, .invoice_no = "631245789012"};

ClientOptions shop() {
  return {.credentials = {.key = Secret{"the-key-of-the-shop"}, .secret = Secret{"the-secret-of-the-shop"}}};
}

struct Row {
  std::string_view name;
  OrderAction action;
  std::string_view etc;  ///< `"etc":{...}`, or nothing
};

const Row rows[] = {
    {"deposit", Deposit{}, ""},
    {"place", Place{}, ""},
    {"send", Send{.parcel_code = ParcelCode{"CJ"}, .invoice_no = "631245789012"},
     R"("etc":{"invoice_no":"631245789012","parcel_code":"CJ"})"},
    {"complete", Complete{}, ""},
    {"cancel", Cancel{.reason_code = ReasonCode::sold_out}, R"("etc":{"reason_code":"SOLD_OUT"})"},
    {"return", Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}},
     R"("etc":{"collect_type":"Y","reason_code":"BROKEN"})"},
    {"return", Return{.reason_code = ReasonCode::wrong_order, .deliv_fee_method = DelivFeeMethod::box, .collection = shipment},
     R"("etc":{"collect_type":"N","deliv_fee_method":"BOX","invoice_no":"631245789012","parcel_code":"CJ","reason_code":"WRONG_ORDER"})"},
    {"exchange", Exchange{.reason_code = ReasonCode::wrong_option, .collection = DirectCollection{}},
     R"("etc":{"collect_type":"Y","reason_code":"WRONG_OPTION"})"},
    {"exchange", Exchange{.reason_code = ReasonCode::broken, .collection = shipment},
     R"("etc":{"collect_type":"N","invoice_no":"631245789012","parcel_code":"CJ","reason_code":"BROKEN"})"},
};

TEST(Encode, WritesTheRequestOfEveryActionForAWholeOrder) {
  for (const auto& row : rows) {
    SCOPED_TRACE(to_string(row.action));
    const auto request = encode(shop(), whole, row.action);
    EXPECT_EQ(request.method, http::Method::patch);
    EXPECT_EQ(request.url, "https://api.imweb.me/v2/shop/orders/202604277420970/" + std::string{row.name} + "?order_version=v2");
    EXPECT_EQ(request.body, "{" + std::string{row.etc} + "}");
  }
}

TEST(Encode, NamesTheItemInTheBodyWhenTheTargetIsNarrowed) {
  for (const auto& row : rows) {
    SCOPED_TRACE(to_string(row.action));
    const auto request = encode(shop(), narrowed, row.action);
    EXPECT_EQ(request.url, encode(shop(), whole, row.action).url);
    const std::string comma = row.etc.empty() ? "" : ",";
    EXPECT_EQ(request.body, "{" + std::string{row.etc} + comma + R"("prod_order_no":"202604277420970-001"})");
  }
}

TEST(Encode, GivesEveryPatchABodyThatIsAnObject) {
  for (const auto& row : rows)
    for (const auto& target : {whole, narrowed})
      EXPECT_TRUE(nlohmann::json::parse(encode(shop(), target, row.action).body).is_object()) << row.name;
}

TEST(Encode, SendsTheSameHeadersWithEveryAction) {
  const std::vector<http::Header> expected{{"Content-Type", "application/json"},
                                           {"Accept", "application/json"},
                                           {"User-Agent", "imweb-cpp/" + std::string{version}}};
  for (const auto& row : rows) EXPECT_EQ(encode(shop(), whole, row.action).headers, expected) << row.name;
}

TEST(Encode, LeavesOrderVersionOutWhenItIsEmpty) {
  auto options = shop();
  options.order_version = "";
  EXPECT_EQ(encode(options, whole, Place{}).url, "https://api.imweb.me/v2/shop/orders/202604277420970/place");
  options.order_version = "v1";
  EXPECT_EQ(encode(options, whole, Place{}).url, "https://api.imweb.me/v2/shop/orders/202604277420970/place?order_version=v1");
}

TEST(Encode, PutsOneSlashBetweenBaseUrlAndPath) {
  auto options = shop();
  for (const auto base : {"http://127.0.0.1:8080/v2", "http://127.0.0.1:8080/v2/", "http://127.0.0.1:8080/v2///"}) {
    options.base_url = base;
    EXPECT_EQ(url(options, "/auth"), "http://127.0.0.1:8080/v2/auth") << base;
  }
}

TEST(Encode, SpellsCollectTypeAsTheShopDoes) {
  auto options = shop();
  options.collect_type = {.direct = "1", .shipment = "0"};
  EXPECT_EQ(encode(options, whole, Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}}).body,
            R"({"etc":{"collect_type":"1","reason_code":"BROKEN"}})");
  EXPECT_EQ(encode(options, whole, Exchange{.reason_code = ReasonCode::broken, .collection = shipment}).body,
            R"({"etc":{"collect_type":"0","invoice_no":"631245789012","parcel_code":"CJ","reason_code":"BROKEN"}})");
}

TEST(Encode, SpellsCollectTypeRightWhenTheShopSwapsTheFlags) {
  auto options = shop();
  options.collect_type = {.direct = "N", .shipment = "Y"};
  EXPECT_EQ(encode(options, whole, Exchange{.reason_code = ReasonCode::broken, .collection = DirectCollection{}}).body,
            R"({"etc":{"collect_type":"N","reason_code":"BROKEN"}})");
}

TEST(Encode, QuotesEveryTextThatJsonWouldMistake) {
  const auto request = encode(shop(), whole, Send{.parcel_code = ParcelCode{"ETC"}, .invoice_no = "\"},\\한😀"});
  const auto body = nlohmann::json::parse(request.body);
  EXPECT_EQ(body["etc"]["invoice_no"], "\"},\\한😀");
  EXPECT_EQ(body.size(), 1U);
}

TEST(Encode, SendsAnAffiliateOnlyWhenThereIsOne) {
  auto options = shop();
  options.affiliate = "partner-1";
  const auto headers = encode(options, whole, Place{}).headers;
  EXPECT_EQ(std::count(headers.begin(), headers.end(), http::Header{"ACCESS-AFFILIATE", "partner-1"}), 1);
  EXPECT_EQ(headers.size(), encode(shop(), whole, Place{}).headers.size() + 1);
}

TEST(Encode, PutsTheTokenInItsHeaderAndNowhereElse) {
  auto request = encode(shop(), narrowed, rows[6].action);
  EXPECT_EQ(to_string(request).find("the-token"), std::string::npos);
  authorize(request, "the-token");

  EXPECT_EQ(request.headers.back(), (http::Header{"access-token", "the-token"}));
  const std::string text = to_string(request);
  EXPECT_EQ(text.find("the-token"), text.rfind("the-token"));
}

TEST(Encode, SendsNeitherKeyNorSecretWithAnOrder) {
  for (const auto& row : rows) {
    const std::string text = to_string(encode(shop(), narrowed, row.action));
    EXPECT_EQ(text.find("the-key"), std::string::npos) << row.name;
    EXPECT_EQ(text.find("the-secret"), std::string::npos) << row.name;
  }
}

TEST(Encode, RedactsTokenAndAffiliate) {
  auto options = shop();
  options.affiliate = "partner-1";
  auto request = encode(options, whole, Place{});
  authorize(request, "the-token");
  redact(request);

  const std::string text = to_string(request);
  EXPECT_EQ(text.find("the-token"), std::string::npos);
  EXPECT_EQ(text.find("partner-1"), std::string::npos);
  EXPECT_NE(text.find("access-token: [redacted]"), std::string::npos);
  EXPECT_NE(text.find("Content-Type: application/json"), std::string::npos);
}

}  // namespace
}  // namespace imweb::wire

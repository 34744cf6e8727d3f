#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/version.hpp>

#include "support/claims.hpp"
#include "wire/encode.hpp"

namespace imweb::wire {
namespace {

using imweb::testing::claims;

const OrderNo order_no{"202604270000001"};
const ProdOrderNo item{"202604270000001-001"};
const OrderTarget whole = order_no;
const OrderTarget narrowed{.order_no = order_no, .prod_order_no = item};

ClientOptions shop() { return {.credentials = {.key = Secret{"k"}, .secret = Secret{"s"}}}; }

constexpr std::string_view base = "https://api.imweb.me/v2/shop";

/// What is left of a URL of this shop; the URL itself when it is none.
std::string path_of(const http::Request& request) {
  return request.url.starts_with(base) ? request.url.substr(base.size()) : request.url;
}

TEST(EncodeClaim, WritesTheDocumentedRequestOfEveryStep) {
  for (const auto& row : claims()) {
    SCOPED_TRACE(row.shown);
    const auto request = encode(shop(), whole, row.action);
    const std::string etc = row.data.empty() ? "{}" : R"({"etc":)" + std::string{row.data} + "}";
    EXPECT_EQ(request.method, http::Method::patch);
    EXPECT_EQ(path_of(request), "/orders/202604270000001/" + std::string{row.name} + "?order_version=v2");
    EXPECT_EQ(request.body, row.name == "invoice" ? row.data : etc);
  }
}

TEST(EncodeClaim, NamesTheItemAtTheTopOfTheBody) {
  for (const auto& row : claims()) {
    SCOPED_TRACE(row.shown);
    const auto request = encode(shop(), narrowed, row.action);
    const std::string number = R"("prod_order_no":"202604270000001-001"})";
    const std::string etc = row.data.empty() ? "{" : R"({"etc":)" + std::string{row.data} + ",";
    const std::string invoice = std::string{row.data.substr(0, row.data.empty() ? 0 : row.data.size() - 1)} + ",";
    EXPECT_EQ(request.body, (row.name == "invoice" ? invoice : etc) + number);
    EXPECT_EQ(request.url, encode(shop(), whole, row.action).url);
  }
}

TEST(EncodeClaim, WritesEveryAmountAsAnExactNumber) {
  const auto body_of = [](const Money& money) { return encode(shop(), whole, ExchangeAccept{.etc_price = money}).body; };
  EXPECT_EQ(body_of({.amount = 0}), R"({"etc":{"etc_price":0}})");
  EXPECT_EQ(body_of({.amount = 9'223'372'036'854'775'807}), R"({"etc":{"etc_price":9223372036854775807}})");
  EXPECT_EQ(body_of({.amount = 11900, .currency = "KRW"}), R"({"etc":{"etc_price":11900}})");
  EXPECT_EQ(body_of({.amount = 1, .decimals = 1}), R"({"etc":{"etc_price":0.1}})");
  EXPECT_EQ(body_of({.amount = 1999, .decimals = 2}), R"({"etc":{"etc_price":19.99}})");
  EXPECT_EQ(body_of({.amount = 9'007'199'254'740'993, .decimals = 3}), R"({"etc":{"etc_price":9007199254740.993}})");
  EXPECT_EQ(body_of({.amount = 9'223'372'036'854'775'807, .decimals = 4}), R"({"etc":{"etc_price":922337203685477.5807}})");
}

TEST(EncodeClaim, WritesExactAmountsInListsAndMapsToo) {
  const Money exact{.amount = 9'223'372'036'854'775'807, .decimals = 4};
  const auto accept =
      encode(shop(), whole,
             CancelAccept{.etc_price = {{item, exact}}, .refund_point = std::vector{ItemPoint{item, exact}}, .claim_memo = "1"});
  const auto withhold =
      encode(shop(), whole,
             ExchangeWithhold{.reason_code = WithholdReason::extra_fee, .reason_detail = "1", .etc_price = {{item, exact}}});

  EXPECT_EQ(accept.body,
            R"({"etc":{"claim_memo":"1","etc_price":[{"price":922337203685477.5807,"prod_order_no":"202604270000001-001"}],)"
            R"("refund_point":[{"price":922337203685477.5807,"prod_order_no":"202604270000001-001"}]}})");
  EXPECT_EQ(withhold.body, R"({"etc":{"etc_price":{"202604270000001-001":922337203685477.5807},"reason_code":"EXCHANGE_EXTRAFEE",)"
                           R"("reason_detail":"1"}})");
}

TEST(EncodeClaim, QuotesFreeTexts) {
  EXPECT_EQ(encode(shop(), whole, ReturnReject{.reason = "a\"b\\\n한"}).body, R"({"etc":{"reason":"a\"b\\\n한"}})");
}

struct ItemRow {
  ItemAction action;
  std::string_view path, body;
};

const ItemRow item_rows[] = {
    {Deposit{}, "deposit", "{}"},
    {Place{}, "place", "{}"},
    {Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"}, "send", R"({"etc":{"invoice_no":"1","parcel_code":"CJ"}})"},
    {SendItem{}, "send", "{}"},
    {Complete{}, "complete", "{}"},
    {SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"}, "invoice", R"({"invoice_no":"1","parcel_code":"CJ"})"},
};

TEST(EncodeItem, WritesTheRequestOfEveryAction) {
  for (const auto& row : item_rows) {
    const auto request = encode(shop(), item, row.action);
    EXPECT_EQ(request.method, http::Method::patch);
    EXPECT_EQ(path_of(request), "/prod-orders/202604270000001-001/" + std::string{row.path} + "?order_version=v2");
    EXPECT_EQ(request.body, row.body);
    EXPECT_EQ(request.headers, common_headers(shop()));
  }
}

TEST(EncodeRead, AsksByGetWithoutABody) {
  const std::vector<http::Header> headers{{"Accept", "application/json"}, {"User-Agent", "imweb-cpp/" + std::string{version}}};
  const std::vector orders{order_no};
  for (const auto& request : {encode_get(shop(), order_no), encode_prod_orders(shop(), order_no),
                              encode_prod_orders(shop(), orders), encode_invoice(shop(), item), encode_list(shop(), {})}) {
    SCOPED_TRACE(request.url);
    EXPECT_EQ(request.method, http::Method::get);
    EXPECT_EQ(request.body, "");
    EXPECT_EQ(request.headers, headers);
  }
}

TEST(EncodeRead, NamesWhatIsAskedForInThePath) {
  const std::vector one{order_no};
  const std::vector two{order_no, OrderNo{"202604270000002"}};
  EXPECT_EQ(path_of(encode_get(shop(), order_no)), "/orders/202604270000001?order_version=v2");
  EXPECT_EQ(path_of(encode_prod_orders(shop(), order_no)), "/orders/202604270000001/prod-orders?order_version=v2");
  EXPECT_EQ(path_of(encode_prod_orders(shop(), one)), "/prod-orders?order_no%5B%5D=202604270000001&order_version=v2");
  EXPECT_EQ(path_of(encode_prod_orders(shop(), two)),
            "/prod-orders?order_no%5B%5D=202604270000001&order_no%5B%5D=202604270000002&order_version=v2");
  EXPECT_EQ(path_of(encode_invoice(shop(), item)), "/prod-orders/202604270000001-001/invoice?order_version=v2");
}

TEST(EncodeRead, LeavesOrderVersionOutWhenItIsEmpty) {
  auto options = shop();
  options.order_version = "";
  EXPECT_EQ(path_of(encode_get(options, order_no)), "/orders/202604270000001");
  EXPECT_EQ(path_of(encode_list(options, {})), "/orders?offset=1&limit=25");
}

TEST(EncodeRead, AllowsLongAnswersWhereManyOrdersAreAskedFor) {
  const std::vector orders{order_no};
  EXPECT_EQ(encode_list(shop(), {}).max_body_bytes, 8U * 1024 * 1024);
  EXPECT_EQ(encode_prod_orders(shop(), orders).max_body_bytes, 8U * 1024 * 1024);
  EXPECT_EQ(encode_get(shop(), order_no).max_body_bytes, 1024U * 1024);
}

TEST(EncodeRead, SendsAnAffiliateOnlyWhenThereIsOne) {
  auto options = shop();
  options.affiliate = "partner-1";
  EXPECT_EQ(encode_get(options, order_no).headers.back(), (http::Header{"ACCESS-AFFILIATE", "partner-1"}));
}

struct ListRow {
  std::string_view name;
  ListPage page;
  std::string_view query;
};

const ListRow list_rows[] = {
    {"nothing said", {}, "offset=1&limit=25"},
    {"another page", {.page = 7, .limit = 100}, "offset=7&limit=100"},
    {"status", {.filter_name = "status", .filter_value = "STANDBY"}, "offset=1&limit=25&status=STANDBY"},
    {"a filter without value", {.filter_name = "status"}, "offset=1&limit=25"},
    {"type and member", {.type = "npay", .member = "m1"}, "offset=1&limit=25&type=npay&member=m1"},
    {"times",
     {.from = 1'767'225'600, .to = 1'774'915'200},
     "offset=1&limit=25&order_date_from=1767225600&order_date_to=1774915200"},
    {"the year 1970", {.from = 0}, "offset=1&limit=25&order_date_from=0"},
    {"what would end a value",
     {.member = "a&b=c#d?e/f+g h%i\r\n한"},
     "offset=1&limit=25&member=a%26b%3Dc%23d%3Fe%2Ff%2Bg%20h%25i%0D%0A%ED%95%9C"},
    {"what RFC 3986 leaves alone", {.member = "azAZ09-._~"}, "offset=1&limit=25&member=azAZ09-._~"},
};

TEST(EncodeList, WritesWhatRestrictsTheList) {
  for (const auto& row : list_rows)
    EXPECT_EQ(path_of(encode_list(shop(), row.page)), "/orders?" + std::string{row.query} + "&order_version=v2") << row.name;
}

}  // namespace
}  // namespace imweb::wire

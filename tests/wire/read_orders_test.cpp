// Orders, pages and invoices in every shape of data.
#include "wire/read_orders.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/json.hpp>

#include "support/order_answers.hpp"

namespace imweb::wire {
namespace {

using nlohmann::json;
using support::answer;

const OrderNo asked{"202604270000001"};

/// The value in `read` by `show`, or what is wrong.
template <class Value, class Show>
std::string shown(const std::variant<Value, Mismatch>& read, Show show) {
  const auto* mismatch = std::get_if<Mismatch>(&read);
  return mismatch ? mismatch->what : show(std::get<Value>(read));
}

std::string order(std::string_view data) {
  return shown(read_order(Document::parse(answer(data)), asked), [](const Order& one) { return to_string(one); });
}

std::string page(std::string_view data) {
  return shown(read_order_page(Document::parse(answer(data))), [](const OrderPage& one) {
    std::string text;
    for (const auto& listed : one.orders) text += listed.order_no.str() + " ";
    for (const auto& number : {one.data_count, one.current_page, one.total_page, one.pagesize})
      text += number ? std::to_string(*number) + "," : "-,";
    return text;
  });
}

std::string invoice(std::string_view data) {
  return shown(read_invoice(Document::parse(answer(data))),
               [](const Invoice& one) { return one.parcel_code + "/" + one.invoice_no + "/" + one.status; });
}

struct Row {
  std::string_view name;
  std::string_view data;
  std::string_view expected;
};

const Row order_rows[] = {
    {"object", R"({"order_no":"202604270000001"})", "order 202604270000001"},
    {"number as a number", R"({"order_no":202604270000001})", "order 202604270000001"},
    {"list of one", R"([{"order_no":"202604270000001"}])", "order 202604270000001"},
    {"data.list of one", R"({"list":[{"order_no":"202604270000001"}]})", "order 202604270000001"},
    {"map by number", R"({"202604270000001":{"order_no":"202604270000001"}})", "order 202604270000001"},
    {"another", R"({"order_no":"202604270000002"})", "data.order_no is not the number that was asked for"},
    {"another in a list", R"({"list":[{"order_no":"202604270000002"}]})",
     "data.list[0].order_no is not the number that was asked for"},
    {"two", R"([{"order_no":"202604270000001"},{"order_no":"202604270000001"}])", "data is a list of several"},
    {"no number", R"({"order_code":"o1"})", "data.order_no is missing"},
    {"null for a number", R"({"order_no":null})", "data.order_no is missing"},
    {"empty object", "{}", "data.order_no is missing"},
    {"empty list", "[]", "data holds no order"},
    {"empty data.list", R"({"list":[]})", "data holds no order"},
    {"null", "null", "data holds no order"},
    {"text", R"("202604270000001")", "data is no object"},
};

TEST(ReadOrders, ReadsTheOrderThatWasAskedForOnly) {
  for (const auto& [name, data, expected] : order_rows) EXPECT_EQ(order(data), expected) << name;
  EXPECT_TRUE(std::holds_alternative<Mismatch>(read_order(Document::parse(R"({"code":200})"), asked)));
}

const Row page_rows[] = {
    {"page",
     R"({"list":[{"order_no":"a1"},{"order_no":"a2"}],"pagenation":{"data_count":"27","current_page":2,"total_page":"2","pagesize":25}})",
     "a1 a2 27,2,2,25,"},
    {"spelt right", R"({"list":[],"pagination":{"data_count":0}})", "0,-,-,-,"},
    {"broken pagenation",
     R"({"list":[{"order_no":"a1"}],"pagenation":{"data_count":"many","current_page":-1,"total_page":{},"pagesize":1.5}})",
     "a1 -,-,-,-,"},
    {"pagenation of another type", R"({"list":[{"order_no":"a1"}],"pagenation":[1]})", "a1 -,-,-,-,"},
    {"pagenation alone", R"({"pagenation":{"data_count":3}})", "3,-,-,-,"},
    {"bare list", R"([{"order_no":"a1"}])", "a1 -,-,-,-,"},
    {"bare map", R"({"0":{"order_no":"a1"},"5":{"order_no":"a2"}})", "a1 a2 -,-,-,-,"},
    {"list as a map", R"({"list":{"1":{"order_no":"a1"}}})", "a1 -,-,-,-,"},
    {"empty list", R"({"list":[]})", "-,-,-,-,"},
    {"null list", R"({"list":null})", "-,-,-,-,"},
    {"empty", "[]", "-,-,-,-,"},
    {"empty object", "{}", "-,-,-,-,"},
    {"null", "null", "-,-,-,-,"},
    {"one order without a list", R"({"order_no":"a1"})", "data.list is missing"},
    {"order without number", R"({"list":[{"order_no":"a1"},{}]})", "data.list[1].order_no is missing"},
    {"null for an order", R"({"list":[null]})", "data.list[0].order_no is missing"},
    {"text for a list", R"({"list":"none"})", "data.list is no list"},
    {"wrong in an order", R"({"list":[{"order_no":"a1","payment":{"total_price":"free"}}]})",
     "data.list[0].payment.total_price is neither a number nor a numeric text, of at most 64 bits and 18 decimals"},
    {"text", R"("none")", "data is no list"},
};

TEST(ReadOrders, ReadsPages) {
  for (const auto& [name, data, expected] : page_rows) EXPECT_EQ(page(data), expected) << name;
  EXPECT_EQ(std::get<OrderPage>(read_order_page(Document::parse(R"({"code":200})"))), OrderPage{});
}

const Row invoice_rows[] = {
    {"object", R"({"parcel_code":"CJ","invoice_no":631245789012,"status":"DELIVERING"})", "CJ/631245789012/DELIVERING"},
    {"list of one", R"([{"parcel_code":"CJ"}])", "CJ//"},
    {"without values", R"({"parcel_code":null,"invoice_no":""})", "//"},
    {"nothing", "[]", "//"},
    {"text", R"("CJ")", "data is no object"},
    {"wrong type", R"({"invoice_no":{"a":1}})", "data.invoice_no is no text"},
};

TEST(ReadOrders, ReadsInvoices) {
  for (const auto& [name, data, expected] : invoice_rows) EXPECT_EQ(invoice(data), expected) << name;
}

TEST(ReadOrders, ReadsWhatThisLibraryWrites) {
  const auto read = read_order(Document::parse(answer(support::full_order)), asked);
  EXPECT_EQ(json(std::get<Order>(read)), json::parse(support::full_order));
  const auto items = read_prod_orders(Document::parse(answer("[" + std::string{support::full_prod_order} + "]")), asked);
  EXPECT_EQ(json(std::get<std::vector<ProdOrder>>(items).at(0)), json::parse(support::full_prod_order));
  const auto shipped = read_invoice(Document::parse(answer(support::full_invoice)));
  EXPECT_EQ(json(std::get<Invoice>(shipped)), json::parse(support::full_invoice));
}

/// An order as PHP may write it: numbers as texts, [] for empty maps, 0 for no time, maps for lists, members missing or null.
constexpr std::string_view odd_order = R"({
  "order_no": 202604270000001, "order_time": "1777248000", "complete_time": 0, "is_gift": false, "sale_channel_idx": 3,
  "channel_order_no": null, "device": [], "orderer": {"member_code": null, "name": "홍길동", "call": 1000000001},
  "delivery": {"address": [], "memo": null}, "cash_receipt": "",
  "payment": {"price_currency": "KRW", "total_price": "8900", "deliv_price": 3000.00, "point": "0", "coupon": null, "payment_time": ""},
  "form": {"1": {"title": "포장", "value": {"0": "리본", "2": "카드"}}, "3": {"title": "각인", "value": 7}},
  "use_issue_coupon_codes": {"1": "cp2"}, "gift_message": {"text": "축하", "count": 1.50}
})";

TEST(ReadOrders, ReadsAnOrderWithEveryOddityOfPhp) {
  const auto read = read_order(Document::parse(answer(odd_order)), asked);
  ASSERT_TRUE(std::holds_alternative<Order>(read)) << std::get<Mismatch>(read).what;

  const Money total{.amount = 8900, .currency = "KRW"}, deliv{.amount = 3000, .currency = "KRW"}, none{.currency = "KRW"};
  const Order expected{
      .order_no = asked,
      .order_time = std::chrono::sys_seconds{std::chrono::seconds{1777248000}},
      .is_gift = "false",
      .sale_channel_idx = "3",
      .orderer = {.name = "홍길동", .call = "1000000001"},
      .payment = {.price_currency = "KRW", .total_price = total, .deliv_price = deliv, .point = none},
      .form = {{.title = "포장", .value = std::vector<std::string>{"리본", "카드"}}, {.title = "각인", .value = "7"}},
      .use_issue_coupon_codes = {"cp2"},
      .unknown = {{{"gift_message", R"({"text":"축하","count":1.50})"}}},
  };
  EXPECT_EQ(std::get<Order>(read), expected);
}

}  // namespace
}  // namespace imweb::wire

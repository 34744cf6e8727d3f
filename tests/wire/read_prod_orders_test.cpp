// Item orders in every shape of data.
#include "wire/read_orders.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "support/order_answers.hpp"

namespace imweb::wire {
namespace {

using support::answer;

const OrderNo first{"202604270000001"};
const OrderNo second{"202604270000002"};

/// The numbers that were read, or what is wrong.
std::string numbers(const std::vector<ProdOrder>& prod_orders) {
  std::string text;
  for (const auto& one : prod_orders) text += (text.empty() ? "" : " ") + one.prod_order_no.str() + "=" + one.status.str();
  return text;
}

std::string of_one(std::string_view data) {
  const auto read = read_prod_orders(Document::parse(answer(data)), first);
  if (const auto* mismatch = std::get_if<Mismatch>(&read)) return mismatch->what;
  return numbers(std::get<std::vector<ProdOrder>>(read));
}

std::string of_two(std::string_view data) {
  const OrderNo asked[] = {second, first};
  const auto read = read_prod_orders_of(Document::parse(answer(data)), asked);
  if (const auto* mismatch = std::get_if<Mismatch>(&read)) return mismatch->what;
  const auto& orders = std::get<std::vector<ProdOrdersOf>>(read);
  EXPECT_EQ(orders.size(), 2U);
  EXPECT_EQ(orders.front().order_no, second);
  EXPECT_EQ(orders.back().order_no, first);
  return numbers(orders.front().prod_orders) + " | " + numbers(orders.back().prod_orders);
}

struct ItemReadRow {
  std::string_view name;
  std::string_view data;
  std::string_view expected;
};

const ItemReadRow rows_of_one[] = {
    {"list", R"([{"order_no":"202604270000001-001","status":"A"},{"order_no":"202604270000001-002","status":"B"}])",
     "202604270000001-001=A 202604270000001-002=B"},
    {"number without the form", R"([{"order_no":"x","status":"A"}])", "x=A"},
    {"number as a number", R"([{"order_no":77,"status":"A"}])", "77=A"},
    {"map by index", R"({"0":{"order_no":"202604270000001-001"},"2":{"order_no":"202604270000001-002"}})",
     "202604270000001-001= 202604270000001-002="},
    {"map by item", R"({"202604270000001-001":{"status":"A"},"202604270000001-002":{"order_no":"202604270000001-002"}})",
     "202604270000001-001=A 202604270000001-002="},
    {"map by order to a map", R"({"202604270000001":{"202604270000001-001":{"status":"A"}}})", "202604270000001-001=A"},
    {"map by order to a list", R"({"202604270000001":[{"order_no":"202604270000001-001","status":"A"}]})",
     "202604270000001-001=A"},
    {"list in list", R"([[{"order_no":"202604270000001-001","status":"A"}]])", "202604270000001-001=A"},
    {"list in data.list", R"({"list":[{"order_no":"202604270000001-001","status":"A"}]})", "202604270000001-001=A"},
    {"one alone", R"({"order_no":"202604270000001-001","status":"A"})", "202604270000001-001=A"},
    {"order and item numbers", R"([{"order_no":"202604270000001","prod_order_no":"202604270000001-001","status":"A"}])",
     "202604270000001-001=A"},
    {"empty list", "[]", ""},
    {"empty map", "{}", ""},
    {"null", "null", ""},
    {"empty text", R"("")", ""},
    {"empty data.list", R"({"list":null})", ""},
    {"nothing under the order", R"({"202604270000001":[]})", ""},
    {"no number", R"([{"status":"A"}])", "data[0].order_no is missing"},
    {"no number, nor in the key", R"({"0":{"status":"A"}})", "data[0].order_no is missing"},
    {"empty entry", R"([{"order_no":"202604270000001-001"},{}])", "data[1] is no item order"},
    {"null entry", "[null]", "data[0] is no item order"},
    {"text entry", R"(["202604270000001-001"])", "data[0] is no list"},
    {"nothing under an item's number in an order", R"({"202604270000001":{"202604270000001-001":[]}})",
     "data[0][0] is no item order"},
    {"words", R"({"message":"none"})", "data is no list"},
    {"text", R"("none")", "data is no list"},
    {"true", "true", "data is no list"},
    {"another key than number", R"({"202604270000001-001":{"order_no":"202604270000001-002"}})",
     "data[0].order_no is not the number under which it stands"},
    {"doubled key", R"({"202604270000001-001":{"status":"A"},"202604270000001-001":{"status":"B"}})",
     "data has two members of the same name"},
    {"doubled field", R"([{"order_no":"1","status":"A","status":"B"}])", "data[0] says status twice"},
    {"another order's key", R"({"202604270000002":[{"order_no":"202604270000002-001"}]})",
     "data holds an item order of another order than was asked for"},
    {"another order in the item's own number", R"([{"order_no":"202604270000002-001"}])",
     "data holds an item order of another order than was asked for"},
    {"another order in the number under our order's", R"({"202604270000001":[{"order_no":"202604270000002-001"}]})",
     "data holds an item order of another order than was asked for"},
    {"another order in the number beside ours", R"([{"order_no":"202604270000001","prod_order_no":"202604270000002-001"}])",
     "data holds an item order of another order than was asked for"},
    {"a number that only looks like the form", R"([{"order_no":"20260427-001"}])", "20260427-001="},
    {"the same item twice", R"([{"order_no":"202604270000001-001","status":"A"},{"status":"A","order_no":"202604270000001-001"}])",
     "202604270000001-001=A"},
    {"the same item twice, once with its order",
     R"([{"order_no":"x","status":"A"},{"order_no":"202604270000001","prod_order_no":"x","status":"A"}])", "x=A"},
    {"the same item in a map and in a list of it",
     R"({"202604270000001-001":{"status":"A"},"0":[{"order_no":"202604270000001-001","status":"A"}]})", "202604270000001-001=A"},
    {"the same item twice, differently",
     R"([{"order_no":"202604270000001-001","status":"A"},{"order_no":"202604270000001-001","status":"B"}])",
     "data[1] contradicts another entry of the same item"},
    {"the same item twice, differently in what is unknown", R"({"list":[{"order_no":"x","a":1},{"order_no":"x","a":2}]})",
     "data.list[1] contradicts another entry of the same item"},
    {"map by order, items begin with a letter", R"({"202604270000001":{"P-001":{"status":"A"},"P-002":{"order_no":"P-002"}}})",
     "P-001=A P-002="},
    {"map by order, items of any kind",
     R"({"202604270000001":{"a":{"status":"A"},"-7":{"status":"B"},"1234567":{"status":"C"}}})", "a=A -7=B 1234567=C"},
    {"map by order, indexes", R"({"202604270000001":{"0":{"order_no":"P-001"},"2":{"order_no":"P-002"}}})", "P-001= P-002="},
    {"map by order, an index for a number", R"({"202604270000001":{"0":{"status":"A"}}})", "data[0][0].order_no is missing"},
    {"map by order, another key than number", R"({"202604270000001":{"P-001":{"order_no":"P-002"}}})",
     "data[0][0].order_no is not the number under which it stands"},
    {"map by order, no number for a key", R"({"202604270000001":{"P 001":{"status":"A"}}})",
     "data[0][0].order_no is no number of an item order"},
    {"map by order, doubled key", R"({"202604270000001":{"P-001":{"status":"A"},"P-001":{"status":"A"}}})",
     "data[0] has two members of the same name"},
    {"map by order, a text for an item", R"({"202604270000001":{"P-001":"A"}})", "data[0] is no list"},
    {"map by order, words", R"({"202604270000001":{"message":{"text":"none"}}})", "data[0][0] is no item order"},
    {"another order's number", R"([{"order_no":"202604270000002","prod_order_no":"202604270000002-001"}])",
     "data holds an item order of another order than was asked for"},
};

TEST(ReadProdOrders, ReadsThemInEveryShape) {
  for (const auto& [name, data, expected] : rows_of_one) EXPECT_EQ(of_one(data), expected) << name;
}

const ItemReadRow rows_of_two[] = {
    {"maps",
     R"({"202604270000001":{"202604270000001-001":{"status":"A"}},"202604270000002":{"202604270000002-001":{"status":"B"}}})",
     "202604270000002-001=B | 202604270000001-001=A"},
    {"lists", R"({"202604270000001":[{"order_no":"x","status":"A"}],"202604270000002":[{"order_no":"y","status":"B"}]})",
     "y=B | x=A"},
    {"flat list", R"([{"order_no":"202604270000001-001"},{"order_no":"202604270000002-001"},{"order_no":"202604270000001-002"}])",
     "202604270000002-001= | 202604270000001-001= 202604270000001-002="},
    {"flat map", R"({"202604270000001-001":{"status":"A"},"202604270000002-001":{"status":"B"}})",
     "202604270000002-001=B | 202604270000001-001=A"},
    {"order and item numbers", R"([{"order_no":"202604270000001","prod_order_no":"x"}])", " | x="},
    {"list of lists", R"([[{"order_no":"202604270000001-001"}],[{"order_no":"202604270000002-001"}]])",
     "202604270000002-001= | 202604270000001-001="},
    {"one missing", R"({"202604270000001":{"202604270000001-001":{"status":"A"}}})", " | 202604270000001-001=A"},
    {"one empty", R"({"202604270000002":[],"202604270000001":{"202604270000001-001":{"status":"A"}}})",
     " | 202604270000001-001=A"},
    {"none", "[]", " | "},
    {"empty map", "{}", " | "},
    {"null", "null", " | "},
    {"nobody asked for it", R"({"202604270000003":{"202604270000003-001":{"status":"A"}}})", " | "},
    {"nobody asked for it, in a list", R"([{"order_no":"202604270000003-001"}])", " | "},
    {"nobody asked for it, by its number", R"([{"order_no":"202604270000003","prod_order_no":"x"}])", " | "},
    {"belongs to no order", R"([{"order_no":"202604270000001-001"},{"order_no":"x"}])",
     "data holds an item order that belongs to no order that was asked for"},
    {"begins like an order", R"([{"order_no":"2026042700000012"}])",
     "data holds an item order that belongs to no order that was asked for"},
    {"stands under another order", R"({"202604270000002":[{"order_no":"202604270000001-001"}]})",
     "data holds an item order that stands under another order"},
    {"stands under our order, but its number names a third", R"({"202604270000002":[{"order_no":"202604270000003-001"}]})",
     "data holds an item order that stands under another order"},
    {"maps with item numbers that begin with a letter",
     R"({"202604270000001":{"P-001":{"status":"A"}},"202604270000002":{"Q-001":{"status":"B"}}})", "Q-001=B | P-001=A"},
    {"the same item twice",
     R"([{"order_no":"202604270000001-001"},{"order_no":"202604270000001","prod_order_no":"202604270000001-001"}])",
     " | 202604270000001-001="},
    {"the same item in two orders", R"({"202604270000001":{"P-001":{"status":"A"}},"202604270000002":{"P-001":{"status":"A"}}})",
     "data[1][0] contradicts another entry of the same item"},
    {"names another order", R"({"202604270000002":[{"order_no":"202604270000001","prod_order_no":"x"}]})",
     "data[0][0] stands under another order than it names"},
    {"no number", R"({"202604270000001":[{"status":"A"}]})", "data[0][0].order_no is missing"},
};

TEST(ReadProdOrders, GivesEachToItsOrder) {
  for (const auto& [name, data, expected] : rows_of_two) EXPECT_EQ(of_two(data), expected) << name;
}

TEST(ReadProdOrders, TakesMissingDataForNone) {
  const auto document = Document::parse(R"({"code":200})");
  EXPECT_EQ(std::get<std::vector<ProdOrder>>(read_prod_orders(document, first)), std::vector<ProdOrder>{});
  EXPECT_EQ(std::get<std::vector<ProdOrdersOf>>(read_prod_orders_of(document, std::span{&first, 1})),
            std::vector{ProdOrdersOf{.order_no = first}});
}

TEST(ReadProdOrders, NeverQuotesAKey) {
  EXPECT_EQ(of_one(R"({"202604270000009-001":{"items":{"010-1234":1}}})"), "data[0].items[0] is no object");
}

}  // namespace
}  // namespace imweb::wire

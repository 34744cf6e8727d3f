// Orders and item orders through imweb/json.hpp.
#include <imweb/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "support/order_answers.hpp"

namespace imweb {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <class Value>
Value read_back(std::string_view text) {
  return json::parse(text).get<Value>();
}

template <class Value>
std::string complaint_about(std::string_view text) {
  try {
    (void)read_back<Value>(text);
  } catch (const json::exception& error) {
    return error.what();
  }
  return {};
}

TEST(OrderJson, KeepsEveryFieldOfAnOrder) {
  const auto written = json::parse(support::full_order);
  const auto order = written.get<Order>();

  EXPECT_EQ(json(order), written);
  EXPECT_EQ(ordered_json(order).get<Order>(), order);
}

TEST(OrderJson, KeepsEveryFieldOfAnItemOrder) {
  const auto written = json::parse(support::full_prod_order);
  const auto prod_order = written.get<ProdOrder>();

  EXPECT_EQ(json(prod_order), written);
  EXPECT_EQ(ordered_json(prod_order).get<ProdOrder>(), prod_order);
}

TEST(OrderJson, KeepsAnInvoiceAndTheItemsOfAnOrder) {
  EXPECT_EQ(json(read_back<Invoice>(support::full_invoice)), json::parse(support::full_invoice));
  const ProdOrdersOf order{.order_no = OrderNo{"202604270000001"},
                           .prod_orders = {read_back<ProdOrder>(support::full_prod_order)}};
  EXPECT_EQ(json(order).get<ProdOrdersOf>(), order);
  EXPECT_EQ(json(ProdOrdersOf{.order_no = OrderNo{"202604270000001"}}).dump(), R"({"order_no":"202604270000001"})");
}

/// Stands for a value of any type, to try with how many of them a struct can be made.
struct Anything {
  template <class Value>
  operator Value() const {  // NOLINT(google-explicit-constructor): that is its use
    std::abort();           // never called
  }
};

template <class Struct, std::size_t... Index>
constexpr bool takes(std::index_sequence<Index...>) {
  return requires { Struct{((void)Index, Anything{})...}; };
}

template <class Struct, std::size_t Count = 1>
constexpr std::size_t count_members() {
  if constexpr (takes<Struct>(std::make_index_sequence<Count + 1>{})) {
    return count_members<Struct, Count + 1>();
  } else {
    return Count;
  }
}

template <class Struct>
void expect_a_full_table(std::string_view name) {
  constexpr std::size_t unknown = std::is_same_v<Struct, ProdOrdersOf> ? 0 : 1;
  const auto table = detail::json_members(detail::Tag<Struct>{});
  EXPECT_EQ(std::tuple_size_v<decltype(table)> + unknown, count_members<Struct>()) << name;

  Struct value = detail::blank(detail::Tag<Struct>{});
  std::set<std::string_view> names;
  std::set<const void*> members;
  detail::for_each_member(value, detail::Tag<Struct>{}, [&](const char* member_name, const auto& member) {
    names.insert(member_name);
    members.insert(&member);
  });
  EXPECT_EQ(names.size(), std::tuple_size_v<decltype(table)>) << name;
  EXPECT_EQ(members.size(), names.size()) << name;
}

TEST(OrderJson, ForgetsNoMemberOfAnyStruct) {
  expect_a_full_table<Device>("Device");
  expect_a_full_table<Orderer>("Orderer");
  expect_a_full_table<Address>("Address");
  expect_a_full_table<Delivery>("Delivery");
  expect_a_full_table<Payment>("Payment");
  expect_a_full_table<CashReceipt>("CashReceipt");
  expect_a_full_table<FormFile>("FormFile");
  expect_a_full_table<FormEntry>("FormEntry");
  expect_a_full_table<Order>("Order");
  expect_a_full_table<ItemPayment>("ItemPayment");
  expect_a_full_table<ItemDelivery>("ItemDelivery");
  expect_a_full_table<OptionPayment>("OptionPayment");
  expect_a_full_table<ItemOption>("ItemOption");
  expect_a_full_table<Item>("Item");
  expect_a_full_table<ProdOrder>("ProdOrder");
  expect_a_full_table<ProdOrdersOf>("ProdOrdersOf");
  expect_a_full_table<Invoice>("Invoice");
}

TEST(OrderJson, LeavesOutWhatIsEmpty) {
  const Order order{.order_no = OrderNo{"202604270000001"}};
  EXPECT_EQ(json(order).dump(), R"({"order_no":"202604270000001"})");
  EXPECT_EQ(json(order).get<Order>(), order);
}

TEST(OrderJson, TellsTheFormsOfAnAnswerApart) {
  const FormEntry answers[] = {{.value = "리본"}, {.value = std::vector<std::string>{}}, {.value = FormFile{}}, {.value = ""}};
  for (const auto& entry : answers) EXPECT_EQ(json(entry).get<FormEntry>(), entry) << json(entry);
}

struct AmountRow {
  std::string_view name;
  Money money;
  std::string_view text;
};

const AmountRow amount_rows[] = {
    {"won", {.amount = 11900}, "11900"},
    {"nothing", {.amount = 0}, "0"},
    {"back", {.amount = -3000}, "-3000"},
    {"dollars", {.amount = 125, .decimals = 1}, "12.5"},
    {"less than one", {.amount = -1, .decimals = 3}, "-0.001"},
    {"most", {.amount = INT64_MAX}, "9223372036854775807"},
    {"least", {.amount = INT64_MIN}, "-9223372036854775808"},
    {"more digits than a double has", {.amount = 1234567890123456789, .decimals = 2}, R"("12345678901234567.89")"},
    {"most decimals", {.amount = 123456789012345678, .decimals = 18}, R"("0.123456789012345678")"},
};

TEST(OrderJson, WritesAmountsExactly) {
  for (const auto& [name, money, text] : amount_rows) {
    const ItemPayment payment{.price = money};
    EXPECT_EQ(json(payment).dump(), std::string{R"({"price":)"}.append(text) + "}") << name;
    EXPECT_EQ(json::parse(json(payment).dump()).get<ItemPayment>(), payment) << name;
  }
}

TEST(OrderJson, GivesAmountsOfAPaymentItsCurrency) {
  const auto payment = read_back<Payment>(R"({"price_currency":"USD","total_price":12.50})");
  EXPECT_EQ(payment.total_price, (Money{.amount = 125, .decimals = 1, .currency = "USD"}));
  EXPECT_EQ(read_back<ItemPayment>(R"({"price":12.50})").price, (Money{.amount = 125, .decimals = 1}));
}

struct WrongRow {
  std::string_view text;
  std::string_view complaint;
};

const WrongRow wrong_rows[] = {
    {R"([])", "must be an object"},
    {R"({})", "order_no is missing"},
    {R"({"order_no":202604270000001})", "order_no must be a string"},
    {R"({"order_no":"1","order_time":"1777248000"})", "order_time must be an integer"},
    {R"({"order_no":"1","order_time":1777248000.5})", "order_time must be an integer"},
    {R"({"order_no":"1","order_time":0})", "order_time must be seconds"},
    {R"({"order_no":"1","order_time":1777248000000})", "order_time must be seconds"},
    {R"({"order_no":"1","order_time":null})", "order_time must be an integer"},
    {R"({"order_no":"1","is_gift":false})", "is_gift must be a string"},
    {R"({"order_no":"1","orderer":[]})", "orderer must be an object"},
    {R"({"order_no":"1","form":{"0":{}}})", "form must be an array"},
    {R"({"order_no":"1","form":[{"value":1}]})", "value must be a string"},
    {R"({"order_no":"1","form":[{"value":{"size":"12"}}]})", "size must be an integer"},
    {R"({"order_no":"1","payment":{"point":true}})", "point must be an amount"},
    {R"({"order_no":"1","payment":{"point":"1,000"}})", "point must be an amount"},
    {R"({"order_no":"1","payment":{"point":1e300}})", "point must be an amount"},
    {R"({"order_no":"1","payment":{"point":9223372036854775808}})", "point must be an amount"},
};

TEST(OrderJson, RefusesWhatIsOfAnotherTypeAndNamesTheField) {
  for (const auto& [text, complaint] : wrong_rows)
    EXPECT_NE(complaint_about<Order>(text).find(complaint), std::string::npos) << text << ": " << complaint_about<Order>(text);
}

TEST(OrderJson, KeepsForeignFieldsInTheObjectInWhichTheyStand) {
  const auto text = R"({"order_no":"1","z":{"b":[1,2.5,null],"a":"\"\n"},"payment":{"c":true},"a":[]})";
  const auto order = ordered_json::parse(text).get<Order>();

  const UnknownFields expected{{{"z", R"({"b":[1,2.5,null],"a":"\"\n"})"}, {"a", "[]"}}};
  EXPECT_EQ(order.unknown, expected);
  EXPECT_EQ(order.payment.unknown, (UnknownFields{{{"c", "true"}}}));
  EXPECT_EQ(ordered_json(order).get<Order>(), order);
  EXPECT_EQ(json(order), json::parse(text));
}

TEST(OrderJson, LetsNoForeignFieldReplaceAKnownOne) {
  const Order order{.order_no = OrderNo{"1"}, .unknown = {{{"order_no", "2"}}}};
  EXPECT_EQ(json(order).dump(), R"({"order_no":"1"})");
}

TEST(OrderJson, RefusesAForeignFieldThatHoldsNoJson) {
  const Order order{.order_no = OrderNo{"1"}, .unknown = {{{"a", "{"}}}};
  EXPECT_THROW((void)json(order), json::parse_error);
}

}  // namespace
}  // namespace imweb

// Any bytes as what imweb shows of orders: they are refused with the place of what is wrong and nothing else of them, or they are orders
// that survive writing and reading.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <imweb/json.hpp>

#include "fuzz.hpp"
#include "problems.hpp"
#include "wire/envelope.hpp"
#include "wire/read_orders.hpp"

namespace {

using namespace imweb;
using imweb::detail::Tag;
using imweb::fuzz::require;
using imweb::wire::Document;
using imweb::wire::Mismatch;

const OrderNo asked[] = {OrderNo{"202604270000001"}, OrderNo{"202604270000002"}, OrderNo{"1"}};

template <class... Structs>
bool is_member_of(Tag<std::tuple<Structs...>>, std::string_view name) {
  return (detail::is_member(Tag<Structs>{}, name) || ...);
}

/// What a message may name: a member of a struct, or of what stands around them.
bool is_name(std::string_view name) {
  using Read = std::tuple<Device, Orderer, Address, Delivery, Payment, CashReceipt, FormFile, FormEntry, Order, ItemPayment,
                          ItemDelivery, OptionPayment, ItemOption, Item, ProdOrder, Invoice>;
  return name == "list" || name == "prod_order_no" || is_member_of(Tag<Read>{}, name);
}

// The same without unknown members: nlohmann/json sorts the members of what stands in them, and rounds its numbers.
void forget_unknown(auto&) {}
template <class Value>
void forget_unknown(std::optional<Value>& value);
template <class Value>
void forget_unknown(std::vector<Value>& list);
void forget_unknown(FormValue& value);
template <detail::OrderStruct Struct>
void forget_unknown(Struct& value) {
  if constexpr (requires { value.unknown; }) value.unknown = {};
  detail::for_each_member(value, Tag<Struct>{}, [](const char*, auto& member) { forget_unknown(member); });
}
template <class Value>
void forget_unknown(std::optional<Value>& value) {
  if (value) forget_unknown(*value);
}
template <class Value>
void forget_unknown(std::vector<Value>& list) {
  for (auto& value : list) forget_unknown(value);
}
void forget_unknown(FormValue& value) {
  if (auto* file = std::get_if<FormFile>(&value)) forget_unknown(*file);
}

template <class Json, class Value>
void expect_a_round_trip(Value value) {
  const Json written(value);
  auto again = written.template get<Value>();
  require(Json(again) == written, "what is read again is written the same way");
  require(Json(again).template get<Value>() == again, "what was written once survives whole");
  forget_unknown(value);
  forget_unknown(again);
  require(again == value, "a value survives its JSON");
}

void expect_round_trips(const auto& value) {
  expect_a_round_trip<nlohmann::json>(value);
  expect_a_round_trip<nlohmann::ordered_json>(value);
}
template <class Value>
void expect_round_trips(const std::vector<Value>& values) {
  for (const auto& value : values) expect_round_trips(value);
}
void expect_round_trips(const wire::OrderPage& page) { expect_round_trips(page.orders); }

template <class Value>
void expect_value_or_place(const std::variant<Value, Mismatch>& read) {
  if (const auto* mismatch = std::get_if<Mismatch>(&read)) {
    require(fuzz::is_harmless_mismatch(mismatch->what, is_name), mismatch->what);
  } else {
    expect_round_trips(std::get<Value>(read));
  }
}

void read(const std::string& body) {
  const auto document = Document::parse(body, wire::max_values_of_reads);
  require(fuzz::is_harmless(document.problem(), body.size()), "a problem shows nothing of the body");
  const auto envelope = wire::read_envelope(document);
  if (envelope.form != http::Envelope::Form::valid || envelope.code != 200) return;
  const auto order = wire::read_order(document, asked[0]);
  expect_value_or_place(order);
  if (const auto* one = std::get_if<Order>(&order)) require(one->order_no == asked[0], "an order is the one that was asked for");
  expect_value_or_place(wire::read_order_page(document));
  expect_value_or_place(wire::read_prod_orders(document, asked[0]));
  expect_value_or_place(wire::read_prod_orders_of(document, asked));
  expect_value_or_place(wire::read_invoice(document));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body{imweb::fuzz::text_of(data, size)};
  read(body);
  read(R"({"msg":"SUCCESS","code":200,"data":)" + body + "}");
  read(R"({"code":200,"data":{"list":)" + body + "}}");
  read(R"({"code":200,"data":[{"order_no":"202604270000001","payment":)" + body + R"(,"form":)" + body + R"(,"items":)" + body +
       "}]}");
  return 0;
}

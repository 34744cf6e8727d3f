// Orders and item orders as JSON and back, by their tables of members. Templates over nlohmann's types, which json.hpp alone includes.
//
// What is empty is left out, and what is left out is empty; only the numbers of orders must be there. Unknown members stand among the known
// ones, as they came. Times are whole seconds of unix time. Amounts are numbers, or texts ("0.12345678901234567") where a floating-point
// number would not keep each digit; those of a payment take their currency from its `price_currency`.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/json/order_members.hpp>
#include <imweb/json/strict.hpp>
#include <imweb/json/tag.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/status.hpp>

namespace imweb::inline v0::detail {

template <class Value>
concept OrderWord = is_one_of<Value, std::tuple<Status, ClaimStatus, ClaimType>>;

// Writing: each overload replaces what `json` holds.
template <class Value>
void write(Tag<Value>, auto& json, const Value& value) {
  json = value;
}
template <class Word>
  requires OrderWord<Word> || std::is_same_v<Word, OrderNo> || std::is_same_v<Word, ProdOrderNo>
void write(Tag<Word>, auto& json, const Word& word) { json = word.str(); }
void write(Tag<std::chrono::sys_seconds>, auto& json, std::chrono::sys_seconds moment) {
  json = std::int64_t{moment.time_since_epoch().count()};
}
template <class Json>
void write(Tag<Money>, Json& json, const Money& money) {
  const Money amount{.amount = money.amount, .decimals = money.decimals};
  if (amount.decimals == 0) return void(json = amount.amount);
  const std::string text = to_string(amount);
  json = Json::parse(text);
  if (parse_money(json.dump()) != amount) json = text;
}
void write(Tag<FormValue>, auto& json, const FormValue& value) {
  std::visit([&json]<class One>(const One& one) { write(Tag<One>{}, json, one); }, value);
}
template <class Element>
void write(Tag<std::vector<Element>>, auto& json, const std::vector<Element>& list) {
  json = std::remove_reference_t<decltype(json)>::array();
  for (const auto& element : list) {
    json.push_back(nullptr);
    write(Tag<Element>{}, json.back(), element);
  }
}
template <class Value>
void write(Tag<std::optional<Value>>, auto& json, const std::optional<Value>& value) {
  write(Tag<Value>{}, json, *value);
}

template <class Member>
bool is_left_out(const Member& member) {
  if constexpr (std::is_default_constructible_v<Member>) {
    return member == Member{};
  } else if constexpr (OrderWord<Member>) {
    return member.str().empty();
  } else {
    return false;
  }
}

template <OrderStruct Struct>
void write(Tag<Struct> tag, auto& json, const Struct& value) {
  json = std::remove_reference_t<decltype(json)>::object();
  for_each_member(value, tag, [&json]<class Member>(const char* name, const Member& member) {
    if (!is_left_out(member)) write(Tag<Member>{}, json[name], member);
  });
  if constexpr (requires { value.unknown; })
    for (const auto& field : value.unknown.all)
      if (!json.contains(field.name)) json[field.name] = std::remove_reference_t<decltype(json)>::parse(field.json);
}

// Reading
template <OrderWord Word>
Word read(Tag<Word>, const auto& value, std::string_view name) {
  return Word{read(Tag<std::string>{}, value, name)};
}

std::int64_t read(Tag<std::int64_t>, const auto& value, std::string_view name) {
  const auto number = value.is_number_integer() ? parse_money(value.dump()) : std::nullopt;
  if (!number) refuse(value, name, "must be an integer of 64 bits");
  return number->amount;
}

std::chrono::sys_seconds read(Tag<std::chrono::sys_seconds>, const auto& value, std::string_view name) {
  const std::chrono::seconds seconds{read(Tag<std::int64_t>{}, value, name)};
  if (seconds.count() < 1 || seconds.count() > latest_moment)
    refuse(value, name, "must be seconds of unix time up to the year 9999");
  return std::chrono::sys_seconds{seconds};
}

Money read(Tag<Money>, const auto& value, std::string_view name) {
  const bool is_amount = value.is_number() || value.is_string();
  auto money = is_amount ? parse_money(value.is_string() ? read(Tag<std::string>{}, value, name) : value.dump()) : std::nullopt;
  if (!money) refuse(value, name, "must be an amount: a number or a numeric text, of at most 64 bits and 18 decimals");
  return *std::move(money);
}

FormValue read(Tag<FormValue>, const auto& value, std::string_view name) {
  if (value.is_array()) return read(Tag<std::vector<std::string>>{}, value, name);
  if (value.is_object()) return read(Tag<FormFile>{}, value, name);
  return read(Tag<std::string>{}, value, name);
}

template <OrderStruct Struct>
Struct read(Tag<Struct> tag, const auto& value, std::string_view name) {
  if (!value.is_object()) refuse(value, name, std::string{"must be an object, but is "} + value.type_name());
  Struct read_value = blank(tag);
  for_each_member(read_value, tag, [&value]<class Member>(const char* field, Member& member) {
    const bool is_number = std::is_same_v<Member, OrderNo> || std::is_same_v<Member, ProdOrderNo>;
    if (is_number || value.contains(field)) member = take(Tag<Member>{}, value, field);
  });
  if constexpr (requires { read_value.unknown; })
    for (const auto& [field, other] : value.items())
      if (!is_member(tag, field)) read_value.unknown.all.push_back({.name = field, .json = other.dump()});
  settle(read_value);
  return read_value;
}

}  // namespace imweb::inline v0::detail

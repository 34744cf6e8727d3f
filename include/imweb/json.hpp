// Every payload, result, order and item order as JSON and back. Optional, and the only public header that includes nlohmann/json (3.11 or
// newer).
//
//     nlohmann::json line(action);                   // {"action":"send","invoice_no":"631245789012","parcel_code":"CJ"}
//     auto again = line.get<imweb::OrderAction>();   // again == action
//
// Names are the guide's. Reading is strict: it throws a nlohmann::json::exception whose text names the field when the JSON has another
// type, lacks a field or contradicts itself. Only std::optional members and etc_price may be missing (null is not missing); foreign fields are
// ignored.
// Orders and item orders are more lenient: what is empty is left out, and foreign fields are kept (json/order_json.hpp).
// Texts are kept as they are, and `process` judges them. Write json(value): json{value} makes an array.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <imweb/base/failure.hpp>
#include <imweb/json/action_members.hpp>
#include <imweb/json/claim_json.hpp>
#include <imweb/json/order_json.hpp>
#include <imweb/json/order_members.hpp>
#include <imweb/json/strict.hpp>
#include <imweb/json/tag.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

namespace imweb::inline v0 {
namespace detail {

using JsonStructs = std::tuple<OrderTarget, Shipment, DirectCollection, Collection, OrderAction, ItemAction,
                               OrderActionFailedProdOrder, OrderActionFailed, OrderActionResult, ProdOrderActionResult>;
template <class Value>
concept JsonText =
    is_one_of<Value, std::tuple<OrderNo, ProdOrderNo, ReasonCode, ParcelCode, DelivFeeMethod, WithholdReason, ResendMethod>>;
template <class Value>
concept JsonAction = is_one_of<Value, OrderAction> || is_one_of<Value, ItemAction>;
template <class Value>
concept JsonPayload = JsonText<Value> || JsonAction<Value> || is_one_of<Value, JsonStructs>;
template <class Value>
concept JsonValue = JsonPayload<Value> || OrderStruct<Value>;

// Writing: each overload adds to an object that is already there.
void put(auto& object, const char* name, const auto& member) { object[name] = member; }
template <class Member>
void put(auto& object, const char* name, const std::optional<Member>& member) {
  if (member) object[name] = *member;
}
void put(auto& object, const char*, const Collection& collection) {
  object["collect_type"] = collection.is_direct() ? "Y" : "N";
  if (const Shipment* shipment = collection.shipment()) {
    object["parcel_code"] = shipment->parcel_code;
    object["invoice_no"] = shipment->invoice_no;
  }
}
template <class Struct>
void put_members(auto& object, const Struct& value) {
  if constexpr (is_one_of<Struct, std::tuple<Collection, DirectCollection>>) return put(object, "", Collection{value});
  std::apply([&](const auto&... member) { (put(object, member.first, value.*member.second), ...); }, json_members(Tag<Struct>{}));
}

// Reading; strict.hpp has what is common.
template <JsonText Text>
Text read(Tag<Text>, const auto& value, std::string_view name) {
  return Text{read(Tag<std::string>{}, value, name)};
}

Collection take(Tag<Collection>, const auto& object, const char*) {
  const auto collect_type = take(Tag<std::string>{}, object, "collect_type");
  if (collect_type == "N") return read(Tag<Shipment>{}, object, {});
  if (collect_type != "Y") refuse(object, "collect_type", "must be Y or N");
  for (const char* field : {"parcel_code", "invoice_no"})
    if (object.contains(field)) refuse(object, field, "contradicts collect_type Y: direct collection has no parcel");
  return DirectCollection{};
}

template <JsonPayload Struct>
Struct read(Tag<Struct>, const auto& value, std::string_view) {
  if constexpr (JsonAction<Struct>)
    if (take(Tag<std::string>{}, value, "action") != json_name(Tag<Struct>{}))
      refuse(value, "action", std::string{"must be "}.append(json_name(Tag<Struct>{})));
  const auto build = [&value]<class... Members>(const std::pair<const char*, Members Struct::*>&... member) {
    return Struct{take(Tag<Members>{}, value, member.first)...};
  };
  return std::apply(build, json_members(Tag<Struct>{}));
}

Collection read(Tag<Collection> tag, const auto& value, std::string_view) { return take(tag, value, ""); }
DirectCollection read(Tag<DirectCollection>, const auto& value, std::string_view) {
  if (!take(Tag<Collection>{}, value, "").is_direct()) refuse(value, "collect_type", "must be Y for direct collection");
  return {};
}

template <class... Actions>
std::variant<Actions...> read(Tag<std::variant<Actions...>>, const auto& value, std::string_view) {
  const auto word = take(Tag<std::string>{}, value, "action");
  std::optional<std::variant<Actions...>> action;
  std::string words;
  ((word == json_name(Tag<Actions>{}) ? void(action = read(Tag<Actions>{}, value, word))
                                      : void(words.append(words.empty() ? "" : ", ").append(json_name(Tag<Actions>{})))),
   ...);
  if (!action) refuse(value, "action", "is none of " + words);
  return *std::move(action);
}
ItemAction read(Tag<ItemAction>, const auto& value, std::string_view name) {
  // "send" is two actions here: without an invoice it is SendItem.
  const bool has_invoice = value.contains("parcel_code") || value.contains("invoice_no");
  if (has_invoice && take(Tag<std::string>{}, value, "action") == "send") return read(Tag<Send>{}, value, name);
  using Others = std::variant<Deposit, Place, SendItem, Complete, SetInvoice>;
  return std::visit([](auto&& one) -> ItemAction { return std::forward<decltype(one)>(one); }, read(Tag<Others>{}, value, name));
}

}  // namespace detail

/// Writes a payload or a result. Errors: none of its own. dump() throws on text that is not UTF-8: pass an error handler in logs.
template <detail::JsonValue Value>
void to_json(auto& json, const Value& value) {
  if constexpr (detail::JsonText<Value>) {
    json = value.str();
  } else if constexpr (detail::OrderStruct<Value>) {
    std::remove_reference_t<decltype(json)> written;  // a foreign field may throw, and what a constructor has begun would leak
    detail::write(detail::Tag<Value>{}, written, value);
    json = std::move(written);
  } else {
    json = std::remove_reference_t<decltype(json)>::object();
    if constexpr (detail::JsonAction<Value>) json["action"] = detail::json_name(detail::Tag<Value>{});
    detail::put_members(json, value);
  }
}
void to_json(auto& json, const OrderAction& action) {
  std::visit([&json](const auto& one) { imweb::to_json(json, one); }, action);
}
void to_json(auto& json, const ItemAction& action) {
  std::visit([&json](const auto& one) { imweb::to_json(json, one); }, action);
}

/// Reads a payload or a result. Throws nlohmann::json::type_error or out_of_range, both of them nlohmann::json::exception.
template <detail::JsonValue Value>
void from_json(const auto& json, Value& value) {
  value = detail::read(detail::Tag<Value>{}, json, detail::json_name(detail::Tag<Value>{}));
}

/// Writes a failure for logs; there is no way back. `code` and `retry_after_ms` are left out when the failure has none.
void to_json(auto& json, const Failure& failure) {
  json = {{"kind", to_string(failure.kind())},
          {"effect", to_string(failure.effect())},
          {"message", failure.message()},
          {"http_status", failure.http_status()},
          {"attempts", failure.attempts()}};
  detail::put(json, "code", failure.code());
  if (const auto wait = failure.retry_after()) json["retry_after_ms"] = wait->count();
}

/// How nlohmann/json reaches the functions above, also for types without a default constructor.
template <class Value>
struct JsonSerializer {
  static void to_json(auto& json, const Value& value) { imweb::to_json(json, value); }
  static void from_json(const auto& json, Value& value) { imweb::from_json(json, value); }
  static Value from_json(const auto& json) {
    return detail::read(detail::Tag<Value>{}, json, detail::json_name(detail::Tag<Value>{}));
  }
};

}  // namespace imweb::inline v0

template <imweb::detail::JsonValue Value>
struct nlohmann::adl_serializer<Value, void> : imweb::JsonSerializer<Value> {};

/// By name, so that it wins over a serializer that a program may have for every std::variant.
template <>
struct nlohmann::adl_serializer<imweb::OrderAction, void> : imweb::JsonSerializer<imweb::OrderAction> {};
template <>
struct nlohmann::adl_serializer<imweb::ItemAction, void> : imweb::JsonSerializer<imweb::ItemAction> {};

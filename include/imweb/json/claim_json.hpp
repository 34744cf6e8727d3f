// The parts of claims that JSON writes otherwise than C++ does: amounts by item, points, how goods go out again.
//
//     {"action":"cancel/accept","etc_price":[{"prod_order_no":"…-001","price":3000}],"refund_point":[],"claim_memo":"…"}
//
// `refund_point` is always said, [] for NoPointRefund; `etc_price` is left out where it is empty. Amounts are written as in orders, without
// their currency. Templates over nlohmann's types, which json.hpp alone includes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <imweb/json/order_json.hpp>
#include <imweb/json/strict.hpp>
#include <imweb/json/tag.hpp>
#include <imweb/orders/claims.hpp>

namespace imweb::inline v0::detail {

/// The guide calls the points of an item `price` in cancel/accept, `point` in return/return_done.
const char* point_name(const auto& action) {
  const auto word = action.find("action");
  return word != action.end() && *word == "cancel/accept" ? "price" : "point";
}

// Writing: each overload adds to an object that is already there.
void put(auto& object, const char* name, const std::optional<Money>& money) {
  if (money) write(Tag<Money>{}, object[name], *money);
}

template <class Item>
auto& append_item(auto& list, const Item& item) {
  list.push_back(std::remove_reference_t<decltype(list)>::object());
  list.back()["prod_order_no"] = item.prod_order_no.str();
  return list.back();
}

void put(auto& object, const char* name, const std::vector<ItemPrice>& items) {
  for (const auto& item : items) write(Tag<Money>{}, append_item(object[name], item)["price"], item.price);
}

void put(auto& object, const char* name, const RefundPoint& points) {
  const char* point = point_name(object);
  auto& list = object[name] = std::remove_reference_t<decltype(object)>::array();
  if (!points.items()) return;
  for (const auto& item : *points.items()) write(Tag<Money>{}, append_item(list, item)[point], item.point);
}

void put(auto& object, const char*, const Redelivery& delivery) {
  object["method"] = delivery.method().str();
  if (const Shipment* shipment = delivery.shipment()) {
    object["parcel_code"] = shipment->parcel_code.str();
    object["invoice_no"] = shipment->invoice_no;
  }
}

// Reading
template <class Item>
std::vector<Item> take_items(const auto& object, const char* name, const char* amount) {
  const auto& list = at(object, name);
  if (!list.is_array()) refuse(list, name, std::string{"must be an array, but is "} + list.type_name());
  std::vector<Item> items;
  for (const auto& one : list) items.push_back({take(Tag<ProdOrderNo>{}, one, "prod_order_no"), take(Tag<Money>{}, one, amount)});
  return items;
}

std::vector<ItemPrice> take(Tag<std::vector<ItemPrice>>, const auto& object, const char* name) {
  return object.contains(name) ? take_items<ItemPrice>(object, name, "price") : std::vector<ItemPrice>{};
}

RefundPoint take(Tag<RefundPoint>, const auto& object, const char* name) {
  auto items = take_items<ItemPoint>(object, name, point_name(object));
  if (items.empty()) return NoPointRefund{};
  return items;
}

Redelivery take(Tag<Redelivery>, const auto& object, const char*) {
  auto method = take(Tag<std::string>{}, object, "method");
  if (method == "DELIVERY") return read(Tag<Shipment>{}, object, {});
  for (const char* field : {"parcel_code", "invoice_no"})
    if (object.contains(field)) refuse(object, field, "contradicts method: only DELIVERY has a parcel");
  return ResendMethod{std::move(method)};
}

}  // namespace imweb::inline v0::detail

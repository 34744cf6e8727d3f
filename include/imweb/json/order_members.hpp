// The names of orders and item orders in JSON, and of their members: one table, read by json.hpp and by the library itself. Every struct
// has besides an `unknown`, which holds the members that are not in its table.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <imweb/json/tag.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/prod_order.hpp>

namespace imweb::inline v0::detail {

constexpr auto json_members(Tag<Device>) {
  return std::make_tuple(std::pair{"type", &Device::type}, std::pair{"app", &Device::app},
                         std::pair{"device_code", &Device::device_code});
}
constexpr auto json_members(Tag<Orderer>) {
  return std::make_tuple(std::pair{"member_code", &Orderer::member_code}, std::pair{"name", &Orderer::name},
                         std::pair{"email", &Orderer::email}, std::pair{"call", &Orderer::call},
                         std::pair{"call2", &Orderer::call2});
}
constexpr auto json_members(Tag<Address>) {
  return std::make_tuple(std::pair{"name", &Address::name}, std::pair{"phone", &Address::phone},
                         std::pair{"phone2", &Address::phone2}, std::pair{"postcode", &Address::postcode},
                         std::pair{"address", &Address::address}, std::pair{"address_detail", &Address::address_detail},
                         std::pair{"address_street", &Address::address_street},
                         std::pair{"address_building", &Address::address_building},
                         std::pair{"address_city", &Address::address_city}, std::pair{"address_state", &Address::address_state},
                         std::pair{"logistics_type", &Address::logistics_type});
}
constexpr auto json_members(Tag<Delivery>) {
  return std::make_tuple(std::pair{"country", &Delivery::country}, std::pair{"country_text", &Delivery::country_text},
                         std::pair{"address", &Delivery::address}, std::pair{"memo", &Delivery::memo},
                         std::pair{"unipass_number", &Delivery::unipass_number});
}
constexpr auto json_members(Tag<Payment>) {
  return std::make_tuple(std::pair{"pay_type", &Payment::pay_type}, std::pair{"pg_type", &Payment::pg_type},
                         std::pair{"deliv_type", &Payment::deliv_type}, std::pair{"deliv_pay_type", &Payment::deliv_pay_type},
                         std::pair{"price_currency", &Payment::price_currency}, std::pair{"total_price", &Payment::total_price},
                         std::pair{"deliv_price", &Payment::deliv_price}, std::pair{"island_price", &Payment::island_price},
                         std::pair{"price_sale", &Payment::price_sale}, std::pair{"point", &Payment::point},
                         std::pair{"coupon", &Payment::coupon}, std::pair{"membership_discount", &Payment::membership_discount},
                         std::pair{"period_discount", &Payment::period_discount},
                         std::pair{"price_tax_free", &Payment::price_tax_free},
                         std::pair{"payment_amount", &Payment::payment_amount}, std::pair{"payment_time", &Payment::payment_time});
}
constexpr auto json_members(Tag<CashReceipt>) {
  return std::make_tuple(std::pair{"request", &CashReceipt::request}, std::pair{"type", &CashReceipt::type},
                         std::pair{"value", &CashReceipt::value}, std::pair{"status", &CashReceipt::status},
                         std::pair{"complete_date", &CashReceipt::complete_date});
}
constexpr auto json_members(Tag<FormFile>) {
  return std::make_tuple(std::pair{"name", &FormFile::name}, std::pair{"url", &FormFile::url}, std::pair{"size", &FormFile::size});
}
constexpr auto json_members(Tag<FormEntry>) {
  return std::make_tuple(std::pair{"type", &FormEntry::type}, std::pair{"title", &FormEntry::title},
                         std::pair{"desc", &FormEntry::desc}, std::pair{"value", &FormEntry::value},
                         std::pair{"form_config_value", &FormEntry::form_config_value});
}
constexpr auto json_members(Tag<Order>) {
  return std::make_tuple(std::pair{"order_no", &Order::order_no}, std::pair{"order_code", &Order::order_code},
                         std::pair{"order_time", &Order::order_time}, std::pair{"order_type", &Order::order_type},
                         std::pair{"is_gift", &Order::is_gift}, std::pair{"sale_channel_idx", &Order::sale_channel_idx},
                         std::pair{"channel_order_no", &Order::channel_order_no}, std::pair{"device", &Order::device},
                         std::pair{"complete_time", &Order::complete_time}, std::pair{"orderer", &Order::orderer},
                         std::pair{"delivery", &Order::delivery}, std::pair{"payment", &Order::payment},
                         std::pair{"cash_receipt", &Order::cash_receipt}, std::pair{"form", &Order::form},
                         std::pair{"use_issue_coupon_codes", &Order::use_issue_coupon_codes});
}
constexpr auto json_members(Tag<ItemPayment>) {
  return std::make_tuple(std::pair{"count", &ItemPayment::count}, std::pair{"price", &ItemPayment::price},
                         std::pair{"price_tax_free", &ItemPayment::price_tax_free},
                         std::pair{"deliv_price_tax_free", &ItemPayment::deliv_price_tax_free},
                         std::pair{"deliv_price", &ItemPayment::deliv_price},
                         std::pair{"island_price", &ItemPayment::island_price}, std::pair{"price_sale", &ItemPayment::price_sale},
                         std::pair{"point", &ItemPayment::point}, std::pair{"coupon", &ItemPayment::coupon},
                         std::pair{"membership_discount", &ItemPayment::membership_discount},
                         std::pair{"period_discount", &ItemPayment::period_discount});
}
constexpr auto json_members(Tag<ItemDelivery>) {
  return std::make_tuple(std::pair{"deliv_code", &ItemDelivery::deliv_code},
                         std::pair{"deliv_price_mix", &ItemDelivery::deliv_price_mix},
                         std::pair{"deliv_group_code", &ItemDelivery::deliv_group_code},
                         std::pair{"deliv_type", &ItemDelivery::deliv_type},
                         std::pair{"deliv_pay_type", &ItemDelivery::deliv_pay_type},
                         std::pair{"deliv_price_type", &ItemDelivery::deliv_price_type});
}
constexpr auto json_members(Tag<OptionPayment>) {
  return std::make_tuple(std::pair{"price", &OptionPayment::price}, std::pair{"count", &OptionPayment::count},
                         std::pair{"deliv_price", &OptionPayment::deliv_price},
                         std::pair{"island_price", &OptionPayment::island_price});
}
constexpr auto json_members(Tag<ItemOption>) {
  return std::make_tuple(
      std::pair{"no", &ItemOption::no}, std::pair{"type", &ItemOption::type}, std::pair{"is_mix", &ItemOption::is_mix},
      std::pair{"option_detail_code", &ItemOption::option_detail_code}, std::pair{"stock_sku_no", &ItemOption::stock_sku_no},
      std::pair{"option_code_list", &ItemOption::option_code_list}, std::pair{"option_name_list", &ItemOption::option_name_list},
      std::pair{"value_code_list", &ItemOption::value_code_list}, std::pair{"value_name_list", &ItemOption::value_name_list},
      std::pair{"option_data", &ItemOption::option_data}, std::pair{"payment", &ItemOption::payment});
}
constexpr auto json_members(Tag<Item>) {
  return std::make_tuple(std::pair{"no", &Item::no}, std::pair{"prod_no", &Item::prod_no},
                         std::pair{"prod_name", &Item::prod_name}, std::pair{"prod_custom_code", &Item::prod_custom_code},
                         std::pair{"prod_sku_no", &Item::prod_sku_no}, std::pair{"is_promotion", &Item::is_promotion},
                         std::pair{"payment", &Item::payment}, std::pair{"delivery", &Item::delivery},
                         std::pair{"options", &Item::options});
}
constexpr auto json_members(Tag<ProdOrder>) {
  return std::make_tuple(std::pair{"order_no", &ProdOrder::prod_order_no}, std::pair{"code", &ProdOrder::code},
                         std::pair{"status", &ProdOrder::status}, std::pair{"claim_status", &ProdOrder::claim_status},
                         std::pair{"claim_type", &ProdOrder::claim_type}, std::pair{"pay_time", &ProdOrder::pay_time},
                         std::pair{"delivery_time", &ProdOrder::delivery_time},
                         std::pair{"complete_time", &ProdOrder::complete_time}, std::pair{"parcel_code", &ProdOrder::parcel_code},
                         std::pair{"invoice_no", &ProdOrder::invoice_no},
                         std::pair{"channel_order_item_no", &ProdOrder::channel_order_item_no},
                         std::pair{"items", &ProdOrder::items});
}
// imweb has no such object; the names are this library's own.
constexpr auto json_members(Tag<ProdOrdersOf>) {
  return std::make_tuple(std::pair{"order_no", &ProdOrdersOf::order_no}, std::pair{"prod_orders", &ProdOrdersOf::prod_orders});
}
constexpr auto json_members(Tag<Invoice>) {
  return std::make_tuple(std::pair{"parcel_code", &Invoice::parcel_code}, std::pair{"invoice_no", &Invoice::invoice_no},
                         std::pair{"status", &Invoice::status});
}

/// The structs above: what imweb shows of orders.
template <class Value>
concept OrderStruct =
    is_one_of<Value, std::tuple<Device, Orderer, Address, Delivery, Payment, CashReceipt, FormFile, FormEntry, Order, ItemPayment,
                                ItemDelivery, OptionPayment, ItemOption, Item, ProdOrder, ProdOrdersOf, Invoice>>;

// A value of which nothing has been read yet.
template <class Struct>
Struct blank(Tag<Struct>) {
  return {};
}
inline Order blank(Tag<Order>) { return {.order_no = OrderNo{""}}; }
inline ProdOrder blank(Tag<ProdOrder>) { return {.prod_order_no = ProdOrderNo{""}}; }
inline ProdOrdersOf blank(Tag<ProdOrdersOf>) { return {.order_no = OrderNo{""}}; }

/// Calls `use(name, member)` with each member of a struct.
template <OrderStruct Struct>
void for_each_member(auto& value, Tag<Struct> tag, const auto& use) {
  std::apply([&](const auto&... member) { (use(member.first, value.*member.second), ...); }, json_members(tag));
}

template <OrderStruct Struct>
bool is_member(Tag<Struct> tag, std::string_view name) {
  return std::apply([name](const auto&... member) { return ((name == member.first) || ...); }, json_members(tag));
}

// What a member takes from its neighbours, once all have been read: the amounts of a payment are in its currency.
void settle(auto&) {}
inline void settle(Payment& payment) {
  for_each_member(payment, Tag<Payment>{}, [&payment]<class Member>(const char*, Member& member) {
    if constexpr (std::is_same_v<Member, std::optional<Money>>)
      if (member) member->currency = payment.price_currency;
  });
}

/// The last second of the year 9999. What lies beyond is no time in seconds.
inline constexpr std::int64_t latest_moment = 253'402'300'799;

}  // namespace imweb::inline v0::detail

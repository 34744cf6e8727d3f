// The names of actions, targets and results in JSON, and of their members: one table, read by json.hpp and by the library itself.
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <imweb/json/claim_members.hpp>
#include <imweb/json/tag.hpp>
#include <imweb/orders/action_names.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

namespace imweb::inline v0::detail {

/// Where `Value` stands among `Ones`.
template <class Value, class... Ones>
constexpr std::size_t index_in(Tag<Value>, Tag<std::variant<Ones...>>) {
  std::size_t index = 0;
  (void)((std::is_same_v<Value, Ones> || (++index, false)) || ...);
  return index;
}

// What messages call a value that stands alone. For an action it is also its "action" in JSON.
constexpr std::string_view json_name(auto) { return "the value"; }
constexpr std::string_view json_name(Tag<OrderNo>) { return "order_no"; }
constexpr std::string_view json_name(Tag<ProdOrderNo>) { return "prod_order_no"; }
constexpr std::string_view json_name(Tag<ReasonCode>) { return "reason_code"; }
constexpr std::string_view json_name(Tag<ParcelCode>) { return "parcel_code"; }
constexpr std::string_view json_name(Tag<DelivFeeMethod>) { return "deliv_fee_method"; }
template <class Action>
  requires is_one_of<Action, OrderAction>
constexpr std::string_view json_name(Tag<Action>) { return order_action_names[index_in(Tag<Action>{}, Tag<OrderAction>{})]; }
constexpr std::string_view json_name(Tag<SendItem>) { return "send"; }

// The members of each struct, as declared. The fields of a Collection stand beside those of the action, so it needs no name.
constexpr std::tuple<> json_members(auto) { return {}; }
constexpr auto json_members(Tag<OrderTarget>) {
  return std::make_tuple(std::pair{"order_no", &OrderTarget::order_no}, std::pair{"prod_order_no", &OrderTarget::prod_order_no});
}
constexpr auto json_members(Tag<Shipment>) {
  return std::make_tuple(std::pair{"parcel_code", &Shipment::parcel_code}, std::pair{"invoice_no", &Shipment::invoice_no});
}
constexpr auto json_members(Tag<Send>) {
  return std::make_tuple(std::pair{"parcel_code", &Send::parcel_code}, std::pair{"invoice_no", &Send::invoice_no});
}
constexpr auto json_members(Tag<SetInvoice>) {
  return std::make_tuple(std::pair{"parcel_code", &SetInvoice::parcel_code}, std::pair{"invoice_no", &SetInvoice::invoice_no});
}
constexpr auto json_members(Tag<Cancel>) { return std::make_tuple(std::pair{"reason_code", &Cancel::reason_code}); }
constexpr auto json_members(Tag<Return>) {
  return std::make_tuple(std::pair{"reason_code", &Return::reason_code}, std::pair{"deliv_fee_method", &Return::deliv_fee_method},
                         std::pair{"", &Return::collection});
}
constexpr auto json_members(Tag<Exchange>) {
  return std::make_tuple(std::pair{"reason_code", &Exchange::reason_code}, std::pair{"", &Exchange::collection});
}
constexpr auto json_members(Tag<OrderActionFailedProdOrder>) {
  using Item = OrderActionFailedProdOrder;
  return std::make_tuple(std::pair{"prod_order_no", &Item::prod_order_no}, std::pair{"msg", &Item::msg},
                         std::pair{"detail_msg", &Item::detail_msg});
}
constexpr auto json_members(Tag<OrderActionFailed>) {
  using Order = OrderActionFailed;
  return std::make_tuple(std::pair{"order_no", &Order::order_no}, std::pair{"prod_order_list", &Order::prod_order_list},
                         std::pair{"msg", &Order::msg}, std::pair{"detail_msg", &Order::detail_msg});
}
constexpr auto json_members(Tag<ProdOrderActionResult>) {
  using Result = ProdOrderActionResult;
  return std::make_tuple(std::pair{"success", &Result::success}, std::pair{"failed", &Result::failed});
}
constexpr auto json_members(Tag<OrderActionResult>) {
  return std::make_tuple(std::pair{"success", &OrderActionResult::success}, std::pair{"failed", &OrderActionResult::failed});
}

}  // namespace imweb::inline v0::detail

// Every page of the guide that this library speaks, one row each: path and data, how the answer is read, the pace, whether it may be repeated.
#pragma once

#include <cstddef>
#include <vector>

#include <imweb/client_options.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/results.hpp>

#include "operation.hpp"
#include "wire/encode.hpp"
#include "wire/read_orders.hpp"

namespace imweb::inline v0::operations {

/// How many orders one request for item orders may name (guide).
inline constexpr std::size_t most_orders = 25;

/// How long imweb may still be at work on an action whose answer was lost: 65 s, 180 s where it moves money.
[[nodiscard]] Duration quiet_time(const OrderAction& action) noexcept;
[[nodiscard]] Duration quiet_time(const ItemAction& action) noexcept;

/// Precondition of all: `validate` accepts the values.
[[nodiscard]] Operation<OrderActionResult> process(OrderTarget target, OrderAction action, BareSuccess bare_success);
[[nodiscard]] Operation<ProdOrderActionResult> process(ProdOrderNo item, ItemAction action, BareSuccess bare_success);
[[nodiscard]] Operation<Order> get(const OrderNo& order_no);
[[nodiscard]] Operation<wire::OrderPage> list(wire::ListPage page);
[[nodiscard]] Operation<std::vector<ProdOrder>> prod_orders_of_one(const OrderNo& order_no);
/// Of 1 to most_orders orders. One alone is asked for by its own page, which is faster.
[[nodiscard]] Operation<std::vector<ProdOrdersOf>> prod_orders(std::vector<OrderNo> order_nos);
[[nodiscard]] Operation<Invoice> invoice(const ProdOrderNo& item);

}  // namespace imweb::inline v0::operations

// Every page of the guide that this library speaks, one type each: path and data, how the answer is read, the pace, whether it may be repeated.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>
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

/// A change of an order, or of one of its items. Precondition, as of all: `validate` accepts the values.
template <class Target, class Action, class ActionResult>
struct Change {
  using Result = ActionResult;
  static constexpr std::size_t max_values = wire::max_values;

  Target target;
  Action action;
  BareSuccess bare_success;  ///< of the shop

  [[nodiscard]] std::string_view label() const noexcept { return name(action); }
  [[nodiscard]] static pipeline::Traits traits() noexcept { return {}; }
  [[nodiscard]] Mark mark() const noexcept;
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const { return wire::encode(shop, target, action); }
  [[nodiscard]] std::variant<Result, wire::Mismatch> decode(const wire::Document& document) const;
  [[nodiscard]] Failure explain(Failure::Details details) const;
};
using OrderChange = Change<OrderTarget, OrderAction, OrderActionResult>;
using ItemChange = Change<ProdOrderNo, ItemAction, ProdOrderActionResult>;

[[nodiscard]] inline OrderChange process(const OrderTarget& target, const OrderAction& action, BareSuccess bare_success) {
  return {target, action, bare_success};
}
[[nodiscard]] inline ItemChange process(const ProdOrderNo& item, const ItemAction& action, BareSuccess bare_success) {
  return {item, action, bare_success};
}

/// What all readings share.
struct Reading {
  static constexpr std::size_t max_values = wire::max_values_of_reads;

  [[nodiscard]] static pipeline::Traits traits() noexcept { return {.effects = pipeline::Traits::Effects::repeatable}; }
};

struct Get : Reading {
  using Result = Order;
  explicit Get(OrderNo number) : order_no(std::move(number)) {}
  OrderNo order_no;

  [[nodiscard]] static std::string_view label() noexcept { return "get"; }
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const { return wire::encode_get(shop, order_no); }
  [[nodiscard]] std::variant<Result, wire::Mismatch> decode(const wire::Document& document) const;
  [[nodiscard]] Failure explain(Failure::Details details) const;
};

struct List : Reading {
  using Result = wire::OrderPage;
  explicit List(wire::ListPage wanted) : page(std::move(wanted)) {}
  wire::ListPage page;

  [[nodiscard]] static std::string_view label() noexcept { return "list"; }
  [[nodiscard]] static pipeline::Traits traits() noexcept;
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const { return wire::encode_list(shop, page); }
  [[nodiscard]] static std::variant<Result, wire::Mismatch> decode(const wire::Document& document);
  [[nodiscard]] static bool is_empty(const Result& result) noexcept { return result.orders.empty(); }
  [[nodiscard]] Failure explain(Failure::Details details) const;
};

struct ProdOrdersOfOne : Reading {
  using Result = std::vector<ProdOrder>;
  explicit ProdOrdersOfOne(OrderNo number) : order_no(std::move(number)) {}
  OrderNo order_no;

  [[nodiscard]] static std::string_view label() noexcept { return "prod-orders"; }
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const { return wire::encode_prod_orders(shop, order_no); }
  [[nodiscard]] std::variant<Result, wire::Mismatch> decode(const wire::Document& document) const;
  [[nodiscard]] static bool is_empty(const Result& result) noexcept { return result.empty(); }
  [[nodiscard]] Failure explain(Failure::Details details) const;
};

/// Of 1 to most_orders orders. One alone is asked for by its own page, which is faster.
struct ProdOrders : Reading {
  using Result = std::vector<ProdOrdersOf>;
  explicit ProdOrders(std::vector<OrderNo> numbers) : order_nos(std::move(numbers)) {}
  std::vector<OrderNo> order_nos;

  [[nodiscard]] static std::string_view label() noexcept { return "prod-orders"; }
  [[nodiscard]] pipeline::Traits traits() const noexcept;
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const;
  [[nodiscard]] std::variant<Result, wire::Mismatch> decode(const wire::Document& document) const;
  [[nodiscard]] static bool is_empty(const Result& result) noexcept;
  [[nodiscard]] Failure explain(Failure::Details details) const;

 private:
  [[nodiscard]] bool is_one() const noexcept { return order_nos.size() == 1; }
};

struct ReadInvoice : Reading {
  using Result = Invoice;
  explicit ReadInvoice(ProdOrderNo number) : item(std::move(number)) {}
  ProdOrderNo item;

  [[nodiscard]] static std::string_view label() noexcept { return "invoice"; }
  [[nodiscard]] http::Request encode(const ClientOptions& shop) const { return wire::encode_invoice(shop, item); }
  [[nodiscard]] static std::variant<Result, wire::Mismatch> decode(const wire::Document& document);
  [[nodiscard]] Failure explain(Failure::Details details) const;
};

}  // namespace imweb::inline v0::operations

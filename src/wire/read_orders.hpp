// Reads what imweb shows: orders, pages of orders, item orders and invoices, in every shape that wire.md calls documented, observed or
// plausible. How single fields are read says read_fields.hpp. For all: the document's envelope is valid and has code 200.
//
//     auto order = read_order(document, order_no);
//     if (const auto* mismatch = std::get_if<Mismatch>(&order)) ...   // "data.order_no is missing"
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/prod_order.hpp>

#include "wire/document.hpp"
#include "wire/mismatch.hpp"

namespace imweb::inline v0::wire {

/// One page of a list, and what `pagenation` says of all pages. Its numbers are advice: each is empty where it is missing or no number.
struct OrderPage {
  std::vector<Order> orders{};
  std::optional<std::int64_t> data_count{};
  std::optional<std::int64_t> current_page{};
  std::optional<std::int64_t> total_page{};
  std::optional<std::int64_t> pagesize{};

  friend bool operator==(const OrderPage&, const OrderPage&) = default;
};

/// The order in `data`, which may stand in a list of one. Another order than `asked` is a Mismatch, and so is none.
[[nodiscard]] std::variant<Order, Mismatch> read_order(const Document& document, const OrderNo& asked);

/// The orders in `data.list`, or in `data` where that is a list. A page may be empty.
[[nodiscard]] std::variant<OrderPage, Mismatch> read_order_page(const Document& document);

/// The item orders of one order, in a list, in a map by their numbers, or in a map by the order's number. There may be none. Items that
/// are said to be another order's are a Mismatch.
[[nodiscard]] std::variant<std::vector<ProdOrder>, Mismatch> read_prod_orders(const Document& document, const OrderNo& asked);

/// The item orders of several orders, one entry for each of `asked`, in that order. An item order belongs to the order that it names, to that
/// under whose number it stands, or to that with which its own number begins; one that belongs to none is a Mismatch. Orders that nobody
/// asked for are passed over.
[[nodiscard]] std::variant<std::vector<ProdOrdersOf>, Mismatch> read_prod_orders_of(const Document& document,
                                                                                    std::span<const OrderNo> asked);

/// The invoice in `data`, which may stand in a list of one; empty where there is nothing.
[[nodiscard]] std::variant<Invoice, Mismatch> read_invoice(const Document& document);

}  // namespace imweb::inline v0::wire

#include "operations.hpp"

#include <algorithm>
#include <string>

#include <imweb/orders/explain.hpp>
#include <imweb/pipeline/rules/doubt.hpp>

#include "wire/decode.hpp"

namespace imweb::inline v0::operations {

namespace {

using pipeline::rules::quiet_of_money;
using pipeline::rules::quiet_of_status;
using wire::Document;
using wire::Mismatch;

constexpr pipeline::Traits reads_many{.lane = pipeline::rules::Lane::list, .effects = pipeline::Traits::Effects::repeatable};

Failure unread(const std::string& subject, Failure::Details details) {
  details.effect = Effect::not_applied;  // a read has none
  details.message = subject + " could not be read: " + details.message + ". Nothing was changed. " +
                    std::string{advice(details.kind)};
  return Failure{std::move(details)};
}

std::string_view number_of(const OrderTarget& target) noexcept {
  return target.prod_order_no ? target.prod_order_no->str() : target.order_no.str();
}
std::string_view number_of(const ProdOrderNo& item) noexcept { return item.str(); }

/// The answer of the page for one order, in the form of the page for many.
std::variant<std::vector<ProdOrdersOf>, Mismatch> read_one(const Document& document, const OrderNo& order_no) {
  auto items = wire::read_prod_orders(document, order_no);
  if (auto* mismatch = std::get_if<Mismatch>(&items)) return std::move(*mismatch);
  return std::vector{ProdOrdersOf{order_no, std::get<std::vector<ProdOrder>>(std::move(items))}};
}

}  // namespace

Duration quiet_time(const OrderAction& action) noexcept { return moves_money(action) ? quiet_of_money : quiet_of_status; }
Duration quiet_time(const ItemAction&) noexcept { return quiet_of_status; }

template <class Target, class Action, class ActionResult>
Mark Change<Target, Action, ActionResult>::mark() const noexcept {
  return {number_of(target), quiet_time(action)};
}

template <class Target, class Action, class ActionResult>
std::variant<ActionResult, Mismatch> Change<Target, Action, ActionResult>::decode(const Document& document) const {
  return wire::decode(document, target, wire::bare_success_of(action, bare_success));
}

template <class Target, class Action, class ActionResult>
Failure Change<Target, Action, ActionResult>::explain(Failure::Details details) const {
  return v0::explain(target, action, std::move(details));
}

template struct Change<OrderTarget, OrderAction, OrderActionResult>;
template struct Change<ProdOrderNo, ItemAction, ProdOrderActionResult>;

std::variant<Order, Mismatch> Get::decode(const Document& document) const { return wire::read_order(document, order_no); }
Failure Get::explain(Failure::Details details) const { return unread("order " + order_no.str(), std::move(details)); }

pipeline::Traits List::traits() noexcept { return reads_many; }
std::variant<wire::OrderPage, Mismatch> List::decode(const Document& document) { return wire::read_order_page(document); }
Failure List::explain(Failure::Details details) const {
  return unread("page " + std::to_string(page.page) + " of the list of orders", std::move(details));
}

std::variant<std::vector<ProdOrder>, Mismatch> ProdOrdersOfOne::decode(const Document& document) const {
  return wire::read_prod_orders(document, order_no);
}
Failure ProdOrdersOfOne::explain(Failure::Details details) const {
  return unread("the items of order " + order_no.str(), std::move(details));
}

pipeline::Traits ProdOrders::traits() const noexcept { return is_one() ? Reading::traits() : reads_many; }
http::Request ProdOrders::encode(const ClientOptions& shop) const {
  return is_one() ? wire::encode_prod_orders(shop, order_nos.front()) : wire::encode_prod_orders(shop, order_nos);
}
std::variant<std::vector<ProdOrdersOf>, Mismatch> ProdOrders::decode(const Document& document) const {
  return is_one() ? read_one(document, order_nos.front()) : wire::read_prod_orders_of(document, order_nos);
}
bool ProdOrders::is_empty(const Result& result) noexcept {
  return std::all_of(result.begin(), result.end(), [](const auto& order) { return order.prod_orders.empty(); });
}
Failure ProdOrders::explain(Failure::Details details) const {
  const std::string others = is_one() ? "" : " and " + std::to_string(order_nos.size() - 1) + " more";
  return unread("the items of order " + order_nos.front().str() + others, std::move(details));
}

std::variant<Invoice, Mismatch> ReadInvoice::decode(const Document& document) { return wire::read_invoice(document); }
Failure ReadInvoice::explain(Failure::Details details) const {
  return unread("the invoice of item " + item.str(), std::move(details));
}

}  // namespace imweb::inline v0::operations

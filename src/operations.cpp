#include "operations.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <imweb/orders/explain.hpp>
#include <imweb/pipeline/rules/doubt.hpp>

#include "wire/decode.hpp"

namespace imweb::inline v0::operations {

namespace {

using wire::Document;

using pipeline::rules::quiet_of_money;
using pipeline::rules::quiet_of_status;
constexpr pipeline::Traits reads{.effects = pipeline::Traits::Effects::repeatable};
constexpr pipeline::Traits reads_many{.lane = pipeline::rules::Lane::list, .effects = pipeline::Traits::Effects::repeatable};

template <class Result>
Operation<Result> reading(std::string_view label, pipeline::Traits traits, std::string subject) {
  Operation<Result> operation{.label = label, .traits = traits, .max_values = wire::max_values_of_reads};
  operation.explain = [subject = std::move(subject)](Failure::Details details) {
    details.effect = Effect::not_applied;  // a read has none
    details.message = subject + " could not be read: " + details.message + ". Nothing was changed. " +
                      std::string{advice(details.kind)};
    return Failure{std::move(details)};
  };
  return operation;
}

/// The answer of the page for one order, in the form of the page for many.
std::variant<std::vector<ProdOrdersOf>, wire::Mismatch> read_one(const Document& document, const OrderNo& order_no) {
  auto items = wire::read_prod_orders(document, order_no);
  if (auto* mismatch = std::get_if<wire::Mismatch>(&items)) return std::move(*mismatch);
  return std::vector{ProdOrdersOf{order_no, std::get<std::vector<ProdOrder>>(std::move(items))}};
}

bool are_empty(const std::vector<ProdOrdersOf>& orders) {
  return std::all_of(orders.begin(), orders.end(), [](const auto& order) { return order.prod_orders.empty(); });
}

}  // namespace

Duration quiet_time(const OrderAction& action) noexcept { return moves_money(action) ? quiet_of_money : quiet_of_status; }
Duration quiet_time(const ItemAction&) noexcept { return quiet_of_status; }

Operation<OrderActionResult> process(OrderTarget target, OrderAction action, BareSuccess bare_success) {
  Operation<OrderActionResult> operation{.label = name(action)};
  operation.mark = Mark{(target.prod_order_no ? target.prod_order_no->str() : target.order_no.str()), quiet_time(action)};
  operation.decode = [target, accepted = wire::bare_success_of(action, bare_success)](const Document& document) {
    return wire::decode(document, target, accepted);
  };
  operation.encode = [target, action](const ClientOptions& shop) { return wire::encode(shop, target, action); };
  operation.explain = [target = std::move(target), action = std::move(action)](Failure::Details details) {
    return explain(target, action, std::move(details));
  };
  return operation;
}

Operation<ProdOrderActionResult> process(ProdOrderNo item, ItemAction action, BareSuccess bare_success) {
  Operation<ProdOrderActionResult> operation{.label = name(action)};
  operation.mark = Mark{item.str(), quiet_time(action)};
  operation.decode = [item, accepted = wire::bare_success_of(action, bare_success)](const Document& document) {
    return wire::decode(document, item, accepted);
  };
  operation.encode = [item, action](const ClientOptions& shop) { return wire::encode(shop, item, action); };
  operation.explain = [item = std::move(item), action = std::move(action)](Failure::Details details) {
    return explain(item, action, std::move(details));
  };
  return operation;
}

Operation<Order> get(const OrderNo& order_no) {
  auto operation = reading<Order>("get", reads, "order " + order_no.str());
  operation.encode = [order_no](const ClientOptions& shop) { return wire::encode_get(shop, order_no); };
  operation.decode = [order_no](const Document& document) { return wire::read_order(document, order_no); };
  return operation;
}

Operation<wire::OrderPage> list(wire::ListPage page) {
  auto operation = reading<wire::OrderPage>("list", reads_many, "page " + std::to_string(page.page) + " of the list of orders");
  operation.is_empty = [](const wire::OrderPage& one) { return one.orders.empty(); };
  operation.encode = [page = std::move(page)](const ClientOptions& shop) { return wire::encode_list(shop, page); };
  operation.decode = wire::read_order_page;
  return operation;
}

Operation<std::vector<ProdOrder>> prod_orders_of_one(const OrderNo& order_no) {
  auto operation = reading<std::vector<ProdOrder>>("prod-orders", reads, "the items of order " + order_no.str());
  operation.is_empty = [](const std::vector<ProdOrder>& items) { return items.empty(); };
  operation.encode = [order_no](const ClientOptions& shop) { return wire::encode_prod_orders(shop, order_no); };
  operation.decode = [order_no](const Document& document) { return wire::read_prod_orders(document, order_no); };
  return operation;
}

Operation<std::vector<ProdOrdersOf>> prod_orders(std::vector<OrderNo> order_nos) {
  const bool is_one = order_nos.size() == 1;
  const std::string subject = "the items of order " + order_nos.front().str() +
                              (is_one ? "" : " and " + std::to_string(order_nos.size() - 1) + " more");
  auto operation = reading<std::vector<ProdOrdersOf>>("prod-orders", is_one ? reads : reads_many, subject);
  operation.is_empty = are_empty;
  operation.encode = [order_nos, is_one](const ClientOptions& shop) {
    return is_one ? wire::encode_prod_orders(shop, order_nos.front()) : wire::encode_prod_orders(shop, order_nos);
  };
  operation.decode = [order_nos, is_one](const Document& document) {
    return is_one ? read_one(document, order_nos.front()) : wire::read_prod_orders_of(document, order_nos);
  };
  return operation;
}

Operation<Invoice> invoice(const ProdOrderNo& item) {
  auto operation = reading<Invoice>("invoice", reads, "the invoice of item " + item.str());
  operation.encode = [item](const ClientOptions& shop) { return wire::encode_invoice(shop, item); };
  operation.decode = wire::read_invoice;
  return operation;
}

}  // namespace imweb::inline v0::operations

#include "wire/read_orders.hpp"

#include <string_view>
#include <utility>

#include "wire/read_fields.hpp"

namespace imweb::inline v0::wire {

namespace {

/// An order wherever the reader is: it must have its number.
Order read_numbered(FieldReader& reader, const Value& value) {
  Order order = reader.read(detail::Tag<Order>{}, value);
  const auto step = reader.into("order_no");
  if (order.order_no.str().empty()) reader.refuse("is missing");
  return order;
}

/// Calls `use` with the one value in a list, or with the value itself where it is no list.
template <class Use>
void with_single(FieldReader& reader, const Value& value, Use use) {
  const bool is_list = value.kind() == Kind::array || is_list_map(value);
  if (!is_list) return use(value);
  std::size_t count = 0;
  reader.for_each_entry(value, [&](const Value& entry) {
    if (count++ == 0) use(entry);
  });
  if (count > 1) reader.refuse("is a list of several");
}

/// The same for `data`, where the list may stand in {"list": …}.
template <class Use>
void with_single_in_data(FieldReader& reader, const Value& data, Use use) {
  const auto list = data.find("list");
  if (!list) return with_single(reader, data, use);
  const auto step = reader.into("list");
  with_single(reader, *list, use);
}

std::optional<std::int64_t> page_number(const Value& pagenation, std::string_view name) {
  const auto member = pagenation.find(name);
  if (!member) return std::nullopt;
  FieldReader reader{""};  // of its own: what is wrong with advice is not wrong with the page
  const auto number = reader.read(detail::Tag<std::optional<std::int64_t>>{}, *member);
  return number && *number >= 0 ? number : std::nullopt;
}

/// imweb spells it `pagenation`.
std::optional<Value> find_pagenation(const Value& holder) {
  const auto spelt = holder.find("pagenation");
  return spelt ? spelt : holder.find("pagination");
}

void add_orders(FieldReader& reader, const Value& list, OrderPage& page) {
  reader.for_each_entry(list, [&](const Value& entry) { page.orders.push_back(read_numbered(reader, entry)); });
}

/// Fills the page from `data` as an object. Without a list it must at least say that it is a page.
void add_listed_orders(FieldReader& reader, const Value& data, OrderPage& page) {
  const auto list = data.find("list");
  const bool is_page = list || find_pagenation(data) || data.begin() == data.end();
  const auto step = reader.into("list");
  if (!is_page) return reader.refuse("is missing");
  if (list) add_orders(reader, *list, page);
}

}  // namespace

std::variant<Order, Mismatch> read_order(const Document& document, const OrderNo& asked) {
  FieldReader reader{"data"};
  std::optional<Order> order;
  if (const auto data = document.root().find("data")) {
    with_single_in_data(reader, *data, [&](const Value& value) {
      if (is_nothing(value)) return;
      order = read_numbered(reader, value);
      const auto step = reader.into("order_no");
      if (order->order_no != asked) reader.refuse("is not the number that was asked for");
    });
  }
  if (!order) reader.refuse("holds no order");
  return std::move(reader).finish(order ? *std::move(order) : blank(detail::Tag<Order>{}));
}

std::variant<OrderPage, Mismatch> read_order_page(const Document& document) {
  FieldReader reader{"data"};
  OrderPage page;
  const auto data = document.root().find("data");
  if (!data) return page;
  const bool holds_page = data->kind() == Kind::object && !is_list_map(*data);
  if (holds_page) {
    add_listed_orders(reader, *data, page);
  } else {
    add_orders(reader, *data, page);
  }
  if (const auto pagenation = find_pagenation(*data)) {
    page.data_count = page_number(*pagenation, "data_count");
    page.current_page = page_number(*pagenation, "current_page");
    page.total_page = page_number(*pagenation, "total_page");
    page.pagesize = page_number(*pagenation, "pagesize");
  }
  return std::move(reader).finish(std::move(page));
}

std::variant<Invoice, Mismatch> read_invoice(const Document& document) {
  FieldReader reader{"data"};
  Invoice invoice;
  if (const auto data = document.root().find("data"))
    with_single_in_data(reader, *data, [&](const Value& value) { invoice = reader.read(detail::Tag<Invoice>{}, value); });
  return std::move(reader).finish(std::move(invoice));
}

}  // namespace imweb::inline v0::wire

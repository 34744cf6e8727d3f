#include "sandbox/read_answer.hpp"

#include <nlohmann/json.hpp>

#include "sandbox/envelope.hpp"
#include "sandbox/order_json.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson item_list(const std::vector<SandboxOrder>& orders, const OrderWriter& writer) {
  OrderedJson list = OrderedJson::array();
  for (const auto& order : orders)
    for (const auto& item : order.items) list.push_back(writer.item(order, item));
  return list;
}

OrderedJson item_map(const SandboxOrder& order, const OrderWriter& writer) {
  OrderedJson map = OrderedJson::object();
  for (const auto& item : order.items) map[item.prod_order_no] = writer.item(order, item);
  return map;
}

OrderedJson several_data(const ReadAnswer& answer, const OrderWriter& writer, const SandboxOptions& options) {
  if (answer.orders.empty()) return options.several_empty == SeveralEmpty::object ? OrderedJson::object() : OrderedJson::array();
  if (options.several_shape == SeveralShape::flat) return item_list(answer.orders, writer);
  OrderedJson data = OrderedJson::object();
  for (const auto& order : answer.orders)
    data[order.order_no] = options.several_shape == SeveralShape::maps ? item_map(order, writer) : item_list({order}, writer);
  return data;
}

OrderedJson page_number(int number, const SandboxOptions& options) {
  return options.page_numbers == PageNumbers::text ? OrderedJson(std::to_string(number)) : OrderedJson(number);
}

OrderedJson list_data(const ReadAnswer& answer, const OrderWriter& writer, const SandboxOptions& options) {
  OrderedJson list = OrderedJson::array();
  for (const auto& order : answer.orders) list.push_back(writer.order(order));
  OrderedJson pagenation{{"data_count", page_number(answer.page.data_count, options)},
                         {"current_page", page_number(answer.page.current_page, options)},
                         {"total_page", page_number(answer.page.total_page, options)},
                         {"pagesize", page_number(answer.page.pagesize, options)}};
  return {{"list", std::move(list)}, {"pagenation", std::move(pagenation)}};
}

OrderedJson invoice_data(const SandboxItem& item) {
  return {{"parcel_code", item.parcel_code}, {"invoice_no", item.invoice_no}, {"status", item.status}};
}

OrderedJson data_of(const ReadAnswer& answer, Page page, const OrderWriter& writer, const SandboxOptions& options) {
  switch (page) {
    case Page::list: return list_data(answer, writer, options);
    case Page::one_order: return writer.order(answer.orders.front());
    case Page::several: return several_data(answer, writer, options);
    case Page::invoice: return invoice_data(answer.orders.front().items.front());
    default: return item_list(answer.orders, writer);
  }
}

}  // namespace

ApiAnswer write_answer(const ReadAnswer& answer, Page page, Duration unix_offset, const SandboxOptions& options) {
  if (!answer.status.is_success()) return write_error(answer.status, options);
  OrderedJson json = envelope(answer.status, options);
  OrderedJson data = data_of(answer, page, OrderWriter{options, unix_offset}, options);
  const bool is_left_out = page == Page::look && data.empty() && options.nothing_found == NothingFound::missing_array;
  if (!is_left_out) json["data"] = std::move(data);
  return to_answer(200, json);
}

}  // namespace imweb::inline v0::testing::sandbox

#include "sandbox/orders_file.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace imweb::inline v0::testing::sandbox {
namespace {

using Json = nlohmann::json;

// Thrown and caught in this file only.
struct BadOrders : std::runtime_error {
  using std::runtime_error::runtime_error;
};

constexpr std::array<std::string_view, 9> statuses{"PAY_WAIT", "PAY_COMPLETE", "STANDBY",  "DELIVERING",           "COMPLETE",
                                                   "CANCEL",   "RETURN",       "EXCHANGE", "PURCHASE_CONFIRMATION"};

std::string text(const Json& object, const char* name, const std::string& otherwise, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  if (!found->is_string()) throw BadOrders{where + ": " + name + " is not a text"};
  return found->get<std::string>();
}

std::int64_t number(const Json& object, const char* name, std::int64_t otherwise, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  if (!found->is_number_integer()) throw BadOrders{where + ": " + name + " is not a whole number"};
  return found->get<std::int64_t>();
}

std::string details(const Json& object, const std::string& where) {
  const auto found = object.find("details");
  if (found == object.end()) return {};
  if (!found->is_object()) throw BadOrders{where + ": details is not an object"};
  return found->dump();
}

const Json& list(const Json& object, const char* name, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) throw BadOrders{where + ": " + name + " is not a list"};
  return *found;
}

SandboxItem read_item(const Json& json, const std::string& where) {
  if (!json.is_object()) throw BadOrders{where + ": an item is not an object"};
  const SandboxItem usual;
  SandboxItem item{.prod_order_no = text(json, "prod_order_no", "", where),
                   .status = text(json, "status", "PAY_WAIT", where),
                   .parcel_code = text(json, "parcel_code", "", where),
                   .invoice_no = text(json, "invoice_no", "", where),
                   .claim_type = text(json, "claim_type", "", where),
                   .claim_status = text(json, "claim_status", "", where),
                   .prod_name = text(json, "prod_name", usual.prod_name, where),
                   .price = number(json, "price", usual.price, where),
                   .count = static_cast<int>(number(json, "count", usual.count, where)),
                   .point = number(json, "point", usual.point, where),
                   .option_name = text(json, "option_name", "", where),
                   .option_value = text(json, "option_value", "", where),
                   .details = details(json, where)};
  if (std::find(statuses.begin(), statuses.end(), item.status) == statuses.end())
    throw BadOrders{where + ": unknown status " + item.status};
  return item;
}

SandboxOrder read_order(const Json& json, std::size_t position) {
  const std::string nameless = "order " + std::to_string(position);
  if (!json.is_object()) throw BadOrders{nameless + " is not an object"};
  SandboxOrder order{.order_no = text(json, "order_no", "", nameless)};
  if (order.order_no.empty()) throw BadOrders{nameless + ": order_no is missing"};
  const std::string where = "order " + order.order_no;
  order.order_time = std::chrono::sys_seconds{std::chrono::seconds{number(json, "order_time", 0, where)}};
  order.type = text(json, "type", order.type, where);
  order.member_code = text(json, "member_code", "", where);
  order.details = details(json, where);
  if (json.contains("items"))
    for (const auto& item : list(json, "items", where)) order.items.push_back(read_item(item, where));
  return order;
}

}  // namespace

std::variant<Orders, OrdersError> read_orders(std::istream& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return OrdersError{"is not valid JSON"};
  if (!json.is_object()) return OrdersError{"is not a JSON object"};
  try {
    Orders orders;
    for (const auto& order : list(json, "orders", "file")) orders.push_back(read_order(order, orders.size() + 1));
    return orders;
  } catch (const BadOrders& bad) {
    return OrdersError{bad.what()};
  }
}

Orders demo_orders() {
  const SandboxItem sent{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "631245789012"};
  return {{.order_no = "202604270000001", .items = {{.status = "PAY_WAIT"}}},
          {.order_no = "202604270000002", .items = {{.status = "PAY_COMPLETE"}}},
          {.order_no = "202604270000003", .items = {{.status = "STANDBY"}}},
          {.order_no = "202604270000004", .items = {sent}},
          {.order_no = "202604270000005", .items = {{.status = "STANDBY"}, {.status = "STANDBY"}, sent}},
          {.order_no = "202604270000006",
           .items = {{.status = "STANDBY", .claim_type = "CANCEL", .claim_status = "CANCEL_REQUEST"}}}};
}

}  // namespace imweb::inline v0::testing::sandbox

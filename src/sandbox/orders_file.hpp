// Reads the orders of a sandbox from a JSON file. The format, with everything optional but order_no:
//
//     {"orders": [
//       {"order_no": "202604277420970", "order_time": 1777250000, "type": "normal", "member_code": "", "details": {},
//        "items": [{"prod_order_no": "202604277420970-001", "status": "STANDBY", "parcel_code": "", "invoice_no": "",
//                   "claim_type": "", "claim_status": "", "prod_name": "", "price": 10000, "count": 1, "point": 0,
//                   "option_name": "", "option_value": "", "details": {}}]}]}
//
// `order_time` is in unix seconds; `details` is merged over what the reading pages answer. Without items an order has one in PAY_WAIT;
// without a number items are numbered "<order_no>-001", …. An example: examples/sandbox_orders.json.
#pragma once

#include <istream>
#include <string>
#include <variant>
#include <vector>

#include <imweb/testing/sandbox.hpp>

namespace imweb::inline v0::testing::sandbox {

using Orders = std::vector<SandboxOrder>;

/// Why a file cannot be used, for people.
struct OrdersError {
  std::string what;
};

/// The orders in the text, or what is wrong with it.
[[nodiscard]] std::variant<Orders, OrdersError> read_orders(std::istream& text);

/// What the program serves without a file: an order for each action to be tried on.
[[nodiscard]] Orders demo_orders();

}  // namespace imweb::inline v0::testing::sandbox

// The body of a request that changes something: the members of the action by its table, as the wire deviates from it, sorted by their names.
//
//     action_body(shop, imweb::Cancel{.reason_code = ReasonCode::broken}, nullptr)   // {"etc":{"reason_code":"BROKEN"}}
#pragma once

#include <string>

#include <imweb/client_options.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0::wire {

/// Precondition: `validate` accepts the action. `prod_order_no` narrows it to one item of the order; null: it is for all of what the path
/// names.
[[nodiscard]] std::string action_body(const ClientOptions& shop, const OrderAction& action, const ProdOrderNo* prod_order_no);

/// The same for an action on one item by its own number, which the path names.
[[nodiscard]] std::string action_body(const ClientOptions& shop, const ItemAction& action);

}  // namespace imweb::inline v0::wire

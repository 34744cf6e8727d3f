// One call as a task for the engine: what to send, how to read the answer, and what the caller is told at the end.
#pragma once

#include <imweb/base/time.hpp>
#include <imweb/client_options.hpp>
#include <imweb/order_client.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

#include "engine/job.hpp"

namespace imweb::inline v0 {

/// What is done to which order.
struct OrderCall {
  OrderTarget target;
  OrderAction action;
};

/// Precondition: `validate` accepts the call, `find_mistake` the shop. `now` is the moment that the deadline counts from.
[[nodiscard]] engine::Task make_task(const ClientOptions& shop, OrderCall call, const CallOptions& options, TimePoint now,
                                     OnDone on_done);

}  // namespace imweb::inline v0

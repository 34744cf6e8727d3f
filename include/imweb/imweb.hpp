// imweb order SDK: the whole public API, in the order in which one meets it. `json.hpp`, `counters.hpp`,
// `orders/validate.hpp`, `orders/explain.hpp` and `testing/` are asked for by name.
#pragma once

#include <imweb/order_client.hpp>         // the door: OrderClient and all it can do
#include <imweb/client_options.hpp>       // every knob: ClientOptions, Credentials, CallOptions
#include <imweb/engine.hpp>               // the thread behind one or many clients
#include <imweb/base/outcome.hpp>         // a value or a Failure
#include <imweb/base/failure.hpp>         // FailureKind, Effect, Failure, Error
#include <imweb/base/secret.hpp>          // keys and tokens
#include <imweb/base/time.hpp>            // Clock, TimePoint
#include <imweb/orders/identifiers.hpp>   // OrderNo, ProdOrderNo, OrderTarget
#include <imweb/orders/actions.hpp>       // Deposit, Place, Send, Complete, Cancel, Return, Exchange, invoices
#include <imweb/ship.hpp>                 // the whole job: ShipRequest, ShipReport, ShipOptions
#include <imweb/settle.hpp>               // what became of a lost action
#include <imweb/order_list.hpp>           // the orders of a list, page by page
#include <imweb/orders/order_filter.hpp>  // which orders a list shows
#include <imweb/orders/order.hpp>         // one order: who, where, how much
#include <imweb/orders/prod_order.hpp>    // its items with their states, and their invoices
#include <imweb/orders/status.hpp>        // Status, ClaimType, ClaimStatus
#include <imweb/orders/claims.hpp>        // the steps of claims: CancelAccept, ReturnDone, ExchangeResend, …
#include <imweb/orders/reason_code.hpp>   // the eleven reasons, at_fault
#include <imweb/orders/parcel_code.hpp>   // the 95 carriers
#include <imweb/orders/deliv_fee_method.hpp>
#include <imweb/orders/results.hpp>       // what imweb processed and what it refused
#include <imweb/http/transport.hpp>       // the seam: Transport, Exchange
#include <imweb/http/curl_transport.hpp>  // the default transport
#include <imweb/observer.hpp>             // what a client tells about its work
#include <imweb/version.hpp>

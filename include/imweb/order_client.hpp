// The door: tells imweb to confirm, prepare, ship, complete, cancel, return and exchange orders of one shop.
//
//     imweb::OrderClient client{{.credentials = {.key = imweb::Secret{key}, .secret = imweb::Secret{secret}}}};
//     auto outcome = client.process(imweb::OrderNo{"202604277420970"},
//                                   imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"});
#pragma once

#include <span>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/base/pointers.hpp>
#include <imweb/client_options.hpp>
#include <imweb/engine.hpp>
#include <imweb/export.hpp>
#include <imweb/http/request.hpp>
#include <imweb/order_list.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/order_filter.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/results.hpp>
#include <imweb/settle.hpp>
#include <imweb/ship.hpp>

namespace imweb::inline v0 {

/// Runs on the engine's thread when a started call is over. Keep it short; it may start further calls, but not `process`.
using OnDone = Callback<Outcome<OrderActionResult>>;
/// The same for an action on one item.
using OnItemDone = Callback<Outcome<ProdOrderActionResult>>;

/// One shop. Thread rule: every method may be called from any number of threads at once, except `process` on the engine's thread.
class IMWEB_EXPORT OrderClient {
 public:
  /// A client with an engine, and so a thread, of its own.
  explicit OrderClient(ClientOptions options);

  /// A client that shares `engine`, which must outlive it.
  OrderClient(ClientOptions options, Engine& engine);

  /// Moved-from clients can only be destroyed or assigned to.
  OrderClient(OrderClient&&) noexcept;
  OrderClient& operator=(OrderClient&&) noexcept;

  /// Ends this client's calls under way (`cancelled`, with the effect they really have); their callbacks run before it returns.
  /// So do those of calls that such callbacks start; what these start in turn is dropped, so that there is an end.
  ~OrderClient();

  // ── changing ──

  /// Does one thing to one order and waits for the end. A value says what imweb processed and what it refused; a failure says
  /// whether the action may have taken effect. Guide pages "주문 처리" and "취소/반품/교환 처리". An unknown effect is never repeated by this library.
  /// Errors: every FailureKind. Blocks at most for options.deadline.
  [[nodiscard]] Outcome<OrderActionResult> process(const OrderTarget& target, const OrderAction& action,
                                                   const CallOptions& options = {});

  /// The same by the page for single items ("품목 주문 처리"). Its `send` has no documented data: set the invoice first, or use `ship`.
  [[nodiscard]] Outcome<ProdOrderActionResult> process(const ProdOrderNo& item, const ItemAction& action,
                                                       const CallOptions& options = {});

  /// `process` without waiting: returns at once, and `on_done` runs once on the engine's thread, never inline (inline
  /// where that thread is gone: after fork, or after the engine was destroyed). Dropped unrun is only what callbacks start while their engine
  /// ends, and what ~OrderClient names.
  void start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done);
  void start(const ProdOrderNo& item, const ItemAction& action, const CallOptions& options, OnItemDone on_done);

  /// The request that `process` would send, secrets replaced by "[redacted]". Sends nothing.
  /// Errors: invalid_argument.
  [[nodiscard]] Outcome<http::Request> plan(const OrderTarget& target, const OrderAction& action) const;
  [[nodiscard]] Outcome<http::Request> plan(const ProdOrderNo& item, const ItemAction& action) const;

  // ── reading: changes nothing, and is repeated where that may help; effect() of a failure is always not_applied ──

  /// One order: who, where, how much. Guide page "주문 조회". Errors: not_found, and all of a call.
  [[nodiscard]] Outcome<Order> get(const OrderNo& order_no, const CallOptions& options = {});

  /// The orders that fit, page by page as one walks through them, in the list lane (one request a second). Guide page "주문 목록 조회".
  [[nodiscard]] OrderList list(OrderFilter filter = {}, CallOptions options = {});

  /// The items of one order with their states. Empty where imweb shows none. Guide page "품목 주문 조회".
  [[nodiscard]] Outcome<std::vector<ProdOrder>> prod_orders(const OrderNo& order_no, const CallOptions& options = {});

  /// The same for many orders, 25 in a request of the list lane: one entry for each number, in their order. The deadline is of each request.
  [[nodiscard]] Outcome<std::vector<ProdOrdersOf>> prod_orders(std::span<const OrderNo> order_nos,
                                                               const CallOptions& options = {});

  /// The invoice of one item.
  [[nodiscard]] Outcome<Invoice> invoice(const ProdOrderNo& item, const CallOptions& options = {});

  // ── whole jobs: read, do what is missing, read back ──

  /// Ships all items of an order, or one, by this invoice: see ShipState for what can come of it. Blocks until all is decided.
  [[nodiscard]] ShipReport ship(const OrderTarget& target, const Shipment& shipment, const ShipOptions& options = {});

  /// The same for a list of any length, at the pace of the shop: about 6 requests a parcel of two items. An order stands in the list once.
  [[nodiscard]] ShipReport ship(std::span<const ShipRequest> requests, const ShipOptions& options = {});

  /// What `ship` would do: reads, and changes nothing.
  [[nodiscard]] ShipReport plan(std::span<const ShipRequest> requests, const ShipOptions& options = {});

  /// Finds out by reading what became of an action whose effect is unknown. Never sends it again. Blocks at most for options.patience and one
  /// request. Errors: invalid_argument.
  [[nodiscard]] Outcome<Settlement> settle(const OrderTarget& target, const OrderAction& action,
                                           const SettleOptions& options = {});
  [[nodiscard]] Outcome<Settlement> settle(const ProdOrderNo& item, const ItemAction& action, const SettleOptions& options = {});

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;  // as Transport::bell_
};

}  // namespace imweb::inline v0

// The door: tells imweb to confirm, prepare, ship, complete, cancel, return and exchange orders of one shop.
//
//     imweb::OrderClient client{{.credentials = {.key = imweb::Secret{key}, .secret = imweb::Secret{secret}}}};
//     auto outcome = client.process(imweb::OrderNo{"202604277420970"},
//                                   imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"});
#pragma once

#include <memory>

#include <imweb/base/callback.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/client_options.hpp>
#include <imweb/engine.hpp>
#include <imweb/export.hpp>
#include <imweb/http/request.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

namespace imweb::inline v0 {

/// Runs on the engine's thread when a started call is over. Keep it short; it may start further calls, but not `process`.
using OnDone = Callback<Outcome<OrderActionResult>>;

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

  /// Does one thing to one order and waits for the end. A value says what imweb processed and what it refused; a failure says
  /// whether the action may have taken effect. Guide page "주문 처리". An unknown effect is never repeated by this library.
  /// Errors: every FailureKind. Blocks at most for options.deadline.
  [[nodiscard]] Outcome<OrderActionResult> process(const OrderTarget& target, const OrderAction& action,
                                                   const CallOptions& options = {});

  /// The same without waiting: returns at once, and `on_done` runs once on the engine's thread, never inline (inline
  /// where that thread is gone: after fork, or after the engine was destroyed). Dropped unrun is only what callbacks start while their engine
  /// ends, and what ~OrderClient names.
  void start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done);

  /// The request that `process` would send, secrets replaced by "[redacted]". Sends nothing.
  /// Errors: invalid_argument.
  [[nodiscard]] Outcome<http::Request> plan(const OrderTarget& target, const OrderAction& action) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imweb::inline v0

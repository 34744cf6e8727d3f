#include <imweb/order_client.hpp>

#include <future>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include <imweb/orders/validate.hpp>

#include "engine/core.hpp"
#include "order_task.hpp"
#include "validate_options.hpp"
#include "wire/encode.hpp"

namespace imweb::inline v0 {

namespace {

using Result = Outcome<OrderActionResult>;

Failure refusal(std::string_view what) { return Failure{{.kind = FailureKind::invalid_argument, .message = std::string{what}}}; }

}  // namespace

class OrderClient::Impl {
 public:
  Impl(ClientOptions options, std::shared_ptr<engine::Core> core)
      : mistake_(find_mistake(options)),
        core_(std::move(core)),
        desk_(std::make_shared<engine::ShopDesk>(mistake_ ? ClientOptions{} : std::move(options), core_->now(),
                                                 std::random_device{}())) {}

  Impl(ClientOptions options, std::unique_ptr<Engine> engine, const std::shared_ptr<engine::Core>& core)
      : Impl(std::move(options), core) {
    own_engine_ = std::move(engine);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    if (!core_->is_orphaned()) core_->close(desk_);
  }

  /// Why this cannot even be tried.
  [[nodiscard]] std::optional<Failure> refuse(const OrderTarget& target, const OrderAction& action,
                                              const CallOptions& options = {}) const {
    if (mistake_) return refusal("the client's options are wrong, nothing was sent: " + *mistake_);
    if (const auto mistake = find_mistake(options)) return refusal("the call's options are wrong, nothing was sent: " + *mistake);
    return validate(target, action);
  }

  void start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done) {
    if (!on_done) on_done = [](const Result&) {};  // nobody wants to know
    if (core_->is_orphaned())
      return on_done(refusal("nothing was sent: this client was made before fork(); make a new one in the child process"));
    if (core_->has_ended()) return on_done(refusal("nothing was sent: this client's engine was destroyed before it"));
    if (auto failure = refuse(target, action, options)) {
      return core_->put(*desk_, engine::message::Run{[on_done = std::move(on_done), failure = *std::move(failure)](
                                                         std::monostate) mutable { on_done(std::move(failure)); },
                                                     desk_});
    }
    auto task = make_task(desk_->options, {target, action}, options, core_->now(), std::move(on_done));
    core_->put(*desk_, engine::message::Begin{std::make_unique<engine::Job>(desk_, std::move(task))});
  }

  [[nodiscard]] Result process(const OrderTarget& target, const OrderAction& action, const CallOptions& options) {
    if (core_->is_own_thread())
      return refusal("nothing was sent: process() would wait for itself on the engine's thread; use start() in callbacks");
    std::promise<Result> promise;
    auto outcome = promise.get_future();
    start(target, action, options,
          [promise = std::move(promise)](Result result) mutable { promise.set_value(std::move(result)); });
    try {
      return outcome.get();
    } catch (const std::future_error&) {  // the engine was destroyed, and the call with it
      return Failure{{.kind = FailureKind::cancelled, .message = "nothing was sent: the client's engine was destroyed meanwhile"}};
    }
  }

  [[nodiscard]] Outcome<http::Request> plan(const OrderTarget& target, const OrderAction& action) const {
    if (auto failure = refuse(target, action)) return *std::move(failure);
    auto request = wire::encode(desk_->options, target, action);
    wire::authorize(request, {});
    wire::redact(request);
    return request;
  }

 private:
  std::optional<std::string> mistake_;
  std::unique_ptr<Engine> own_engine_;
  std::shared_ptr<engine::Core> core_;
  std::shared_ptr<engine::ShopDesk> desk_;
};

OrderClient::OrderClient(ClientOptions options) {
  auto engine = std::make_unique<Engine>(std::make_unique<http::CurlTransport>(options.connection));
  const auto core = engine->core_;
  impl_ = std::make_unique<Impl>(std::move(options), std::move(engine), core);
}

OrderClient::OrderClient(ClientOptions options, Engine& engine)
    : impl_(std::make_unique<Impl>(std::move(options), engine.core_)) {}

OrderClient::OrderClient(OrderClient&&) noexcept = default;
OrderClient& OrderClient::operator=(OrderClient&&) noexcept = default;
OrderClient::~OrderClient() = default;

Outcome<OrderActionResult> OrderClient::process(const OrderTarget& target, const OrderAction& action, const CallOptions& options) {
  return impl_->process(target, action, options);
}

void OrderClient::start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done) {
  impl_->start(target, action, options, std::move(on_done));
}

Outcome<http::Request> OrderClient::plan(const OrderTarget& target, const OrderAction& action) const {
  return impl_->plan(target, action);
}

}  // namespace imweb::inline v0

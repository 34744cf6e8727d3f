#include <imweb/order_client.hpp>

#include <algorithm>
#include <future>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include <imweb/orders/explain.hpp>
#include <imweb/orders/validate.hpp>

#include "engine/core.hpp"
#include "validate_options.hpp"
#include "wire/decode.hpp"
#include "wire/encode.hpp"
#include "wire/envelope.hpp"

namespace imweb::inline v0 {

namespace {

using Result = Outcome<OrderActionResult>;

Failure refusal(std::string_view what) {
  return Failure{{.kind = FailureKind::invalid_argument, .message = std::string{what}}};
}

/// A call as the client remembers it: what was asked, what imweb answered, who waits.
struct Pending {
  OrderTarget target;
  OrderAction action;
  BareSuccess bare_success;
  OnDone on_done;
  wire::Document answer{};

  [[nodiscard]] Result conclude(pipeline::Conclusion conclusion) const {
    if (auto* failure = std::get_if<Failure::Details>(&conclusion)) return explain(target, action, std::move(*failure));
    const auto& accepted = std::get<pipeline::Accepted>(conclusion);
    auto decoded = wire::decode(answer, target, bare_success);
    if (auto* result = std::get_if<OrderActionResult>(&decoded)) return std::move(*result);
    return explain(target, action,
                   {.kind = FailureKind::protocol,
                    .effect = Effect::unknown,
                    .message = std::get<wire::Mismatch>(decoded).what,
                    .http_status = accepted.status,
                    .attempts = accepted.attempts});
  }
};

TimePoint deadline_after(TimePoint now, std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds longest = std::chrono::hours{24 * 365};  // far from overflow
  return now + std::clamp(wait, std::chrono::milliseconds{0}, longest);
}

}  // namespace

class OrderClient::Impl {
 public:
  Impl(ClientOptions options, std::shared_ptr<engine::Core> core)
      : mistake_(find_mistake(options)),
        core_(std::move(core)),
        desk_(std::make_shared<engine::ShopDesk>(std::move(options), core_->now(), std::random_device{}())) {}

  Impl(ClientOptions options, std::unique_ptr<Engine> engine, const std::shared_ptr<engine::Core>& core)
      : Impl(std::move(options), core) {
    own_engine_ = std::move(engine);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    if (core_->is_orphaned()) return;
    std::promise<void> closed;
    const auto is_closed = closed.get_future();
    core_->put(engine::message::CloseShop{desk_, [closed = std::move(closed)](std::monostate) mutable { closed.set_value(); }});
    if (!core_->is_own_thread()) is_closed.wait();
  }

  /// Why this cannot even be tried.
  [[nodiscard]] std::optional<Failure> refuse(const OrderTarget& target, const OrderAction& action) const {
    if (mistake_) return refusal("the client's options are wrong, nothing was sent: " + *mistake_);
    return validate(target, action);
  }

  void start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done) {
    if (core_->is_orphaned())
      return on_done(refusal("nothing was sent: this client was made before fork(); make a new one in the child process"));
    if (auto failure = refuse(target, action)) {
      return core_->put(engine::message::Run{
          [on_done = std::move(on_done), failure = *std::move(failure)](std::monostate) mutable { on_done(std::move(failure)); }});
    }
    core_->put(engine::message::Begin{std::make_unique<engine::Job>(desk_, task(target, action, options, std::move(on_done)))});
  }

  [[nodiscard]] Result process(const OrderTarget& target, const OrderAction& action, const CallOptions& options) {
    if (core_->is_own_thread())
      return refusal("nothing was sent: process() would wait for itself on the engine's thread; use start() in callbacks");
    std::promise<Result> promise;
    auto outcome = promise.get_future();
    start(target, action, options,
          [promise = std::move(promise)](Result result) mutable { promise.set_value(std::move(result)); });
    return outcome.get();
  }

  [[nodiscard]] Outcome<http::Request> plan(const OrderTarget& target, const OrderAction& action) const {
    if (auto failure = refuse(target, action)) return *std::move(failure);
    auto request = wire::encode(desk_->options, target, action);
    wire::authorize(request, {});
    wire::redact(request);
    return request;
  }

 private:
  [[nodiscard]] engine::Task task(const OrderTarget& target, const OrderAction& action, const CallOptions& options,
                                  OnDone on_done) const {
    const auto pending = std::make_shared<Pending>(Pending{target, action, desk_->options.bare_success, std::move(on_done)});
    engine::Task task{.request = wire::encode(desk_->options, target, action),
                      .rank = options.priority == Priority::bulk ? engine::Rank::bulk : engine::Rank::interactive,
                      .deadline = deadline_after(core_->now(), options.deadline),
                      .stop = options.stop};
    task.read = [pending](const std::string& body) {
      pending->answer = wire::Document::parse(body);
      return wire::read_envelope(pending->answer);
    };
    task.on_done = [pending](pipeline::Conclusion conclusion) { pending->on_done(pending->conclude(std::move(conclusion))); };
    return task;
  }

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

// One shop as its client sees it: starts operations, tells their outcomes, remembers which writes are in doubt. OrderClient is the door to it; what takes several
// requests (ship_run, settle_run, order_list) stands on it.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/client_options.hpp>
#include <imweb/orders/identifiers.hpp>

#include "engine/core.hpp"
#include "engine/shop_desk.hpp"
#include "operation.hpp"
#include "operation_job.hpp"
#include "unknown_writes.hpp"

namespace imweb::inline v0 {

/// "Nothing was sent", and why.
[[nodiscard]] Failure refusal(std::string_view what);

class ShopClient {
 public:
  ShopClient(ClientOptions options, std::shared_ptr<engine::Core> core);
  ShopClient(const ShopClient&) = delete;
  ShopClient& operator=(const ShopClient&) = delete;
  ~ShopClient();

  /// Why nothing can even be tried with these options.
  [[nodiscard]] std::optional<Failure> refuse(const CallOptions& options = {}) const;

  /// Why nothing can be started any more, from wherever.
  [[nodiscard]] std::optional<Failure> refuse_to_start() const;

  /// The options, with the spelling of order_version that is in use.
  [[nodiscard]] const ClientOptions& wire_options() const noexcept { return spelt(version_in_use()); }

  /// Returns at once; `on_done` runs on the engine's thread, never inline unless that thread is gone.
  template <Operation Asked>
  void start(Asked operation, const CallOptions& options, Callback<Outcome<typename Asked::Result>> on_done) {
    if (auto failure = refuse_to_start()) return on_done(*std::move(failure));
    if (auto failure = refuse(options)) return tell(std::move(on_done), *std::move(failure));
    begin(std::move(operation), options, std::move(on_done));
  }

  /// The same without a look at whether it can be. Precondition: `refuse_to_start` and `refuse` have nothing to say.
  template <Operation Asked>
  void begin(Asked&& operation, const CallOptions& options, Callback<Outcome<typename Asked::Result>> on_done) {
    launch(std::forward<Asked>(operation), options, deadline_after(options.deadline), version_in_use(), std::move(on_done));
  }

  /// Tells `on_done` on the engine's thread.
  template <class Result>
  void tell(Callback<Outcome<Result>> on_done, Failure failure) {
    run([on_done = std::move(on_done), failure = std::move(failure)]() mutable { on_done(std::move(failure)); });
  }

  /// Runs `what` on the engine's thread.
  template <class Function>
  void run(Function what) {
    core_->put(*desk_, engine::message::Run{[what = std::move(what)](std::monostate) mutable { what(); }, desk_});
  }

  /// Starts something that tells its end by a callback, and waits for it. Empty when the engine went meanwhile. Not on the engine's thread.
  template <class Result, class Starter>
  [[nodiscard]] static std::optional<Result> wait_for(const Starter& starter) {
    std::promise<Result> promise;
    auto result = promise.get_future();
    starter(Callback<Result>{[promise = std::move(promise)](Result one) mutable { promise.set_value(std::move(one)); }});
    try {
      return result.get();
    } catch (const std::future_error&) {
      return std::nullopt;
    }
  }

  /// `start`, and waits for the end.
  template <Operation Asked>
  [[nodiscard]] Outcome<typename Asked::Result> process(Asked operation, const CallOptions& options) {
    using End = Outcome<typename Asked::Result>;
    return wait_for_end<End>([&](Callback<End> on_done) { start(std::move(operation), options, std::move(on_done)); });
  }

  /// Starts a call that tells its outcome by a callback, and waits for it.
  template <class End, class Starter>
  [[nodiscard]] End wait_for_end(const Starter& starter) const {
    if (is_own_thread()) return would_wait_for_itself();
    auto outcome = wait_for<End>(starter);
    return outcome ? *std::move(outcome) : engine_is_gone();
  }

  /// `on_time` runs on the engine's thread at `time`, or earlier when the wait is stopped or the client goes.
  enum class Waited : std::uint8_t { until_then, in_vain };
  void wait_until(TimePoint time, const CallOptions& options, Callback<Waited> on_time);

  [[nodiscard]] static Failure engine_is_gone();
  [[nodiscard]] static Failure would_wait_for_itself();
  [[nodiscard]] TimePoint now() const noexcept { return core_->now(); }
  [[nodiscard]] bool is_own_thread() const noexcept { return core_->is_own_thread(); }
  [[nodiscard]] BareSuccess bare_success() const noexcept { return desk_->options.bare_success; }
  /// On the engine's thread, both.
  [[nodiscard]] engine::ShopDesk& desk() noexcept { return *desk_; }
  [[nodiscard]] UnknownWrites& unknown_writes() noexcept { return unknown_writes_; }

  /// Orders that a job of several requests is at work on, so that two do not do the same. On the engine's thread.
  [[nodiscard]] bool begin_work_on(const OrderNo& order_no) { return at_work_on_.insert(order_no.str()).second; }
  void end_work_on(const OrderNo& order_no) { at_work_on_.erase(order_no.str()); }

 private:
  /// The ways to say which order management a shop is on (ClientOptions::order_version), in the order in which `detect` tries them.
  static constexpr std::size_t versions = 3;

  [[nodiscard]] bool detects() const noexcept { return desk_->options.order_version == "detect"; }
  [[nodiscard]] std::size_t version_in_use() const noexcept { return version_.load(); }
  [[nodiscard]] const ClientOptions& spelt(std::size_t version) const noexcept;
  [[nodiscard]] TimePoint deadline_after(std::chrono::milliseconds wait) const;

  template <Operation Asked>
  void launch(Asked&& operation, const CallOptions& options, TimePoint deadline, std::size_t version,
              Callback<Outcome<typename Asked::Result>> on_done) {
    auto conclude = [this, deadline, version, on_done = std::move(on_done)](Asked& asked, const CallOptions& as_before,
                                                                            Outcome<typename Asked::Result> outcome) mutable {
      remember(asked, outcome);
      learn(asked, outcome, version);
      if (const auto other = version_to_try(version); other && found_nothing(asked, outcome))
        return launch(std::move(asked), as_before, deadline, *other, std::move(on_done));
      on_done(std::move(outcome));
    };
    core_->put(*desk_, engine::message::Begin{job_of(desk_, spelt(version), std::forward<Asked>(operation), options, deadline,
                                                     std::move(conclude))});
  }

  template <Operation Asked>
  [[nodiscard]] static bool found_nothing(const Asked& asked, const Outcome<typename Asked::Result>& outcome) {
    if (!outcome) return outcome.failure().kind() == FailureKind::not_found;
    if constexpr (requires { asked.is_empty(*outcome); }) return asked.is_empty(*outcome);
    return false;
  }

  template <Operation Asked>
  void learn(const Asked& asked, const Outcome<typename Asked::Result>& outcome, std::size_t version) {
    if (!detects() || is_detected_ || !outcome || found_nothing(asked, outcome)) return;
    version_ = version;
    is_detected_ = true;
  }

  /// The version to ask with after this one showed nothing: the next one, or the right one, where it has become known meanwhile.
  [[nodiscard]] std::optional<std::size_t> version_to_try(std::size_t version) const noexcept {
    if (!detects()) return std::nullopt;
    const std::size_t other = is_detected_ ? version_in_use() : version + 1;
    return other != version && other < versions ? std::optional{other} : std::nullopt;
  }

  template <Operation Asked>
  void remember(const Asked& asked, const Outcome<typename Asked::Result>& outcome) {
    if constexpr (requires { asked.mark(); }) {
      const bool is_in_doubt = !outcome && outcome.failure().effect() == Effect::unknown;
      if (is_in_doubt) unknown_writes_.add(asked.mark().number, asked.label(), now(), asked.mark().quiet);
      if (outcome && !outcome->success.empty()) unknown_writes_.settle(asked.mark().number, asked.label());
    }
  }

  std::optional<std::string> mistake_;
  std::shared_ptr<engine::Core> core_;
  std::shared_ptr<engine::ShopDesk> desk_;
  std::vector<ClientOptions> spellings_;  ///< one for each version, where it is to be detected
  UnknownWrites unknown_writes_;          ///< the engine's thread alone
  std::set<std::string> at_work_on_;      ///< the engine's thread alone
  std::atomic<bool> is_detected_ = false;
  std::atomic<std::size_t> version_ = 0;
};

}  // namespace imweb::inline v0

// A transport without a network, in virtual time: the test says how each request ends, and waiting moves the clock instead
// of blocking.
//
//     auto clock = std::make_shared<imweb::testing::ManualClock>();
//     auto transport = std::make_unique<imweb::testing::ScriptedTransport>(clock, [](const imweb::http::Request& request) {
//       return imweb::testing::Script{.reply_after = std::chrono::milliseconds{80},
//                                     .reply = imweb::http::Response{.status = 200, .body = answer_for(request)}};
//     });
//     imweb::Engine engine{std::move(transport), clock};
#pragma once

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <imweb/http/transport.hpp>
#include <imweb/testing/manual_clock.hpp>

namespace imweb::inline v0::testing {

/// How one request goes. Both times count from its start.
struct Script {
  std::optional<Duration> sent_after = Duration::zero();   ///< when its first byte leaves; empty: never
  std::optional<Duration> reply_after = Duration::zero();  ///< when `reply` is reported; empty: never
  http::Reply reply = http::Response{.status = 200};
};

/// One request as the transport was given it.
struct RecordedRequest {
  TimePoint at{};
  http::Request request{};
};

/// Reports what the script says, on the engine's thread and in the order of virtual time. A request whose first byte would leave
/// after its deadline is stopped at the deadline instead. Thread rule: as Transport; `requests` may be called from any thread.
class ScriptedTransport final : public http::Transport {
 public:
  /// Asked once for each request, on the engine's thread.
  using Scripting = std::function<Script(const http::Request&)>;

  /// `clock` is the one that the Engine was given too.
  ScriptedTransport(std::shared_ptr<ManualClock> clock, Scripting script)
      : clock_(std::move(clock)), script_(std::move(script)) {}

  /// All requests so far, in the order of their start. The Engine owns the transport: ask before it goes.
  [[nodiscard]] std::vector<RecordedRequest> requests() const {
    const std::scoped_lock lock{mutex_};
    return requests_;
  }

  void start(std::shared_ptr<http::Exchange> exchange) override {
    const http::Request& request = exchange->request();
    const TimePoint now = clock_->now();
    Script script = script_(request);
    if (script.sent_after && now + *script.sent_after > request.deadline) script = stopped(request.deadline - now);
    const auto moment = [now](std::optional<Duration> after) { return after ? now + *after : never; };
    const std::scoped_lock lock{mutex_};
    requests_.push_back({now, request});
    flights_.push_back({std::move(exchange), moment(script.sent_after), moment(script.reply_after), std::move(script.reply)});
  }

  /// `not_sent` before the moment at which the script lets the first byte leave.
  http::Progress abandon(const http::Exchange& exchange) override {
    const std::scoped_lock lock{mutex_};
    const auto is_meant = [&exchange](const Flight& flight) { return flight.exchange.get() == &exchange; };
    const auto flight = std::find_if(flights_.begin(), flights_.end(), is_meant);
    if (flight == flights_.end()) return http::Progress::may_have_been_sent;
    const bool is_sent = flight->is_sent || flight->sent_at <= clock_->now();
    flights_.erase(flight);
    return is_sent ? http::Progress::may_have_been_sent : http::Progress::not_sent;
  }

  /// Moves the clock to the next scripted report, and reports, or to `until`, whichever comes first. Blocks only when there is
  /// neither, until `wake`.
  void wait_until(TimePoint until) override {
    std::unique_lock lock{mutex_};
    if (next_report() == never && until == never) bell_.wait(lock, [this] { return is_woken_; });
    if (std::exchange(is_woken_, false)) return;
    clock_->advance_to(std::min(next_report(), until));
    while (next_report() <= clock_->now()) report_next(lock);
  }

  void wake() override {
    const std::scoped_lock lock{mutex_};
    is_woken_ = true;
    bell_.notify_all();
  }

 private:
  struct Flight {
    std::shared_ptr<http::Exchange> exchange;
    TimePoint sent_at;   // never: it never leaves
    TimePoint reply_at;  // never: no reply comes
    http::Reply reply;
    bool is_sent = false;

    [[nodiscard]] bool sends_next() const noexcept { return !is_sent && sent_at != never && sent_at <= reply_at; }
    [[nodiscard]] TimePoint next_at() const noexcept { return sends_next() ? sent_at : reply_at; }
  };

  static Script stopped(Duration after) {
    return {.sent_after = std::nullopt,
            .reply_after = std::max(after, Duration::zero()),
            .reply = http::TransportFailure{.progress = http::Progress::not_sent,
                                            .cause = http::Cause::stopped,
                                            .what = "the deadline passed before the first byte left"}};
  }

  // The earliest, and of equals the one that started first.
  std::vector<Flight>::iterator next_flight() {
    return std::min_element(flights_.begin(), flights_.end(),
                            [](const Flight& a, const Flight& b) { return a.next_at() < b.next_at(); });
  }

  TimePoint next_report() { return flights_.empty() ? never : next_flight()->next_at(); }

  // Reports without the lock, because the engine may call back.
  void report_next(std::unique_lock<std::mutex>& lock) {
    const auto flight = next_flight();
    if (flight->sends_next()) {
      flight->is_sent = true;
      const auto exchange = flight->exchange;
      lock.unlock();
      exchange->sent();
    } else {
      Flight over = std::move(*flight);
      flights_.erase(flight);
      lock.unlock();
      over.exchange->done(std::move(over.reply));
    }
    lock.lock();
  }

  std::shared_ptr<ManualClock> clock_;
  Scripting script_;
  mutable std::mutex mutex_{};
  std::condition_variable bell_{};
  bool is_woken_ = false;
  std::vector<Flight> flights_{};
  std::vector<RecordedRequest> requests_{};
};

}  // namespace imweb::inline v0::testing

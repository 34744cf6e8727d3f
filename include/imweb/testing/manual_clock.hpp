// A clock that moves only when told to, so that a test of an hour takes no time.
//
//     auto clock = std::make_shared<imweb::testing::ManualClock>();
//     clock->advance(std::chrono::minutes{50});
#pragma once

#include <atomic>
#include <chrono>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::testing {

/// Time as the test wants it. It never goes back. Thread rule: every method may be called from any number of threads at once.
/// Moving the clock wakes nobody: a Transport that waits must be told (see ScriptedTransport).
class ManualClock final : public Clock {
 public:
  explicit ManualClock(TimePoint start = TimePoint{std::chrono::hours{1}}) noexcept : now_(start.time_since_epoch().count()) {}

  [[nodiscard]] TimePoint now() const noexcept override { return TimePoint{Duration{now_.load()}}; }

  /// A negative `step` counts as none.
  void advance(Duration step) noexcept {
    if (step > Duration::zero()) now_.fetch_add(step.count());
  }

  /// Does nothing when `to` is past already.
  void advance_to(TimePoint to) noexcept {
    const Duration::rep target = to.time_since_epoch().count();
    Duration::rep present = now_.load();
    while (present < target && !now_.compare_exchange_weak(present, target)) {
    }
  }

 private:
  std::atomic<Duration::rep> now_;
};

}  // namespace imweb::inline v0::testing

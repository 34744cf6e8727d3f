// When a shop rests: after failures in a row nothing more is sent for a while, and longer each time. The first request after a rest is
// a login, which changes nothing at imweb; the next order call is on trial.
#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>

#include <imweb/base/time.hpp>
#include <imweb/pipeline/rules/trouble.hpp>

namespace imweb::inline v0::pipeline::rules {

/// Counts troubles. How many in a row are too many, and how long the first rest is, each kind of trouble says (row_of).
class Breaker {
 public:
  static constexpr Duration longest_rest = std::chrono::minutes{10};

  /// The shop rests until then; long past while all is well.
  [[nodiscard]] TimePoint rests_until() const noexcept { return rests_until_; }

  /// What the shop rests from.
  [[nodiscard]] Trouble cause() const noexcept { return cause_; }

  /// False while the one order call is under way that is on trial after a rest.
  [[nodiscard]] bool lets_go() const noexcept { return !is_trial_under_way_; }

  /// An order call gets its turn; after a rest it is the one on trial.
  void begun() noexcept { is_trial_under_way_ = rests_in_a_row_ > 0; }

  /// An order call that began at `begun_at` is under way no more, however it ended.
  void ended(TimePoint begun_at) noexcept { is_trial_under_way_ = is_trial_under_way_ && begun_at < rested_at_; }

  /// imweb dealt with an order call that began at `begun_at`, whether it liked it or not.
  void succeeded(TimePoint begun_at) noexcept {
    if (begun_at < rested_at_) return;  // it says nothing about the time since
    streak_ = 0;
    rests_in_a_row_ = 0;
    remember(Past::good);
  }

  /// A request begun at `begun_at` met a trouble. True when the shop rests from now on. `dice` is in [0, 1) and spreads the return of
  /// many shops.
  bool failed(Trouble trouble, TimePoint begun_at, TimePoint at, double dice) noexcept {
    if (begun_at < rested_at_) return false;  // sent before the rest began: already counted for
    const bool is_throttled = trouble == Trouble::throttled;
    if (is_throttled && begun_at < throttled_at_) return false;  // the same burst
    if (is_throttled) throttled_at_ = at;
    if (row_of(trouble).is_counted_by_half) remember(Past::bad);
    const bool must_rest = rests_in_a_row_ > 0 || ++streak_ >= row_of(trouble).most_in_a_row || is_mostly_bad();
    if (!must_rest) return false;
    const Duration rest = std::min<Duration>(longest_rest,
                                             row_of(trouble).shortest_rest * (1LL << std::min(rests_in_a_row_++, 8)));
    rested_at_ = at;
    rests_until_ = at + rest + std::chrono::duration_cast<Duration>(rest * 0.1 * dice);
    cause_ = trouble;
    past_ = {};
    return true;
  }

 private:
  enum class Past : std::uint8_t { good, bad };

  void remember(Past one) noexcept {
    past_.bad = (past_.bad << 1U | (one == Past::bad ? 1U : 0U)) & 0xFFFFFU;
    past_.count = std::min(past_.count + 1, 20);
  }

  [[nodiscard]] bool is_mostly_bad() const noexcept { return past_.count == 20 && std::popcount(past_.bad) >= 10; }

  struct {
    std::uint32_t bad = 0;  ///< the last 20, newest lowest
    int count = 0;
  } past_;
  int streak_ = 0;
  int rests_in_a_row_ = 0;
  TimePoint rested_at_ = TimePoint::min();
  TimePoint rests_until_ = TimePoint::min();
  TimePoint throttled_at_ = TimePoint::min();
  bool is_trial_under_way_ = false;
  Trouble cause_ = Trouble::none;
};

}  // namespace imweb::inline v0::pipeline::rules

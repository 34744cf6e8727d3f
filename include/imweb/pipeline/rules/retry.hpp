// Whether and when a request that was proven not sent goes out again. Unknown effects never come here.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::pipeline::rules {

/// Full jitter: anything from nothing to the doubled base, 20 s at most. `dice` is in [0, 1).
[[nodiscard]] inline Duration backoff(int attempts, double dice) noexcept {
  constexpr Duration base = std::chrono::milliseconds{200};
  constexpr Duration most = std::chrono::seconds{20};
  const Duration ceiling = std::min<Duration>(most, base * (1LL << std::clamp(attempts - 1, 0, 10)));
  return std::chrono::duration_cast<Duration>(ceiling * dice);
}

/// One shop's budget for repetitions, so that a dead network is not hammered by every call at once: 50 units, 5 a repetition,
/// one back for each clean answer.
class RetryBudget {
 public:
  explicit RetryBudget(std::uint64_t seed) noexcept : seed_(seed) {}

  /// How long to wait before attempt number `attempts + 1`; empty when it should not be made.
  [[nodiscard]] std::optional<Duration> next_wait(int attempts, int max_attempts) noexcept {
    if (attempts >= max_attempts || units_ < cost) return std::nullopt;
    units_ -= cost;
    return backoff(attempts, roll());
  }

  void succeeded() noexcept { units_ = std::min(units_ + 1, capacity); }

  /// The shop's dice, in [0, 1). splitmix64: jitter must differ between shops and calls, not be unguessable.
  double roll() noexcept {
    std::uint64_t z = (seed_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
  }

 private:
  static constexpr int capacity = 50;
  static constexpr int cost = 5;

  std::uint64_t seed_;
  int units_ = capacity;
};

}  // namespace imweb::inline v0::pipeline::rules

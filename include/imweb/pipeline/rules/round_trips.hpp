// How long imweb's last answers took, and what is unusually long among them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::pipeline::rules {

/// The last 200 round trips of one shop. Takes no memory before the first.
class RoundTrips {
 public:
  void learn(Duration round_trip) {
    shortest_ = std::min(shortest_.value_or(round_trip), round_trip);
    if (last_.empty()) reserve();
    if (last_.size() < remembered) {
      last_.push_back(written(round_trip));
      return rank(static_cast<std::uint8_t>(last_.size() - 1));
    }
    ranks_.erase(std::find(ranks_.begin(), ranks_.end(), oldest_));
    last_[oldest_] = written(round_trip);
    rank(oldest_);
    oldest_ = static_cast<std::uint8_t>((oldest_ + 1U) % remembered);
  }

  /// The shortest ever.
  [[nodiscard]] std::optional<Duration> shortest() const noexcept { return shortest_; }

  /// Fewer than one in ten of the last answers took so long. Until it is known what is usual, anything may be rare.
  [[nodiscard]] bool is_rare(Duration round_trip) const noexcept {
    return last_.size() < enough || last_[ranks_[(last_.size() - 1) / 10]] < written(round_trip);
  }

  /// Longer than nine of ten of the last answers took, by more than such times scatter anyway: imweb's own work is not always the same.
  [[nodiscard]] bool is_late(Duration round_trip) const noexcept {
    return is_rare(round_trip - round_trip / 8 - std::chrono::milliseconds{5});
  }

 private:
  static constexpr std::size_t remembered = 200;
  static constexpr std::size_t enough = 20;

  /// Whole microseconds, of which 32 bits hold an hour: a shop has 200 of them.
  [[nodiscard]] static std::uint32_t written(Duration round_trip) noexcept {
    const auto microseconds = std::chrono::ceil<std::chrono::microseconds>(round_trip).count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(microseconds, 0, std::numeric_limits<std::uint32_t>::max()));
  }

  void reserve() {
    last_.reserve(remembered);
    ranks_.reserve(remembered);
  }

  /// Puts what stands at `index` among the others.
  void rank(std::uint8_t index) {
    const auto is_longer = [this](std::uint8_t a, std::uint8_t b) { return last_[a] > last_[b]; };
    ranks_.insert(std::upper_bound(ranks_.begin(), ranks_.end(), index, is_longer), index);
  }

  std::vector<std::uint32_t> last_;  ///< a ring
  std::vector<std::uint8_t> ranks_;  ///< where they stand in it, longest first
  std::uint8_t oldest_ = 0;          ///< where the ring goes on when it is full
  std::optional<Duration> shortest_;
};

}  // namespace imweb::inline v0::pipeline::rules

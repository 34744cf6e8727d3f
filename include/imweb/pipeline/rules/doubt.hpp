// When to look whether a write that was lost has taken effect, and when not seeing it proves that it has not. Seeing it counts at once; not seeing it
// counts only when imweb cannot be at work on it any more, and only twice (decision 16).
#pragma once

#include <array>
#include <chrono>
#include <optional>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::pipeline::rules {

/// How long imweb may still be at work on a write whose answer was lost: longer where it moves money.
inline constexpr Duration quiet_of_status = std::chrono::seconds{65};
inline constexpr Duration quiet_of_money = std::chrono::seconds{180};

/// One lost write.
class Doubt {
 public:
  Doubt(TimePoint lost_at, TimePoint quiet_until) noexcept : lost_at_(lost_at), quiet_until_(quiet_until) {}

  /// A look that was begun at `at` showed nothing.
  void saw_nothing(TimePoint at) noexcept {
    const bool counts = at >= quiet_until_ && (!last_ || at - *last_ >= apart);
    if (!counts) return;
    last_ = at;
    ++times_;
  }

  /// Proven: the write has not taken effect, and will not.
  [[nodiscard]] bool is_disproved() const noexcept { return times_ >= needed; }

  [[nodiscard]] TimePoint next_look(TimePoint now) const noexcept {
    for (const auto after : early_looks)
      if (lost_at_ + after > now && lost_at_ + after < quiet_until_) return lost_at_ + after;
    if (now < quiet_until_) return quiet_until_;
    return last_ ? *last_ + apart : now;
  }

 private:
  static constexpr std::array<std::chrono::seconds, 4> early_looks{
      {std::chrono::seconds{2}, std::chrono::seconds{5}, std::chrono::seconds{15}, std::chrono::seconds{30}}};
  static constexpr Duration apart = std::chrono::seconds{2};
  static constexpr int needed = 2;

  TimePoint lost_at_;
  TimePoint quiet_until_;
  std::optional<TimePoint> last_;
  int times_ = 0;
};

}  // namespace imweb::inline v0::pipeline::rules

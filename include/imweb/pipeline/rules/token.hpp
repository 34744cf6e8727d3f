// When a shop's access token may be used, and when a new login may start. The token itself is held by the engine.
// imweb documents no lifetime (wire.md "Authentication"): a token serves until it is refused or older than ClientOptions::token_age.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>

namespace imweb::inline v0::pipeline::rules {

/// The life of one shop's tokens. Each login starts a new generation, so that a late refusal of an old token harms nothing.
class Token {
 public:
  using Generation = std::uint64_t;

  /// How long after a refused login, or after new tokens were refused in a row, the next login waits: no lock-out by our doing.
  static constexpr Duration login_pause = std::chrono::seconds{10};

  explicit Token(Duration age) : age_(age) {}

  [[nodiscard]] bool is_usable(TimePoint at) const noexcept { return is_held_ && at - issued_at_ < age_; }
  [[nodiscard]] Generation generation() const noexcept { return generation_; }

  /// The refusal that still stands, if the last login was refused a short while ago.
  [[nodiscard]] const Failure::Details* login_refusal(TimePoint at) const noexcept {
    return login_refusal_ && at < refusal_stands_until_ ? &*login_refusal_ : nullptr;
  }

  /// No login before this moment.
  [[nodiscard]] TimePoint login_not_before() const noexcept { return login_not_before_; }

  /// A login succeeded. What was issued while logins must wait serves nobody: the shop rests.
  void issued(TimePoint at) noexcept {
    is_held_ = at >= login_not_before_;
    issued_at_ = at;
    ++generation_;
    login_refusal_.reset();
  }

  /// imweb acted on a request that carried this token.
  void accepted(Generation generation) noexcept {
    if (generation == generation_) refused_in_a_row_ = 0;
  }

  /// imweb refused a request because of this token. The second new token that is refused in a row makes logins wait.
  void refused(Generation generation, TimePoint at) noexcept {
    if (generation != generation_ || !is_held_) return;
    is_held_ = false;
    if (++refused_in_a_row_ >= 2) suspend(at + login_pause);
  }

  /// The token is given up, and there is no login before `until`: the first request afterwards is one.
  void suspend(TimePoint until) noexcept {
    is_held_ = false;
    login_not_before_ = std::max(login_not_before_, until);
  }

  /// imweb refused the login itself. Calls fail with the same refusal until the pause is over.
  void login_refused(Failure::Details why, TimePoint at) {
    login_refusal_ = std::move(why);
    refusal_stands_until_ = at + login_pause;
    suspend(at + login_pause);
  }

 private:
  Duration age_;
  bool is_held_ = false;
  TimePoint issued_at_{};
  Generation generation_ = 0;
  int refused_in_a_row_ = 0;
  TimePoint login_not_before_ = TimePoint::min();
  std::optional<Failure::Details> login_refusal_;
  TimePoint refusal_stands_until_ = TimePoint::min();
};

}  // namespace imweb::inline v0::pipeline::rules

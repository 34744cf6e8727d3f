// When the next request of a shop may leave. imweb allows 5 requests a second, 1 for lists, and may block a shop that exceeds them; how
// it counts is not known. Even spacing, counted from the moment the bytes leave, keeps every way of counting content (docs/decisions).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::pipeline::rules {

/// The two limits of the guide. A list request takes a turn in both.
enum class Lane : std::uint8_t { normal, list };

/// One shop's pace. At most one granted request is unsent at any time; the next turn is dated from the moment it was sent.
class Pace {
 public:
  struct Options {
    Duration spacing = std::chrono::milliseconds{205};
    Duration list_spacing = std::chrono::milliseconds{1020};
    TimePoint opens_at = TimePoint::min();
  };

  static constexpr std::size_t limit = 5;  ///< requests in a window
  static constexpr Duration window = std::chrono::seconds{1};
  static constexpr Duration margin = std::chrono::milliseconds{25};
  static constexpr Duration longest_hold = std::chrono::seconds{3};  ///< for an answer that does not come
  static constexpr Duration throttle_step = std::chrono::seconds{3};
  static constexpr Duration longest_pause = std::chrono::seconds{60};

  explicit Pace(Options options) : options_(options), closed_until_(options.opens_at) {}

  /// The next turn; `never` while a granted request has not left yet.
  [[nodiscard]] TimePoint next_turn(Lane lane) const noexcept {
    if (options_.spacing == Duration::zero()) return TimePoint::min();
    if (is_granted_) return never;
    TimePoint turn = std::max(closed_until_, after_last(last_sent_, spacing()));
    if (lane == Lane::list) turn = std::max(turn, after_last(last_list_sent_, options_.list_spacing));
    return std::max(turn, hold(turn));
  }

  /// Whether an answer can be hoped for within `left`: it is more than twice what nine of ten of the last ones took.
  [[nodiscard]] bool is_enough(Duration left) const noexcept { return is_rare(left / 2); }

  /// The shop is closed until then: by a throttling answer, or because it has just started.
  [[nodiscard]] TimePoint closed_until() const noexcept { return closed_until_; }

  void granted() noexcept { is_granted_ = true; }

  /// The granted request did not leave after all.
  void released() noexcept { is_granted_ = false; }

  void sent(Lane lane, TimePoint at) {
    is_granted_ = false;
    last_sent_ = at;
    if (lane == Lane::list) last_list_sent_ = at;
    sends_.push_back({at, std::nullopt, Late::no, false});
    if (sends_.size() > limit) sends_.pop_front();
    sends_.back().fills_window = sends_.size() == limit && at < sends_.front().at + window;
  }

  /// What a request is for. A login is other work for imweb than an order: how long it takes tells nothing of what is usual.
  enum class Work : std::uint8_t { order, login };

  /// The answer to what was sent at `sent_at`, with imweb's own count of what is left where it gave one. Only ever slows down.
  void answered(TimePoint sent_at, TimePoint at, std::optional<std::int64_t> request_count, Work work = Work::order) {
    const Duration round_trip = at - sent_at;
    close_send(sent_at, at, work == Work::login ? Late::surely : is_late(round_trip) ? Late::perhaps : Late::no);
    if (work == Work::order) learn(round_trip);
    slowness_ = std::max(1.0, slowness_ * 0.98);
    if (request_count && *request_count <= 0 && is_used_by_others(sent_at)) close(at + window + margin);
  }

  /// The other end broke off at `at` what was sent at `sent_at`: it had arrived by then, if it did. What is given up from this end is not
  /// reported here: it may still arrive, and so counts as unanswered.
  void broke_off(TimePoint sent_at, TimePoint at) { close_send(sent_at, at, Late::perhaps); }

  /// imweb counted too many. The shop pauses, longer each time in a row, and goes on more slowly. Returns when it goes on.
  TimePoint throttled(TimePoint sent_at, TimePoint at, std::optional<Duration> retry_after) {
    if (sent_at < throttled_at_) return closed_until_;  // sent before the pause began: already answered for
    throttled_at_ = at;
    slowness_ = std::min(4.0, slowness_ / 0.7);
    const Duration step = throttle_step * ++throttled_in_a_row_;
    close(at + std::min(longest_pause, std::max(step, retry_after.value_or(Duration::zero()))));
    return closed_until_;
  }

  /// An answer that was not a throttling one. To what was sent before the pause began, it says nothing about the time after.
  void flowed(TimePoint sent_at) noexcept {
    if (sent_at >= throttled_at_) throttled_in_a_row_ = 0;
  }

 private:
  static constexpr std::size_t remembered = 200;
  static constexpr std::size_t enough = 20;
  static constexpr Duration slack = std::chrono::milliseconds{10};  ///< for a shorter way than was ever seen

  /// Whether a request may have arrived later than its moment of sending tells. `surely`: and nothing is known of its way at all.
  enum class Late : std::uint8_t { no, perhaps, surely };

  struct Send {
    TimePoint at;
    std::optional<TimePoint> answered_at;
    Late late;
    bool fills_window;  ///< our own requests alone used the limit up
  };

  /// imweb said that nothing is left after what was sent at `sent_at`. Where our own requests explain that, even spacing suffices.
  [[nodiscard]] bool is_used_by_others(TimePoint sent_at) const noexcept {
    const auto is_it = [sent_at](const Send& send) { return send.at == sent_at; };
    const auto send = std::find_if(sends_.begin(), sends_.end(), is_it);
    return send != sends_.end() && !send->fills_window;
  }

  [[nodiscard]] static TimePoint after_last(std::optional<TimePoint> last, Duration gap) noexcept {
    return last ? *last + gap : TimePoint::min();
  }

  [[nodiscard]] Duration spacing() const noexcept { return std::chrono::duration_cast<Duration>(options_.spacing * slowness_); }

  /// A late answer may mean a request that arrived late, and so closer to the ones after it. The request `limit` places later then
  /// waits for a window from the answer, less the shortest way there and back that was ever seen.
  [[nodiscard]] TimePoint hold(TimePoint turn) const noexcept {
    if (sends_.size() < limit) return TimePoint::min();
    const Send& oldest = sends_.front();
    if (!oldest.answered_at) return is_late(turn - oldest.at) ? oldest.at + longest_hold : TimePoint::min();
    if (oldest.late == Late::no) return TimePoint::min();
    const Duration way = oldest.late == Late::perhaps ? shortest_.value_or(Duration::zero()) : Duration::zero();
    return *oldest.answered_at - way + window + slack;
  }

  /// Longer than nine of ten of the last answers took, by more than such times scatter anyway: imweb's own work is not always the same.
  [[nodiscard]] bool is_late(Duration round_trip) const noexcept {
    return is_rare(round_trip - round_trip / 8 - std::chrono::milliseconds{5});
  }

  /// Fewer than one in ten of the last answers took so long. Until it is known what is usual, anything may be rare.
  [[nodiscard]] bool is_rare(Duration round_trip) const noexcept {
    const auto is_as_long = [round_trip](Duration one) { return one >= round_trip; };
    const auto as_long = std::count_if(round_trips_.begin(), round_trips_.end(), is_as_long);
    return round_trips_.size() < enough || static_cast<std::size_t>(as_long) * 10 < round_trips_.size();
  }

  void learn(Duration round_trip) {
    shortest_ = std::min(shortest_.value_or(round_trip), round_trip);
    round_trips_.push_back(round_trip);
    if (round_trips_.size() > remembered) round_trips_.pop_front();
  }

  void close_send(TimePoint sent_at, TimePoint at, Late late) {
    for (auto& send : sends_)
      if (send.at == sent_at) send = {sent_at, at, late, send.fills_window};
  }

  void close(TimePoint until) noexcept { closed_until_ = std::max(closed_until_, until); }

  Options options_;
  TimePoint closed_until_;
  bool is_granted_ = false;
  std::optional<TimePoint> last_sent_;
  std::optional<TimePoint> last_list_sent_;
  std::deque<Send> sends_;
  std::deque<Duration> round_trips_;
  std::optional<Duration> shortest_;
  double slowness_ = 1.0;
  int throttled_in_a_row_ = 0;
  TimePoint throttled_at_ = TimePoint::min();
};

}  // namespace imweb::inline v0::pipeline::rules

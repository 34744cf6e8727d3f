// A shop that never stops sending, on virtual time: the real Pace on one side, a network and a server that only counts on the other.
//
//     const auto seen = run_traffic(wan, {.seed = 1});
//     EXPECT_EQ(seen.violations, 0);
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include <imweb/base/time.hpp>
#include <imweb/pipeline/rules/pace.hpp>

namespace imweb::inline v0::pipeline::rules {

/// How long a request takes to the server, or its answer back, in ms: normally distributed, never under a floor, and now and then a
/// retransmission later.
struct Network {
  double delay = 0;
  double spread = 0;
  double least = 0;
  double retransmits = 0;  ///< share of the messages, in each direction
  double retransmit_after = 200;
};

inline constexpr Network lan{.delay = 0.2, .spread = 1, .least = 0.05};
inline constexpr Network wan{.delay = 10, .spread = 4, .least = 1};
inline constexpr Network lossy_wan{.delay = 10, .spread = 4, .least = 1, .retransmits = 0.001};

/// What the server saw.
struct Traffic {
  int violations = 0;      ///< sliding window: requests that arrived less than a second after the fifth before them
  int fixed_window = 0;    ///< fixed windows of a second: requests over five in one, at the worst of ten phases
  int token_bucket = 0;    ///< bucket of five, refilled with five a second: requests that found it empty
  double utilisation = 0;  ///< of five requests a second
};

struct TrafficOptions {
  int requests = 60'000;
  std::uint64_t seed = 1;
  Pace::Options pace{};
};

class TrafficRun {
 public:
  TrafficRun(const Network& network, const TrafficOptions& options)
      : network_(network), pace_(options.pace), random_(options.seed), requests_(options.requests) {}

  Traffic run() {
    for (int i = 0; i < requests_; ++i) {
      wait_for_turn();
      send();
    }
    return judge();
  }

 private:
  using Answer = std::pair<TimePoint, TimePoint>;  ///< when it comes, and when its request was sent

  /// Answers that come before the turn may move it.
  void wait_for_turn() {
    auto turn = std::max(now_, pace_.next_turn(Lane::normal));
    while (!answers_.empty() && answers_.top().first <= turn) {
      const auto [at, sent_at] = answers_.top();
      answers_.pop();
      now_ = std::max(now_, at);
      pace_.answered(sent_at, at, std::nullopt);
      turn = std::max(now_, pace_.next_turn(Lane::normal));
    }
    now_ = turn;
  }

  /// A thread wakes a little late, and a warm connection takes a moment.
  void send() {
    pace_.granted();
    now_ += milliseconds(wake_up_(random_));
    pace_.sent(Lane::normal, now_);
    arrivals_.push_back(now_ + travel());
    answers_.push({arrivals_.back() + travel(), now_});
  }

  Duration travel() {
    const double again = chance_(random_) < network_.retransmits ? network_.retransmit_after : 0;
    return milliseconds(std::max(network_.least, network_.delay + network_.spread * jitter_(random_)) + again);
  }

  [[nodiscard]] Traffic judge() {
    std::sort(arrivals_.begin(), arrivals_.end());
    Traffic seen;
    for (std::size_t i = Pace::limit; i < arrivals_.size(); ++i)
      seen.violations += arrivals_[i] - arrivals_[i - Pace::limit] < Pace::window ? 1 : 0;
    for (int phase = 0; phase < 10; ++phase)
      seen.fixed_window = std::max(seen.fixed_window, over_fixed_window(phase * Pace::window / 10));
    seen.token_bucket = over_token_bucket();
    const std::chrono::duration<double> time = arrivals_.back() - arrivals_.front();
    seen.utilisation = static_cast<double>(arrivals_.size() - 1) / static_cast<double>(Pace::limit) / time.count();
    return seen;
  }

  [[nodiscard]] int over_fixed_window(Duration phase) const {
    int over = 0;
    std::size_t in_window = 0;
    Duration::rep present = -1;
    for (const TimePoint at : arrivals_) {
      const auto window = (at.time_since_epoch() + phase) / Pace::window;
      in_window = window == present ? in_window + 1 : 1;
      present = window;
      over += in_window > Pace::limit ? 1 : 0;
    }
    return over;
  }

  [[nodiscard]] int over_token_bucket() const {
    double tokens = Pace::limit;
    int over = 0;
    TimePoint last = arrivals_.front();
    for (const TimePoint at : arrivals_) {
      const std::chrono::duration<double> since = at - std::exchange(last, at);
      tokens = std::min<double>(Pace::limit, tokens + since.count() * Pace::limit);
      const bool is_empty = tokens < 1;
      over += is_empty ? 1 : 0;
      tokens -= is_empty ? 0 : 1;
    }
    return over;
  }

  static Duration milliseconds(double count) {
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>{count});
  }

  Network network_;
  Pace pace_;
  std::mt19937_64 random_;
  int requests_;
  TimePoint now_{};
  std::priority_queue<Answer, std::vector<Answer>, std::greater<>> answers_;
  std::vector<TimePoint> arrivals_;
  std::normal_distribution<double> jitter_{0, 1};
  std::uniform_real_distribution<double> chance_{0, 1};
  std::exponential_distribution<double> wake_up_{1 / 0.05};
};

/// Keeps a shop busy and counts what arrives.
inline Traffic run_traffic(const Network& network, const TrafficOptions& options = {}) {
  return TrafficRun{network, options}.run();
}

}  // namespace imweb::inline v0::pipeline::rules

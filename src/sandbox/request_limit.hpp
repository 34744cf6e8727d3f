// Counts the requests of one shop and says which come too fast. A pure rule: time comes in with each request.
#pragma once

#include <deque>
#include <optional>

#include <imweb/base/time.hpp>
#include <imweb/testing/sandbox_options.hpp>

namespace imweb::inline v0::testing::sandbox {

/// What the limit says about one request.
struct Admission {
  bool admitted = true;
  int left = 0;  ///< how many more would be admitted at this moment
};

/// One shop's limit, with the window that the options choose. Times must not go backwards.
class RequestLimit {
 public:
  /// At most `per_second` requests a second; 0: any number.
  RequestLimit(const SandboxOptions& options, int per_second);

  Admission admit(TimePoint now);
  /// What `admit` would say, without taking a place.
  [[nodiscard]] bool has_room(TimePoint now);

 private:
  int left_at(TimePoint now);
  int left_in_bucket(TimePoint now) const;
  void take(TimePoint now);
  void note_violation(TimePoint now);

  int limit_;
  LimitWindow window_;
  RefusedRequests refused_requests_;
  int block_after_;
  Duration block_time_;

  std::deque<TimePoint> taken_{};            // sliding: the last second; fixed: the present window
  std::optional<TimePoint> window_start_{};  // fixed
  TimePoint bucket_full_at_{};               // token bucket
  int violations_ = 0;
  TimePoint blocked_until_{};
};

}  // namespace imweb::inline v0::testing::sandbox

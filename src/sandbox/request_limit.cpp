#include "sandbox/request_limit.hpp"

#include <algorithm>
#include <limits>

namespace imweb::inline v0::testing::sandbox {
namespace {

constexpr Duration second = std::chrono::seconds{1};

}  // namespace

RequestLimit::RequestLimit(const SandboxOptions& options, int per_second)
    : limit_(per_second),
      window_(options.limit_window),
      refused_requests_(options.refused_requests),
      block_after_(options.block_after),
      block_time_(options.block_time) {}

Admission RequestLimit::admit(TimePoint now) {
  if (limit_ <= 0) return {true, std::numeric_limits<int>::max()};
  const int left = now < blocked_until_ ? 0 : left_at(now);
  if (left <= 0) {
    if (refused_requests_ == RefusedRequests::counted) take(now);
    note_violation(now);
    return {false, 0};
  }
  violations_ = 0;
  take(now);
  return {true, left - 1};
}

bool RequestLimit::has_room(TimePoint now) { return limit_ <= 0 || (now >= blocked_until_ && left_at(now) > 0); }

int RequestLimit::left_at(TimePoint now) {
  if (window_ == LimitWindow::token_bucket) return left_in_bucket(now);
  if (window_ == LimitWindow::fixed) {
    if (!window_start_) window_start_ = now;
    const auto windows = (now - *window_start_) / second;
    if (windows > 0) taken_.clear();
    *window_start_ += windows * second;
  } else {
    while (!taken_.empty() && taken_.front() + second <= now) taken_.pop_front();
  }
  return limit_ - static_cast<int>(taken_.size());
}

int RequestLimit::left_in_bucket(TimePoint now) const {
  const Duration refill = second / limit_;
  const Duration missing = std::max(bucket_full_at_ - now, Duration::zero());
  return static_cast<int>((limit_ * refill - missing) / refill);
}

void RequestLimit::take(TimePoint now) {
  if (window_ == LimitWindow::token_bucket) {
    const Duration refill = second / limit_;
    bucket_full_at_ = std::min(std::max(bucket_full_at_, now) + refill, now + limit_ * refill);
  } else if (now >= blocked_until_) {
    taken_.push_back(now);
  }
}

void RequestLimit::note_violation(TimePoint now) {
  if (now < blocked_until_ || block_after_ <= 0) return;
  if (++violations_ < block_after_) return;
  violations_ = 0;
  blocked_until_ = now + block_time_;
}

}  // namespace imweb::inline v0::testing::sandbox

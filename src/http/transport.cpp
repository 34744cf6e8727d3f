#include <imweb/http/transport.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace imweb::inline v0::http {

Exchange::~Exchange() = default;

struct Transport::Bell {
  std::mutex mutex;
  std::condition_variable rang;
  bool is_ringing = false;
};

Transport::Transport() : bell_(std::make_unique<Bell>()) {}
Transport::~Transport() = default;

Progress Transport::abandon(const Exchange&) { return Progress::may_have_been_sent; }

void Transport::wait_until(TimePoint until) {
  const TimePoint now = std::chrono::steady_clock::now();
  std::unique_lock lock{bell_->mutex};
  if (until > now) {
    const TimePoint soon = now + std::chrono::hours{1};  // `never` would overflow the wait
    bell_->rang.wait_until(lock, std::min(until, soon), [this] { return bell_->is_ringing; });
  }
  bell_->is_ringing = false;
}

void Transport::wake() {
  const std::lock_guard lock{bell_->mutex};
  bell_->is_ringing = true;
  bell_->rang.notify_one();
}

}  // namespace imweb::inline v0::http

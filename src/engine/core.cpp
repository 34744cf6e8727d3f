#include "engine/core.hpp"

#include <pthread.h>

#include <csignal>
#include <future>
#include <utility>

#include "base/process_mark.hpp"

namespace imweb::inline v0::engine {

namespace {

class SteadyClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const noexcept override { return std::chrono::steady_clock::now(); }
};

/// A thread started in this object's lifetime takes no signals: they stay with the program's own threads, and a broken connection
/// raises no SIGPIPE.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

}  // namespace

Core::Core(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock)
    : loop_(std::move(transport), clock ? std::move(clock) : std::make_shared<SteadyClock>()), process_(process_mark()) {}

Core::~Core() {
  if (thread_.joinable()) thread_.detach();  // a callback destroyed the engine
}

void Core::start() {
  const std::lock_guard lock{thread_mutex_};
  if (!end_at_exit(weak_from_this())) return loop_.inbox().close();
  const NoSignals for_the_thread;
  thread_ = std::thread{[self = shared_from_this()] {
    self->loop_.run();
    self->loop_.end_transport();  // here too: closing connections may write to peers that are gone
  }};
}

void Core::end() {
  put(message::Stop{});
  if (is_own_thread()) return;
  const std::lock_guard lock{thread_mutex_};
  if (thread_.joinable()) thread_.join();
}

void Core::close(const std::shared_ptr<ShopDesk>& desk) {
  if (is_own_thread()) return loop_.close(*desk);
  std::promise<void> closed;
  const auto is_closed = closed.get_future();
  put(message::CloseShop{desk, [closed = std::move(closed)](std::monostate) mutable { closed.set_value(); }});
  is_closed.wait();  // ends as well when the engine is gone and the message with it
}

bool Core::is_orphaned() const noexcept { return process_ != process_mark(); }

}  // namespace imweb::inline v0::engine

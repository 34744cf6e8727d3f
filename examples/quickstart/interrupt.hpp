// Ctrl-C as a stop_token, so that a run ends with a report instead of in the middle of a request.
#pragma once

#include <chrono>
#include <csignal>
#include <stop_token>
#include <thread>

inline volatile std::sig_atomic_t interrupted = 0;

/// Takes Ctrl-C for as long as it lives. A signal handler may do no more than set a flag, so a thread looks at the flag.
class StopOnInterrupt {
 public:
  StopOnInterrupt() {
    std::signal(SIGINT, [](int) { interrupted = 1; });
  }
  ~StopOnInterrupt() { std::signal(SIGINT, SIG_DFL); }
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  void watch(const std::stop_token& is_over) {
    for (; !is_over.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds{50}))
      if (interrupted != 0) stop_.request_stop();
  }

  std::stop_source stop_;
  std::jthread watcher_{[this](const std::stop_token& is_over) { watch(is_over); }};  // last: it uses what stands above
};

// What every driver of the benchmark is given, and what it gives back.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

#include <vector>

#include "bench/cpu_time.hpp"
#include "bench/sample_call.hpp"

namespace imweb::bench {

/// One run: a closed loop, in which every call that ends starts the next one.
struct Load {
  std::string url{};      ///< "http://127.0.0.1:8080/v2"
  std::string ca_file{};  ///< for https
  std::size_t in_flight = 64;
  std::size_t calls = 20'000;   ///< that count
  std::size_t warm_up = 2'000;  ///< before those
};

struct Result {
  Seconds wall{};
  Seconds cpu{};  ///< of the whole process
  std::chrono::nanoseconds p50{};
  std::chrono::nanoseconds p99{};
};

/// One call under way.
struct Ticket {
  std::size_t number;
  std::chrono::steady_clock::time_point begun;
};

/// Hands the calls of a load out, and measures from the end of the warm-up to the end of the last call that counts. Any thread.
class Meter {
 public:
  explicit Meter(const Load& load);

  /// The next call; empty when enough have ended.
  [[nodiscard]] std::optional<Ticket> begin();

  void end(const Ticket& ticket);

  /// The first wrong answer ends the run.
  void fail(std::string why);

  /// Precondition: all calls have ended. Throws std::runtime_error when one was wrong.
  [[nodiscard]] Result result();

 private:
  struct Mark {
    std::chrono::steady_clock::time_point time{};
    Seconds cpu{};
  };
  [[nodiscard]] static Mark mark_now() { return {std::chrono::steady_clock::now(), cpu_time()}; }

  std::mutex mutex_{};
  std::size_t first_;  ///< calls to end before it counts
  std::size_t last_;
  std::size_t begun_ = 0;
  std::size_t ended_ = 0;
  Mark from_{};
  Mark to_{};
  std::string failure_{};
  std::vector<std::chrono::nanoseconds> latencies_{};
};

/// Runs one load. Throws std::exception.
using Driver = Result (*)(const Load& load);

Result run_imweb(const Load& load);          ///< start(), from one thread
Result run_imweb_process(const Load& load);  ///< process(), one call after the other
Result run_multi_socket(const Load& load);   ///< libcurl, curl_multi_socket_action and epoll
Result run_multi_poll(const Load& load);     ///< libcurl, curl_multi_poll
Result run_easy(const Load& load);           ///< libcurl, one reused easy handle
Result run_httplib(const Load& load);        ///< cpp-httplib, one thread for each call in flight

}  // namespace imweb::bench

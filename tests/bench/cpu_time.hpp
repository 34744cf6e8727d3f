// What this process has used of the processor.
#pragma once

#include <sys/resource.h>

#include <chrono>

namespace imweb::bench {

using Seconds = std::chrono::duration<double>;

/// User and system time of all threads.
inline Seconds cpu_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return Seconds{static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6};
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace imweb::bench

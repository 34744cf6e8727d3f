// Time as the library sees it: one steady clock, handed in, so that tests and simulations own it.
#pragma once

// Of <chrono>, the public headers need durations and clocks alone. libstdc++ keeps these in a part without calendars and streams, which
// would cost every file that includes this library. Include <chrono> where you use more.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif

#include <imweb/export.hpp>

namespace imweb::inline v0 {

using Duration = std::chrono::steady_clock::duration;
using TimePoint = std::chrono::steady_clock::time_point;

/// "No such moment": a timer that is not set.
inline constexpr TimePoint never = TimePoint::max();

/// Where an Engine reads the time. The default is std::chrono::steady_clock; wall-clock time is used nowhere.
/// Thread rule: `now` is called from several threads at once.
class IMWEB_EXPORT Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock();

  [[nodiscard]] virtual TimePoint now() const noexcept = 0;
};

}  // namespace imweb::inline v0

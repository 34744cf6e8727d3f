// Who wants to be called when, soonest first.
#pragma once

#include <set>
#include <utility>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::engine {

/// Each id stands in it at most once, under the time that its owner remembers.
template <class Id>
class Schedule {
 public:
  /// The soonest time; `never` when nobody is in it.
  [[nodiscard]] TimePoint first_time() const noexcept { return entries_.empty() ? never : entries_.begin()->first; }

  /// Precondition: first_time() is not `never`.
  [[nodiscard]] Id first() const noexcept { return entries_.begin()->second; }

  /// From `present`, which becomes `wanted`, to `wanted`; `never` means not in it.
  void move(Id id, TimePoint& present, TimePoint wanted) {
    if (present == wanted) return;
    if (present != never) entries_.erase({present, id});
    if (wanted != never) entries_.insert({wanted, id});
    present = wanted;
  }

 private:
  std::set<std::pair<TimePoint, Id>> entries_;
};

}  // namespace imweb::inline v0::engine

// The writes of one shop whose effect is unknown, and until when imweb may still be at work on them: not seeing them before proves nothing.
// Touched by the engine's thread alone.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <imweb/base/time.hpp>

namespace imweb::inline v0 {

/// When a write was lost, and when its time is over.
struct UnknownWrite {
  std::string_view label;  ///< the action's name; static text
  TimePoint at;
  TimePoint quiet_until;
};

class UnknownWrites {
 public:
  /// Takes note, and forgets what is over.
  void add(std::string number, std::string_view label, TimePoint at, Duration quiet) {
    std::erase_if(writes_, [at](const auto& write) { return write.second.quiet_until + kept_for <= at; });
    const auto before = writes_.find(number);
    const TimePoint longest = before == writes_.end() ? at : before->second.quiet_until;
    writes_.insert_or_assign(std::move(number), UnknownWrite{label, at, std::max(longest, at + quiet)});
  }

  /// The same action has now had a clear answer.
  void settle(std::string_view number, std::string_view label) {
    const auto write = writes_.find(number);
    if (write != writes_.end() && write->second.label == label) writes_.erase(write);
  }

  /// The last one to end of those to any of these numbers.
  [[nodiscard]] std::optional<UnknownWrite> find(std::initializer_list<std::string_view> numbers) const {
    std::optional<UnknownWrite> last;
    for (const auto number : numbers) {
      const auto found = writes_.find(number);
      if (found != writes_.end() && (!last || last->quiet_until < found->second.quiet_until)) last = found->second;
    }
    return last;
  }

 private:
  static constexpr Duration kept_for = std::chrono::hours{1};  ///< so that settling later still knows when it was

  std::map<std::string, UnknownWrite, std::less<>> writes_;
};

}  // namespace imweb::inline v0

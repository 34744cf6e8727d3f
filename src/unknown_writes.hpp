// The writes of one shop whose effect is unknown, and until when imweb may still be at work on them: not seeing them before proves nothing.
// Touched by the engine's thread alone.
#pragma once

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  /// Takes note, and forgets what is long over.
  void add(std::string_view number, std::string_view label, TimePoint at, Duration quiet) {
    forget_old(at);
    auto& writes = writes_[std::string{number}];
    std::erase_if(writes, [label](const UnknownWrite& write) { return write.label == label; });
    writes.push_back({label, at, at + quiet});
  }

  /// imweb has now confirmed the same action.
  void settle(std::string_view number, std::string_view label) {
    const auto found = writes_.find(number);
    if (found == writes_.end()) return;
    std::erase_if(found->second, [label](const UnknownWrite& write) { return write.label == label; });
    if (found->second.empty()) writes_.erase(found);
  }

  /// The latest of the writes to any of these numbers that matter, with the end of the one that ends last.
  template <class Matters>
  [[nodiscard]] std::optional<UnknownWrite> find(std::initializer_list<std::string_view> numbers, const Matters& matters) const {
    std::optional<UnknownWrite> latest;
    for (const auto number : numbers) {
      const auto found = writes_.find(number);
      if (found == writes_.end()) continue;
      for (const UnknownWrite& write : found->second) {
        if (!matters(write)) continue;
        const TimePoint end = latest ? std::max(latest->quiet_until, write.quiet_until) : write.quiet_until;
        if (!latest || latest->at < write.at) latest = write;
        latest->quiet_until = end;
      }
    }
    return latest;
  }

 private:
  static constexpr Duration kept_for = std::chrono::hours{1};  ///< so that settling later still knows when it was

  void forget_old(TimePoint now) {
    const auto is_old = [now](const UnknownWrite& write) { return write.quiet_until + kept_for <= now; };
    std::erase_if(writes_, [&](const auto& entry) { return std::all_of(entry.second.begin(), entry.second.end(), is_old); });
  }

  std::map<std::string, std::vector<UnknownWrite>, std::less<>> writes_;
};

}  // namespace imweb::inline v0

// All shards: made when there is more to do than those that are there can take, closed when they were idle for long.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "http/shard.hpp"

namespace imweb::inline v0::http {

/// Thread rule: the engine's thread alone.
class Shards {
 public:
  explicit Shards(EventLoop& loop) : loop_(loop) {}

  /// The first with room, so that as few connections as possible are kept busy. Null when not even one could be made.
  [[nodiscard]] Shard* with_room();

  /// Calls `after(shard)` for each whose timers ran, those of libcurl that are due now.
  template <class After>
  void run_timers(TimePoint now, After after) {
    std::size_t at = 0;
    while (at < all_.size())  // `after` may make more of them
      if (Shard& shard = *all_[at++]; shard.due() <= now) shard.run_timers(), after(shard);
  }

  /// When `run_timers` or `close_idle` will have something to do.
  [[nodiscard]] TimePoint next_moment() const noexcept;

  /// Closes those that have been empty for as long as libcurl keeps a connection, but for the first. True when there were any.
  bool close_idle(TimePoint now);

  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }

 private:
  EventLoop& loop_;
  std::vector<std::unique_ptr<Shard>> all_;
};

}  // namespace imweb::inline v0::http

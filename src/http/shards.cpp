#include "http/shards.hpp"

#include <algorithm>

namespace imweb::inline v0::http {

namespace {

/// When an empty shard has kept its connections for long enough.
TimePoint end_of_idling(const Shard& shard) { return shard.is_empty() ? shard.empty_since() + max_idle : never; }

}  // namespace

Shard* Shards::with_room() {
  for (const auto& shard : all_)
    if (shard->has_room()) return shard.get();
  auto another = std::make_unique<Shard>(loop_);
  if (another->is_open()) return all_.emplace_back(std::move(another)).get();
  return all_.empty() ? nullptr : all_.back().get();  // slow is better than not at all
}

TimePoint Shards::next_moment() const noexcept {
  TimePoint moment = never;
  for (const auto& shard : all_) {
    moment = std::min(moment, shard->due());
    if (shard != all_.front()) moment = std::min(moment, end_of_idling(*shard));
  }
  return moment;
}

/// The first stays with its connections and the certificates that it has read.
bool Shards::close_idle(TimePoint now) {
  if (all_.size() < 2) return false;
  const auto idle = std::remove_if(all_.begin() + 1, all_.end(), [now](const auto& one) { return end_of_idling(*one) <= now; });
  const bool has_some = idle != all_.end();
  all_.erase(idle, all_.end());
  return has_some;
}

}  // namespace imweb::inline v0::http

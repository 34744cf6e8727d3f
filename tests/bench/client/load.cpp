#include "bench/client/load.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace imweb::bench {

namespace {

std::chrono::nanoseconds quantile(std::vector<std::chrono::nanoseconds>& sorted, std::size_t percent) {
  return sorted.empty() ? std::chrono::nanoseconds{} : sorted[(sorted.size() - 1) * percent / 100];
}

}  // namespace

Meter::Meter(const Load& load) : first_(load.warm_up), last_(load.warm_up + load.calls) {
  latencies_.reserve(load.calls);
  if (first_ == 0) from_ = mark_now();
}

std::optional<Ticket> Meter::begin() {
  const std::lock_guard lock{mutex_};
  if (ended_ >= last_ || !failure_.empty()) return std::nullopt;
  return Ticket{begun_++, std::chrono::steady_clock::now()};
}

void Meter::end(const Ticket& ticket) {
  const std::lock_guard lock{mutex_};
  ++ended_;
  if (ended_ == first_) from_ = mark_now();
  if (ended_ > first_ && ended_ <= last_) latencies_.push_back(std::chrono::steady_clock::now() - ticket.begun);
  if (ended_ == last_) to_ = mark_now();
}

void Meter::fail(std::string why) {
  const std::lock_guard lock{mutex_};
  if (failure_.empty()) failure_ = std::move(why);
}

Result Meter::result() {
  const std::lock_guard lock{mutex_};
  if (!failure_.empty()) throw std::runtime_error{failure_};
  std::sort(latencies_.begin(), latencies_.end());
  return {.wall = to_.time - from_.time,
          .cpu = to_.cpu - from_.cpu,
          .p50 = quantile(latencies_, 50),
          .p99 = quantile(latencies_, 99)};
}

}  // namespace imweb::bench

#include "sandbox/fault_queue.hpp"

#include <utility>

#include "sandbox/http_message.hpp"

namespace imweb::inline v0::testing::sandbox {

bool is_applied(const PlannedFault& planned) noexcept {
  switch (planned.fault) {
    case Fault::none:
    case Fault::apply_then_close:
    case Fault::apply_then_reset:
    case Fault::half_answer:
    case Fault::three_bytes_then_close:
    case Fault::apply_then_stall:
    case Fault::one_byte_per_second:
    case Fault::delay:
    case Fault::answer_without_applying:
    case Fault::answer_twice: return true;
    case Fault::refuse:
    case Fault::reset:
    case Fault::close_after_reading:
    case Fault::continue_then_close:
    case Fault::stall:
    case Fault::drop: return false;
    case Fault::raw_answer: return planned.raw.processing == Processing::done;
  }
  return false;
}

Transmission spoil(const PlannedFault& planned, std::string answer, std::size_t body_bytes) {
  const RawAnswer& raw = planned.raw;
  switch (planned.fault) {
    case Fault::none:
    case Fault::answer_without_applying:
    case Fault::refuse: return {.bytes = std::move(answer)};
    case Fault::reset:
    case Fault::apply_then_reset: return {.ending = Ending::reset};
    case Fault::close_after_reading:
    case Fault::apply_then_close: return {.ending = Ending::close};
    case Fault::half_answer: return {.bytes = answer.substr(0, answer.size() - body_bytes / 2), .ending = Ending::close};
    case Fault::continue_then_close: return {.bytes = "HTTP/1.1 100 Continue\r\n\r\n", .ending = Ending::close};
    case Fault::three_bytes_then_close: return {.bytes = answer.substr(0, 3), .ending = Ending::close};
    case Fault::stall:
    case Fault::apply_then_stall: return {.ending = Ending::stall};
    case Fault::one_byte_per_second: return {.bytes = std::move(answer), .per_byte = planned.options.delay};
    case Fault::delay: return {.bytes = std::move(answer), .delay = planned.options.delay};
    case Fault::drop: return {};
    case Fault::answer_twice: return {.bytes = answer + answer};
    case Fault::raw_answer:
      if (!raw.verbatim.empty()) return {.bytes = raw.verbatim, .ending = Ending::close};
      return {.bytes = to_bytes(raw.status, raw.headers, raw.body)};
  }
  return {};
}

namespace {

bool may_hit(RequestKind on, RequestKind kind) {
  return on == RequestKind::any || on == kind || (on == RequestKind::order && kind != RequestKind::login);
}

}  // namespace

void FaultQueue::add(const PlannedFault& fault, int count) {
  if (count > 0) line_.push_back({fault, count, fault.options.skip});
}

PlannedFault FaultQueue::take(RequestKind kind) {
  for (auto waiting = line_.begin(); waiting != line_.end(); ++waiting) {
    if (!may_hit(waiting->planned.options.on, kind)) continue;
    if (waiting->skip > 0) {
      --waiting->skip;
      continue;
    }
    PlannedFault planned = waiting->planned;
    if (--waiting->count == 0) line_.erase(waiting);
    return planned;
  }
  return {};
}

}  // namespace imweb::inline v0::testing::sandbox

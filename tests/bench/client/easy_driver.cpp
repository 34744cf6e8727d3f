#include <stdexcept>

#include "bench/client/raw_call.hpp"

namespace imweb::bench {

Result run_easy(const Load& load) {
  if (load.in_flight != 1) throw std::invalid_argument{"an easy handle has one call in flight"};
  const auto headers = raw_headers();
  RawCall call{load, headers};
  Meter meter{load};
  while (const auto ticket = meter.begin()) {
    call.prepare(*ticket);
    call.finish(curl_easy_perform(call.handle()), meter);
  }
  return meter.result();
}

}  // namespace imweb::bench

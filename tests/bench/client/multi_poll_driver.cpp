#include "bench/client/raw_multi.hpp"

namespace imweb::bench {

Result run_multi_poll(const Load& load) {
  RawMulti multi{load};
  multi.begin_all();
  while (multi.is_busy()) {
    int running = 0;
    curl_multi_perform(multi.handle(), &running);
    multi.take_ended();
    if (multi.is_busy()) curl_multi_poll(multi.handle(), nullptr, 0, 1000, nullptr);
  }
  return multi.meter().result();
}

}  // namespace imweb::bench

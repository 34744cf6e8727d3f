// Calls in flight on one multi handle, whichever way it is driven.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "bench/client/raw_call.hpp"

namespace imweb::bench {

class RawMulti {
 public:
  explicit RawMulti(const Load& load) : meter_(load), headers_(raw_headers()), multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(load.in_flight));
    for (std::size_t i = 0; i < load.in_flight; ++i) calls_.push_back(std::make_unique<RawCall>(load, headers_));
  }
  RawMulti(const RawMulti&) = delete;
  RawMulti& operator=(const RawMulti&) = delete;
  ~RawMulti() {
    calls_.clear();
    curl_multi_cleanup(multi_);
  }

  [[nodiscard]] CURLM* handle() const noexcept { return multi_; }
  [[nodiscard]] Meter& meter() noexcept { return meter_; }
  [[nodiscard]] bool is_busy() const noexcept { return running_ > 0; }

  void begin_all() {
    for (const auto& call : calls_) begin(*call);
  }

  /// Takes what has ended, and begins as many.
  void take_ended() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      auto& call = RawCall::of(message->easy_handle);
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(multi_, call.handle());
      --running_;
      call.finish(code, meter_);
      begin(call);
    }
  }

 private:
  void begin(RawCall& call) {
    const auto ticket = meter_.begin();
    if (!ticket) return;
    call.prepare(*ticket);
    curl_multi_add_handle(multi_, call.handle());
    ++running_;
  }

  Meter meter_;
  HeaderList headers_;
  CURLM* multi_;
  std::vector<std::unique_ptr<RawCall>> calls_{};
  std::size_t running_ = 0;
};

}  // namespace imweb::bench

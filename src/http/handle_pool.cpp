#include "http/handle_pool.hpp"

#include <algorithm>
#include <utility>

#include "http/curl_options.hpp"

namespace imweb::inline v0::http {

namespace {

/// Whoever allows more than what is usual expects much. HTTP/2 shares its connection, and with it what is read there.
Reading reading_for(const Request& request, const CurlOptions& options) {
  return options.http2 || request.max_body_bytes > Request{}.max_body_bytes ? Reading::much : Reading::little;
}

}  // namespace

std::unique_ptr<Handle> HandlePool::take(const Request& request) {
  const Reading reading = reading_for(request, around_.options);
  if (auto& waiting = idle(reading); !waiting.empty()) {
    auto handle = std::move(waiting.back());
    waiting.pop_back();
    return handle;
  }
  auto handle = std::make_unique<Handle>(around_, reading);
  return handle->curl && set_up(*handle) ? std::move(handle) : nullptr;
}

void HandlePool::give_back(std::unique_ptr<Handle> handle) { idle(handle->reading).push_back(std::move(handle)); }

void HandlePool::shrink_to(std::size_t count) {
  for (auto* waiting : {&little_, &much_}) waiting->resize(std::min(waiting->size(), count));
}

}  // namespace imweb::inline v0::http

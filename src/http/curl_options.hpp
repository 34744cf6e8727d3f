// All libcurl options of a request, set in one place.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>

#include <imweb/http/curl_transport.hpp>

#include "http/open_sockets.hpp"

#if LIBCURL_VERSION_NUM < 0x075500
#error "imweb needs libcurl 7.85 or newer"
#endif

namespace imweb::inline v0::http {

/// One request inside libcurl, and what its callbacks counted.
struct Transfer {
  std::shared_ptr<Exchange> exchange;
  CURL* handle = nullptr;
  curl_slist* headers = nullptr;
  std::string body{};
  std::size_t header_bytes = 0;
  bool* has_reported = nullptr;  ///< set when something was reported: the engine wants to hear of it before it waits on
  OpenSockets* sockets = nullptr;
  int sendings = 0;            ///< how often libcurl was about to send the request
  bool is_stale = false;       ///< the kept connection had ended, or something waited on it: nothing was sent
  bool came_too_late = false;  ///< the deadline had passed when the connection was ready: nothing was sent
  bool is_too_large = false;   ///< the answer went over a cap
  char error[CURL_ERROR_SIZE] = {};
};

/// Why this request cannot be made at all; empty when it can. Everything that libcurl would accept and we do not.
[[nodiscard]] std::string find_obstacle(const Request& request, const CurlOptions& options);

/// Makes `transfer.handle` ready for its request. False when libcurl refused an option.
[[nodiscard]] bool set_options(Transfer& transfer, const CurlOptions& options);

/// Makes a transfer that found its connection stale ready to be made again, over a new one.
[[nodiscard]] bool set_fresh_connection(Transfer& transfer);

}  // namespace imweb::inline v0::http

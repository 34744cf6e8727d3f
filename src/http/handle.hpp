// One easy handle of libcurl with what it needs for a request; it goes from request to request.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <imweb/http/curl_transport.hpp>

#include "http/announced_length.hpp"
#include "http/header_lines.hpp"
#include "http/open_sockets.hpp"
#include "http/request_url.hpp"

namespace imweb::inline v0::http {

/// One request inside libcurl, and what its callbacks counted. Each request begins with a new one, so that nothing is left of the last.
struct Transfer {
  std::shared_ptr<Exchange> exchange{};
  std::string body{};
  std::size_t header_bytes = 0;
  AnnouncedLength length{};
  int sendings = 0;            ///< how often libcurl was about to send the request
  bool is_stale = false;       ///< the kept connection had ended, or something waited on it: nothing was sent
  bool came_too_late = false;  ///< the deadline had passed when the connection was ready: nothing was sent
  std::string_view flaw{};     ///< why the answer was cut off from this end; static text
};

/// What all handles of a transport share.
struct Surroundings {
  const CurlOptions& options;
  OpenSockets& sockets;
  CURLSH* shared;     ///< what libcurl keeps once for all of them; may be null
  bool has_reported;  ///< something was reported: the engine wants to hear of it before it waits on
};

/// How much libcurl reads at once. Not changed while a handle lives: versions differ in when they would heed it.
enum class Reading : std::uint8_t {
  little,  ///< what one order takes, in little memory
  much,    ///< lists, in few steps
};

/// libcurl knows its address: it does not move.
class Handle {
 public:
  Handle(Surroundings& surroundings, Reading how);
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle();

  /// Ends the hold on the request, and wipes what was secret in it.
  void clear() noexcept;

  Surroundings& around;
  const Reading reading;
  CURL* const curl;
  RequestUrl url{};
  HeaderLines headers{};
  Transfer transfer{};
  Shard* shard = nullptr;  ///< where it is under way
  char error[CURL_ERROR_SIZE] = {};
};

}  // namespace imweb::inline v0::http

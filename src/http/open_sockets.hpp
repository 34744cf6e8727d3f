// The sockets that libcurl holds open, so that one can look into a kept connection before a request goes out over it.
#pragma once

#include <curl/curl.h>

#include <unordered_map>
#include <vector>

#include "http/event_loop.hpp"

namespace imweb::inline v0::http {

/// Thread rule: the engine's thread alone.
class OpenSockets {
 public:
  /// `loop` is told of every socket that comes and goes.
  explicit OpenSockets(EventLoop& loop) : loop_(loop) {}

  /// Lets `handle` open and close its sockets through this object, which must outlive its connections.
  [[nodiscard]] bool watch(CURL* handle);

  /// True when nothing waits to be read from the connection with this port at our end: neither its end nor an answer that nobody asked for.
  [[nodiscard]] bool is_quiet(int local_port);

 private:
  static curl_socket_t open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int close(void* self, curl_socket_t socket);
  void learn_ports();
  void forget(curl_socket_t socket);

  EventLoop& loop_;
  std::vector<curl_socket_t> new_;                ///< not connected when they were opened, and so without a port
  std::unordered_map<curl_socket_t, int> ports_;  ///< of the others
  std::unordered_multimap<int, curl_socket_t> by_port_;
};

}  // namespace imweb::inline v0::http

// A loopback server that answers as the test says and remembers what it saw.
//
//     RawServer server{[](const HttpRequest&) { return closing("HTT"); }};
//     transport.start(... server.url("/v2/x") ...);
//     EXPECT_EQ(server.requests().size(), 1U);
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/loopback_server.hpp"

namespace imweb::testing {

using sandbox::Ending;
using sandbox::HttpRequest;
using sandbox::Transmission;

/// A complete answer; the connection stays.
inline Transmission answer(std::string_view body, int status = 200, const std::vector<http::Header>& headers = {}) {
  return {.bytes = sandbox::to_bytes(status, headers, body)};
}

/// These bytes and no more, then FIN, or another ending.
inline Transmission closing(std::string bytes, Ending ending = Ending::close) {
  return {.bytes = std::move(bytes), .ending = ending};
}

class RawServer {
 public:
  using Answering = std::function<Transmission(const HttpRequest&)>;

  explicit RawServer(Answering answering = [](const HttpRequest&) { return answer("{}"); })
      : answering_(std::move(answering)),
        server_({.answer = [this](const HttpRequest& request) { return take(request); },
                 .welcome =
                     [this] {
                       ++connections_;
                       return sandbox::Welcome::serve;
                     }}) {}

  [[nodiscard]] std::string url(std::string_view path = "/") const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + std::string{path};
  }

  /// Every request that was read completely so far.
  [[nodiscard]] std::vector<HttpRequest> requests() const {
    const std::scoped_lock lock{mutex_};
    return requests_;
  }

  /// How many connections were made; those that wait to be accepted are accepted first.
  [[nodiscard]] int connections() {
    server_.close_idle_connections();
    return connections_;
  }

  void close_idle_connections() { server_.close_idle_connections(); }

 private:
  Transmission take(const HttpRequest& request) {
    {
      const std::scoped_lock lock{mutex_};
      requests_.push_back(request);
    }
    return answering_(request);
  }

  Answering answering_;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_{};
  std::vector<HttpRequest> requests_{};  // guarded by mutex_
  sandbox::LoopbackServer server_;       // last: its thread uses the others
};

/// A port of 127.0.0.1 that refuses connections for as long as this lives.
class RefusingPort {
 public:
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(sandbox::port_of(socket_)) + "/"; }

 private:
  sandbox::Descriptor socket_ = sandbox::bind_loopback(0);
};

}  // namespace imweb::testing

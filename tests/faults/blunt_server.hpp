// A server that logs clients in and then does to an order's request whatever a socket allows, down to half a read.
//
//     BluntServer server{[](sandbox::Descriptor& socket) { receive(socket, 40); sandbox::reset_connection(socket); }};
//     OrderClient client{server.options()};
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>

#include <poll.h>
#include <sys/socket.h>

#include <imweb/client_options.hpp>

#include "sandbox/http_message.hpp"
#include "sandbox/socket.hpp"

namespace imweb::testing {

/// Takes up to `size` bytes off the socket; `flags` as of recv. Empty when the other end is gone.
inline std::string receive(const sandbox::Descriptor& socket, std::size_t size, int flags = MSG_WAITALL) {
  std::string bytes(size, '\0');
  const auto count = ::recv(socket.number(), bytes.data(), size, flags);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

/// Waits until a whole request is there, and leaves it there. Size 0 when the other end is gone.
inline sandbox::ParsedRequest await_request(const sandbox::Descriptor& socket) {
  for (std::string seen = receive(socket, 1, MSG_PEEK); !seen.empty(); seen = receive(socket, 65'536, MSG_PEEK)) {
    auto parsed = sandbox::parse_request(seen, {});
    if (auto* request = std::get_if<sandbox::ParsedRequest>(&parsed)) return std::move(*request);
  }
  return {};
}

/// True when the socket took everything.
inline bool transmit(const sandbox::Descriptor& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// One thread, one connection at a time. Destroy its clients first.
class BluntServer {
 public:
  /// Given the socket with the order's request complete and unread; the connection ends when this returns.
  using OnOrder = std::function<void(sandbox::Descriptor& socket)>;

  explicit BluntServer(OnOrder on_order) : on_order_(std::move(on_order)) {
    sandbox::listen_on(listener_);
    thread_ = std::thread{[this] { serve(); }};
  }
  BluntServer(const BluntServer&) = delete;
  BluntServer& operator=(const BluntServer&) = delete;
  ~BluntServer() {
    ::shutdown(listener_.number(), SHUT_RDWR);
    thread_.join();
  }

  /// Of a client that talks to this server.
  [[nodiscard]] ClientOptions options() const {
    return {.credentials = {.key = Secret{"key"}, .secret = Secret{"secret"}},
            .base_url = "http://127.0.0.1:" + std::to_string(sandbox::port_of(listener_)) + "/v2"};
  }

  /// Order requests so far.
  [[nodiscard]] int orders() const noexcept { return orders_; }

 private:
  void serve() {
    pollfd waiting{.fd = listener_.number(), .events = POLLIN, .revents = 0};
    while (::poll(&waiting, 1, -1) > 0) {
      sandbox::Descriptor socket{::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC)};
      if (socket.number() < 0) return;
      serve(socket);
    }
  }

  void serve(sandbox::Descriptor& socket) {
    while (true) {
      const auto [request, size] = await_request(socket);
      if (size == 0) return;
      if (request.method == "PATCH") {
        ++orders_;
        return on_order_(socket);
      }
      receive(socket, size);
      transmit(socket, sandbox::to_bytes(200, {}, R"({"msg":"SUCCESS","code":200,"access_token":"token"})"));
    }
  }

  OnOrder on_order_;
  std::atomic<int> orders_ = 0;
  sandbox::Descriptor listener_ = sandbox::bind_loopback(0);
  std::thread thread_;
};

}  // namespace imweb::testing

// A loopback HTTP/1.1 server that costs less than any client it is to measure: one thread, epoll, keep-alive, fixed answers, no more parsing
// than it takes to know which order is meant.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/server/stream.hpp"

namespace imweb::bench {

struct ServerOptions {
  std::uint16_t port = 0;              ///< 0: any free one
  std::chrono::milliseconds delay{0};  ///< of every answer to an order
  MakeStream make_stream = [](int socket) { return std::make_unique<Stream>(socket); };
  std::function<void(std::size_t)> on_held{};  ///< where set, orders are never answered, and it is told how many wait
};

class FastServer {
 public:
  /// Listens on 127.0.0.1 when it returns. Throws std::system_error.
  explicit FastServer(ServerOptions options);
  FastServer(const FastServer&) = delete;
  FastServer& operator=(const FastServer&) = delete;
  ~FastServer();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::size_t requests() const noexcept { return requests_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }  ///< of all requests together

  /// Serves until the other end of the pipe `life` is closed.
  void serve(int life);

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    std::uint64_t number;
    std::unique_ptr<Stream> stream;
    std::string unread{};
  };
  struct Answer {
    Clock::time_point due;
    int socket;
    std::uint64_t connection;
    std::string bytes;
  };

  void watch(int descriptor) const;
  [[nodiscard]] int patience() const;
  void accept_all();
  void receive(int socket);
  void answer_all(int socket);
  void answer_due();
  void write(int socket, std::string_view bytes);

  ServerOptions options_;
  int listener_;
  int epoll_;
  std::uint16_t port_ = 0;
  std::uint64_t accepted_ = 0;
  std::size_t requests_ = 0;
  std::size_t bytes_ = 0;
  std::size_t held_ = 0;
  std::vector<std::unique_ptr<Connection>> connections_{};  ///< by socket
  std::array<char, 16384> received_{};
  std::deque<Answer> delayed_{};  ///< all by the same time, so that the first is due first
};

}  // namespace imweb::bench

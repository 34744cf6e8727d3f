// What carries the bytes of one connection: plain TCP here, TLS in tls.hpp.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace imweb::bench {

/// Owns the socket, which does not block.
class Stream {
 public:
  explicit Stream(int socket) : socket_(socket) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() { ::close(socket_); }

  enum class State : unsigned char { open, over };
  struct Read {
    std::size_t bytes;  ///< 0: nothing is there now
    State state;
  };
  virtual Read read(std::span<char> into) {
    const auto got = ::recv(socket_, into.data(), into.size(), 0);
    if (got > 0) return {static_cast<std::size_t>(got), State::open};
    return {0, got < 0 && errno == EAGAIN ? State::open : State::over};
  }

  /// Answers are far shorter than a socket's buffer: one that does not go out whole ends the connection.
  virtual State write(std::string_view bytes) {
    const auto put = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return put == static_cast<ssize_t>(bytes.size()) ? State::open : State::over;
  }

 protected:
  [[nodiscard]] int socket() const noexcept { return socket_; }

 private:
  int socket_;
};

/// Takes a connected socket over.
using MakeStream = std::function<std::unique_ptr<Stream>(int socket)>;

}  // namespace imweb::bench

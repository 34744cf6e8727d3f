// The server in a process of its own, so that its memory and its time are not the client's.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "bench/server/fast_server.hpp"

namespace imweb::bench {

/// Precondition: this process has no other threads yet.
class ServerChild {
 public:
  /// The child tells its parent once `announced` orders wait (held servers only).
  explicit ServerChild(ServerOptions options, std::vector<std::size_t> announced = {}) {
    if (::pipe(life_.data()) != 0 || ::pipe(words_.data()) != 0) throw std::runtime_error{"pipe"};
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error{"fork"};
    if (child_ == 0) std::_Exit(serve(std::move(options), std::move(announced)));
    ::close(life_[0]);
    ::close(words_[1]);
    port_ = static_cast<std::uint16_t>(hear());
  }
  ServerChild(const ServerChild&) = delete;
  ServerChild& operator=(const ServerChild&) = delete;
  ~ServerChild() {
    ::close(life_[1]);
    ::close(words_[0]);
    ::waitpid(child_, nullptr, 0);
  }

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  /// Waits until that many orders wait there, which must be the next number in `announced`.
  void wait_for(std::size_t held) const {
    if (hear() != held) throw std::runtime_error{"the server holds another number of orders"};
  }

 private:
  int serve(ServerOptions options, std::vector<std::size_t> announced) const {
    ::close(life_[1]);
    ::close(words_[0]);
    if (!announced.empty())
      options.on_held = [this, announced = std::move(announced)](std::size_t held) {
        for (const auto one : announced)
          if (one == held) say(held);
      };
    FastServer server{std::move(options)};
    say(server.port());
    server.serve(life_[0]);
    return EXIT_SUCCESS;
  }

  void say(std::size_t word) const {
    if (::write(words_[1], &word, sizeof word) != sizeof word) std::_Exit(EXIT_FAILURE);
  }

  [[nodiscard]] std::size_t hear() const {
    std::size_t word = 0;
    if (::read(words_[0], &word, sizeof word) != sizeof word) throw std::runtime_error{"the server is gone"};
    return word;
  }

  std::array<int, 2> life_{};
  std::array<int, 2> words_{};
  pid_t child_ = 0;
  std::uint16_t port_ = 0;
};

}  // namespace imweb::bench

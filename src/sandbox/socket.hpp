// A file descriptor that closes itself, and the few socket calls that the loopback server needs.
#pragma once

#include <cstdint>
#include <utility>

namespace imweb::inline v0::testing::sandbox {

/// Owns a file descriptor; -1 means none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  [[nodiscard]] int number() const noexcept { return number_; }
  void close() noexcept;

 private:
  int number_ = -1;
};

/// A socket bound to 127.0.0.1:`port` (0: any free one) that refuses connections until `listen_on`. Throws std::system_error.
[[nodiscard]] Descriptor bind_loopback(std::uint16_t port);
[[nodiscard]] std::uint16_t port_of(const Descriptor& socket);
/// Throws std::system_error.
void listen_on(const Descriptor& socket);

/// The next waiting connection, not blocking, without delay; an empty descriptor when there is none.
[[nodiscard]] Descriptor accept_from(const Descriptor& listener);

/// Ends the connection by RST instead of FIN.
void reset_connection(Descriptor& connection) noexcept;

}  // namespace imweb::inline v0::testing::sandbox

#include "sandbox/socket.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace imweb::inline v0::testing::sandbox {
namespace {

[[noreturn]] void fail(std::uint16_t port) {
  throw std::system_error{errno, std::generic_category(), "cannot listen on 127.0.0.1:" + std::to_string(port)};
}

}  // namespace

void Descriptor::close() noexcept {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Descriptor bind_loopback(std::uint16_t port) {
  Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (socket.number() < 0) fail(port);
  const int on = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail(port);
  return socket;
}

std::uint16_t port_of(const Descriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

void listen_on(const Descriptor& socket) {
  if (::listen(socket.number(), SOMAXCONN) != 0) fail(port_of(socket));
}

Descriptor accept_from(const Descriptor& listener) {
  Descriptor connection{::accept4(listener.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
  const int on = 1;
  if (connection.number() >= 0) ::setsockopt(connection.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

void reset_connection(Descriptor& connection) noexcept {
  const linger at_once{1, 0};
  ::setsockopt(connection.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connection.close();
}

}  // namespace imweb::inline v0::testing::sandbox

#include "http/open_sockets.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace imweb::inline v0::http {

namespace {

int local_port_of(curl_socket_t socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  if (address.ss_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
  return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port) : -1;
}

bool is_silent(curl_socket_t socket) {
  char byte = 0;
  const auto size = ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace

bool OpenSockets::watch(CURL* handle) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &open) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this)) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &close) == CURLE_OK &&
         curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, static_cast<void*>(this)) == CURLE_OK;
}

bool OpenSockets::is_quiet(int local_port) {
  for (const curl_socket_t socket : std::exchange(new_, {})) by_port_.emplace(local_port_of(socket), socket);
  const auto [first, last] = by_port_.equal_range(local_port);
  return std::all_of(first, last, [](const auto& one) { return is_silent(one.second); });
}

curl_socket_t OpenSockets::open(void* self, curlsocktype, curl_sockaddr* address) {
  const curl_socket_t socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket != CURL_SOCKET_BAD) static_cast<OpenSockets*>(self)->new_.insert(socket);
  return socket;
}

int OpenSockets::close(void* self, curl_socket_t socket) {
  auto& sockets = *static_cast<OpenSockets*>(self);
  sockets.new_.erase(socket);
  std::erase_if(sockets.by_port_, [=](const auto& one) { return one.second == socket; });
  return ::close(socket);
}

}  // namespace imweb::inline v0::http

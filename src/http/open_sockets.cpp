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
  learn_ports();
  const auto [first, last] = by_port_.equal_range(local_port);
  return std::all_of(first, last, [](const auto& one) { return is_silent(one.second); });
}

void OpenSockets::learn_ports() {
  for (const curl_socket_t socket : std::exchange(new_, {})) {
    const int port = local_port_of(socket);
    if (port == 0) {
      new_.push_back(socket);
      continue;
    }
    ports_.emplace(socket, port);
    by_port_.emplace(port, socket);
  }
}

void OpenSockets::forget(curl_socket_t socket) {
  std::erase(new_, socket);
  const auto found = ports_.find(socket);
  if (found == ports_.end()) return;
  const auto [first, last] = by_port_.equal_range(found->second);
  by_port_.erase(std::find_if(first, last, [=](const auto& one) { return one.second == socket; }));
  ports_.erase(found);
}

curl_socket_t OpenSockets::open(void* self, curlsocktype, curl_sockaddr* address) {
  const curl_socket_t socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket == CURL_SOCKET_BAD) return socket;
  auto& sockets = *static_cast<OpenSockets*>(self);
  sockets.new_.push_back(socket);
  sockets.loop_.opened(socket);
  return socket;
}

int OpenSockets::close(void* self, curl_socket_t socket) {
  auto& sockets = *static_cast<OpenSockets*>(self);
  sockets.forget(socket);
  sockets.loop_.closing(socket);
  return ::close(socket);
}

}  // namespace imweb::inline v0::http

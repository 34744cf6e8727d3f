#include "bench/server/fast_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>

#include "bench/server/answers.hpp"

namespace imweb::bench {

namespace {

int check(int result, const char* what) {
  if (result < 0) throw std::system_error{errno, std::generic_category(), what};
  return result;
}

void turn_on(int socket, int level, int option) {
  const int on = 1;
  check(::setsockopt(socket, level, option, &on, sizeof on), "setsockopt");
}

int listen_on(std::uint16_t& port) {
  const int listener = check(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  turn_on(listener, SOL_SOCKET, SO_REUSEADDR);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const general = reinterpret_cast<sockaddr*>(&address);
  check(::bind(listener, general, size), "bind");
  check(::listen(listener, SOMAXCONN), "listen");
  check(::getsockname(listener, general, &size), "getsockname");
  port = ntohs(address.sin_port);
  return listener;
}

}  // namespace

FastServer::FastServer(ServerOptions options)
    : options_(std::move(options)),
      listener_(listen_on(options_.port)),
      epoll_(check(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      port_(options_.port) {
  watch(listener_);
}

FastServer::~FastServer() {
  ::close(epoll_);
  ::close(listener_);
}

void FastServer::watch(int descriptor) const {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  check(::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
}

void FastServer::serve(int life) {
  watch(life);
  std::array<epoll_event, 256> events{};
  while (true) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), patience());
    for (int i = 0; i < count; ++i) {
      const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
      if (descriptor == life) return;
      descriptor == listener_ ? accept_all() : receive(descriptor);
    }
    answer_due();
  }
}

/// Milliseconds until the next answer is due.
int FastServer::patience() const {
  if (delayed_.empty()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(delayed_.front().due - Clock::now());
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

void FastServer::accept_all() {
  while (true) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    turn_on(socket, IPPROTO_TCP, TCP_NODELAY);
    const auto place = static_cast<std::size_t>(socket);
    if (connections_.size() <= place) connections_.resize(place + 1);
    connections_[place] = std::make_unique<Connection>(Connection{++accepted_, options_.make_stream(socket)});
    watch(socket);
  }
}

void FastServer::receive(int socket) {
  auto& connection = connections_[static_cast<std::size_t>(socket)];
  const auto read = connection->stream->read(received_);
  if (read.state == Stream::State::over) return connection.reset();
  connection->unread.append(received_.data(), read.bytes);
  answer_all(socket);
}

void FastServer::answer_all(int socket) {
  const auto& connection = connections_[static_cast<std::size_t>(socket)];
  while (connection) {
    const auto asked = read_request(connection->unread);
    if (!asked) return;
    ++requests_;
    bytes_ += asked->bytes;
    const bool is_login = asked->order.empty();
    std::string answer = http_answer(is_login ? login_body() : order_body(asked->order));
    connection->unread.erase(0, asked->bytes);
    if (is_login) {
      write(socket, answer);
    } else if (options_.on_held) {
      options_.on_held(++held_);
    } else if (options_.delay.count() > 0) {
      delayed_.push_back({Clock::now() + options_.delay, socket, connection->number, std::move(answer)});
    } else {
      write(socket, answer);
    }
  }
}

void FastServer::answer_due() {
  if (delayed_.empty()) return;
  const auto now = Clock::now();
  while (!delayed_.empty() && delayed_.front().due <= now) {
    const Answer answer = std::move(delayed_.front());
    delayed_.pop_front();
    const auto& connection = connections_[static_cast<std::size_t>(answer.socket)];
    if (connection && connection->number == answer.connection) write(answer.socket, answer.bytes);
  }
}

void FastServer::write(int socket, std::string_view bytes) {
  auto& connection = connections_[static_cast<std::size_t>(socket)];
  if (connection->stream->write(bytes) == Stream::State::over) connection.reset();
}

}  // namespace imweb::bench

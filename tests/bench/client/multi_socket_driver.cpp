// The yardstick: libcurl's multi_socket interface on epoll. What libcurl wants to be told about a socket is noted, and told to epoll just before
// waiting: it often takes a wish back within the same turn.
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

#include "bench/client/raw_multi.hpp"

namespace imweb::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// The sockets of one multi handle, and what epoll knows of them.
class Sockets {
 public:
  Sockets() = default;
  Sockets(const Sockets&) = delete;
  Sockets& operator=(const Sockets&) = delete;
  ~Sockets() { ::close(epoll_); }

  void want(int socket, std::uint32_t events) {
    const auto place = static_cast<std::size_t>(socket);
    if (places_.size() <= place) places_.resize(place + 1);
    auto& one = places_[place];
    one.wanted = events;
    if (!one.is_noted) noted_.push_back(socket);
    one.is_noted = true;
  }

  template <class Events>
  int wait(Events& events, int milliseconds) {
    apply();
    return ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), milliseconds);
  }

 private:
  struct Place {
    std::uint32_t wanted = 0;
    std::uint32_t known = 0;
    bool is_noted = false;
  };

  void apply() {
    for (const int socket : noted_) {
      auto& one = places_[static_cast<std::size_t>(socket)];
      one.is_noted = false;
      if (one.wanted == one.known) continue;
      epoll_event event{};
      event.events = one.wanted;
      event.data.fd = socket;
      const int change = one.wanted == 0 ? EPOLL_CTL_DEL : one.known == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
      if (::epoll_ctl(epoll_, change, socket, &event) != 0 && change == EPOLL_CTL_MOD)
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);  // closed and opened anew under the same number
      one.known = one.wanted;
    }
    noted_.clear();
  }

  int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<Place> places_{};
  std::vector<int> noted_{};
};

class SocketLoop {
 public:
  explicit SocketLoop(const Load& load) : multi_(load) {
    curl_multi_setopt(multi_.handle(), CURLMOPT_SOCKETFUNCTION, &note_socket);
    curl_multi_setopt(multi_.handle(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.handle(), CURLMOPT_TIMERFUNCTION, &note_timer);
    curl_multi_setopt(multi_.handle(), CURLMOPT_TIMERDATA, this);
  }

  Result run() {
    multi_.begin_all();
    while (multi_.is_busy()) turn();
    return multi_.meter().result();
  }

 private:
  void turn() {
    const int count = sockets_.wait(events_, patience());
    for (int i = 0; i < count; ++i) {
      const auto& event = events_[static_cast<std::size_t>(i)];
      const bool is_broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
      act(event.data.fd, ((event.events & EPOLLIN) != 0 || is_broken ? CURL_CSELECT_IN : 0) |
                             ((event.events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) | (is_broken ? CURL_CSELECT_ERR : 0));
    }
    multi_.take_ended();
    if (due_ > Clock::now()) return;
    due_ = Clock::time_point::max();
    act(CURL_SOCKET_TIMEOUT, 0);
    multi_.take_ended();
  }

  void act(int socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_.handle(), socket, events, &running);
  }

  [[nodiscard]] int patience() const {
    if (due_ == Clock::time_point::max()) return 1000;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_ - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1000));
  }

  static int note_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
    const bool reads = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
    const bool writes = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
    static_cast<SocketLoop*>(self)->sockets_.want(socket, (reads ? EPOLLIN : 0U) | (writes ? EPOLLOUT : 0U));
    return 0;
  }

  static int note_timer(CURLM*, long milliseconds, void* self) {
    static_cast<SocketLoop*>(self)->due_ = milliseconds < 0 ? Clock::time_point::max()
                                                            : Clock::now() + std::chrono::milliseconds{milliseconds};
    return 0;
  }

  Sockets sockets_{};  // outlives the multi handle, which tells it of every socket it closes
  Clock::time_point due_ = Clock::time_point::max();
  std::array<epoll_event, 256> events_{};
  RawMulti multi_;
};

}  // namespace

Result run_multi_socket(const Load& load) { return SocketLoop{load}.run(); }

}  // namespace imweb::bench

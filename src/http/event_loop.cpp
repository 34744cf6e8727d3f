#include "http/event_loop.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <utility>

#include "base/process_mark.hpp"

namespace imweb::inline v0::http {

namespace {

constexpr std::uint64_t key_of_bell = ~std::uint64_t{0};
constexpr Duration between_looks = std::chrono::milliseconds{10};  // at what the system does not watch

std::uint64_t key_of(int socket, std::uint32_t generation) {
  return std::uint64_t{generation} << 32U | static_cast<std::uint32_t>(socket);
}

void close_if_open(int descriptor) {
  if (descriptor >= 0) ::close(descriptor);
}

/// Each ring is told once, so that nobody needs to read them.
int open_bell(int epoll) {
  const int bell = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.u64 = key_of_bell}};
  if (bell < 0 || ::epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event) == 0) return bell;
  ::close(bell);
  return -1;
}

}  // namespace

EventLoop::EventLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), bell_(open_bell(epoll_)), process_(process_mark()) {}

EventLoop::~EventLoop() {
  close_if_open(bell_);
  close_if_open(epoll_);
}

bool EventLoop::is_inherited() const noexcept { return process_ != process_mark(); }

EventLoop::Watch& EventLoop::watch_of(int socket) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size()) watches_.resize(std::max(index + 1, 2 * watches_.size()));
  return watches_[index];
}

void EventLoop::want(Shard& shard, int socket, std::uint32_t events) {
  Watch& watch = watch_of(socket);
  watch.shard = &shard;
  watch.wanted = events;
  if (events == 0 && !watch.has_known_end) return tell(socket, watch);
  if (!std::exchange(watch.is_noted, true)) changed_.push_back(socket);
}

void EventLoop::opened(int socket) { watch_of(socket).has_known_end = true; }

/// The system forgets a closed socket by itself, but not while a forked child still has it.
void EventLoop::closing(int socket) {
  Watch& watch = watch_of(socket);
  watch.wanted = 0;
  tell(socket, watch);
  watch = {.generation = watch.generation + 1, .is_noted = watch.is_noted};
}

/// What is wanted no longer stays with the system until it happens, for the next request on a kept connection wants it again. But a socket
/// can be written to most of the time, and would say so each time. What the system does not take stays noted.
void EventLoop::tell_changes() {
  std::erase_if(changed_, [this](int socket) {
    Watch& watch = watch_of(socket);
    const bool says_too_much = (watch.told & ~watch.wanted & EPOLLOUT) != 0;
    if (watch.lacks_some() || says_too_much) tell(socket, watch);
    watch.is_noted = watch.lacks_some();
    return !watch.is_noted;
  });
}

void EventLoop::tell(int socket, Watch& watch) const {
  if (watch.told == watch.wanted || is_inherited()) return;
  epoll_event event{.events = watch.wanted, .data = {.u64 = key_of(socket, watch.generation)}};
  const int change = watch.told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  const bool is_taken = ::epoll_ctl(epoll_, watch.wanted == 0 ? EPOLL_CTL_DEL : change, socket, &event) == 0;
  if (is_taken || watch.wanted == 0) watch.told = watch.wanted;
}

int EventLoop::wait_for_events(TimePoint until) {
  tell_changes();
  unwatched_ = changed_;
  if (!unwatched_.empty()) until = std::min<TimePoint>(until, std::chrono::steady_clock::now() + between_looks);
  was_woken_ = state_.exchange(State::waiting) == State::woken;
  const int count = ask_system(was_woken_ ? Duration::zero() : until - std::chrono::steady_clock::now());
  if (state_.exchange(State::running) == State::woken) was_woken_ = true;
  return count;
}

/// The system's wait counts whole milliseconds, and its longer brother is missing in older ones.
int EventLoop::ask_system(Duration patience) {
  const auto whole = std::chrono::floor<std::chrono::milliseconds>(patience).count();
  if (whole == 0 && patience > Duration::zero()) {
    pollfd any{.fd = epoll_, .events = POLLIN, .revents = 0};
    const timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(std::chrono::nanoseconds{patience}.count())};
    if (::ppoll(&any, 1, &time, nullptr) <= 0) return 0;
  }
  return ::epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()),
                      static_cast<int>(std::max<std::int64_t>(whole, 0)));
}

EventLoop::Ready EventLoop::judge(const epoll_event& event) {
  if (event.data.u64 == key_of_bell) return {};
  const int socket = static_cast<int>(event.data.u64 & 0xFFFF'FFFFU);
  Watch& watch = watch_of(socket);
  if (event.data.u64 != key_of(socket, watch.generation)) return {};
  const bool is_broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;  // libcurl learns how by using it
  const std::uint32_t ready = is_broken ? watch.wanted : event.events & watch.wanted;
  if (ready == 0) tell(socket, watch);
  return {.shard = watch.shard, .socket = socket, .events = ready};
}

void EventLoop::wake() {
  if (state_.exchange(State::woken) != State::waiting) return;
  const std::uint64_t ring = 1;
  [[maybe_unused]] const auto size = ::write(bell_, &ring, sizeof ring);
}

}  // namespace imweb::inline v0::http

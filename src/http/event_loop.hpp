// Waits for sockets, for a moment, and for a call from another thread. What libcurl wants to hear of is noted, and told to the system as
// late as possible: most of it has changed back by then.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::http {

class Shard;

/// At how many of the sockets that are ready.
enum class Look : std::uint8_t { at_some, at_all };

/// Thread rule: the engine's thread alone, but for `wake`. A forked child shares the set of watched sockets with its parent, and so
/// changes nothing in it.
class EventLoop {
 public:
  EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  /// False when the system had no file descriptor or no memory for it. Then nothing else may be called.
  [[nodiscard]] bool is_open() const noexcept { return epoll_ >= 0 && bell_ >= 0; }

  /// True in a child process that inherited this object by `fork`.
  [[nodiscard]] bool is_inherited() const noexcept;

  /// From now on `shard` wants to hear when `socket` is ready for this: EPOLLIN, EPOLLOUT, both, or 0 for nothing more.
  void want(Shard& shard, int socket, std::uint32_t events);

  /// A socket whose end will be told by `closing`. Any other must be given up by `want(..., 0)` before it is closed.
  void opened(int socket);
  void closing(int socket);

  /// Blocks until `until`, a socket or `wake`, whichever comes first, and calls `on_ready(shard, socket, events)` for sockets that have
  /// something of what is wanted of them at that moment: for some of them, so that who goes on with their requests finds them still in the
  /// processor's cache, or for all, however many they are; after `wake` for all. `until` must not be far from now: a minute. A socket that the
  /// system has no room to watch is taken for ready each time, and every few milliseconds at least, which libcurl bears.
  template <class OnReady>
  void wait(TimePoint until, Look look, OnReady on_ready) {
    int count = wait_for_events(until);
    const bool at_all = look == Look::at_all || was_woken_;
    const std::size_t most = at_all ? watches_.size() : 0;  // some are ready again at once: not to stay for those
    for (const int socket : unwatched_)
      if (const Watch watch = watch_of(socket); watch.wanted != 0) on_ready(*watch.shard, socket, watch.wanted);
    for (std::size_t seen = events_.size();; seen += events_.size()) {
      for (int i = 0; i < count; ++i)
        if (const Ready ready = judge(events_[static_cast<std::size_t>(i)]); ready.events != 0)
          on_ready(*ready.shard, ready.socket, ready.events);
      const bool has_more = count == static_cast<int>(events_.size()) && seen < most;
      if (!has_more) return;
      count = ask_system(Duration::zero());
    }
  }

  /// Ends the present or the next `wait`. From any thread.
  void wake();

 private:
  struct Watch {
    Shard* shard = nullptr;
    std::uint32_t generation = 0;  ///< how many sockets had this number before: an event may be late
    std::uint32_t wanted = 0;      ///< by libcurl
    std::uint32_t told = 0;        ///< to the system
    bool is_noted = false;         ///< in `changed_`
    bool has_known_end = false;    ///< see `opened`

    [[nodiscard]] bool lacks_some() const noexcept { return (wanted & ~told) != 0; }
  };
  struct Ready {
    Shard* shard = nullptr;
    int socket = -1;
    std::uint32_t events = 0;
  };
  enum class State : std::uint8_t { running, waiting, woken };

  [[nodiscard]] Watch& watch_of(int socket);
  [[nodiscard]] int wait_for_events(TimePoint until);
  [[nodiscard]] int ask_system(Duration patience);
  [[nodiscard]] Ready judge(const epoll_event& event);
  void tell_changes();
  void tell(int socket, Watch& watch) const;

  int epoll_;
  int bell_;
  std::uint64_t process_;  ///< in which it was made
  std::atomic<State> state_ = State::running;
  bool was_woken_ = false;      ///< before the present wait, or in it
  std::vector<Watch> watches_;  ///< by the number of the socket
  std::vector<int> changed_;    ///< what the system is to be told of
  std::vector<int> unwatched_;  ///< what it could not be told of when the last wait began
  std::array<epoll_event, 32> events_{};
};

}  // namespace imweb::inline v0::http

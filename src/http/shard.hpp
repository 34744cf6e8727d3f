// A part of the requests under way, in a multi handle of its own: libcurl looks through all connections of a multi handle for each request.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include <imweb/base/time.hpp>

#include "http/event_loop.hpp"

namespace imweb::inline v0::http {

/// How long a connection is kept that nobody uses.
inline constexpr std::chrono::seconds max_idle{30};

/// Thread rule: the engine's thread alone. Must outlive no handle that was added and not removed.
class Shard {
 public:
  /// How many requests it takes before others go elsewhere. Beyond some hundreds libcurl's own searching shows.
  static constexpr int capacity = 64;

  explicit Shard(EventLoop& loop);
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;
  ~Shard();

  /// False when libcurl had no memory or file descriptor for it. Then nothing else may be called.
  [[nodiscard]] bool is_open() const noexcept { return multi_ != nullptr; }
  [[nodiscard]] bool has_room() const noexcept { return size_ < capacity; }
  [[nodiscard]] bool is_empty() const noexcept { return size_ == 0; }

  /// Since when it is empty; of no meaning while it is not.
  [[nodiscard]] TimePoint empty_since() const noexcept { return empty_since_; }

  /// Begins the request of `handle`; false when libcurl refused, and it does not belong here.
  [[nodiscard]] bool add(CURL* handle);

  /// Takes it out; one that is still under way loses its connection.
  void remove(CURL* handle);

  /// When libcurl wants `run_timers`.
  [[nodiscard]] TimePoint due() const noexcept { return due_; }
  void run_timers();

  /// `socket` is ready for these, EPOLLIN and EPOLLOUT.
  void on_ready(int socket, std::uint32_t events);

  struct Finished {
    CURL* handle;
    CURLcode code;
  };
  /// One that has come to its end, until there are no more. It stays here until it is removed.
  [[nodiscard]] std::optional<Finished> next_finished();

 private:
  static int take_interest(CURL*, curl_socket_t socket, int what, void* self, void*);
  static int take_timer(CURLM*, long milliseconds, void* self);

  EventLoop& loop_;
  CURLM* multi_;
  int size_ = 0;
  TimePoint due_ = never;
  TimePoint empty_since_;
};

}  // namespace imweb::inline v0::http

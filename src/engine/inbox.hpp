// The one door into the engine's thread. Everything that other threads, or the transport, want to tell it is a message put in here.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/transport.hpp>

#include "engine/backlog.hpp"

namespace imweb::inline v0::engine {

struct Job;
class ShopDesk;

/// Names a job that may be over. The number is unique within the engine, and rises; the slot is where the job is found.
struct JobId {
  std::uint64_t number = 0;
  std::uint32_t slot = 0;
};

namespace message {
struct Begin {
  std::unique_ptr<Job> job;
};
struct Cancel {
  JobId job;
};
/// Tells a caller of that shop that its call was refused.
struct Run {
  Callback<std::monostate> what;
  std::shared_ptr<ShopDesk> desk;
};
/// Closes one shop, then tells.
struct CloseShop {
  std::shared_ptr<ShopDesk> desk;
  Callback<std::monostate> tell;
};
struct Stop {};
}  // namespace message

/// What callers want.
using Message = std::variant<message::Begin, message::Cancel, message::Run, message::CloseShop, message::Stop>;

namespace report {
struct Sent {
  JobId job;
  int attempt;
  TimePoint at;
};
struct Done {
  JobId job;
  int attempt;
  TimePoint at;
  http::Reply reply;
};
}  // namespace report

/// What the transport has to say of a request.
using Report = std::variant<report::Sent, report::Done>;

/// Thread rule: `put` from any thread, the rest from the engine's.
class Inbox {
 public:
  Inbox(http::Transport& transport, std::shared_ptr<const Clock> clock) : transport_(transport), clock_(std::move(clock)) {}
  ~Inbox();
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  /// The time, by which reports are dated. From any thread.
  [[nodiscard]] TimePoint now() const noexcept { return clock_->now(); }

  /// After the end of the loop, both are destroyed unread.
  void put(Message&& message);
  void put(Report&& report);

  /// Appends everything since the last time: that of other threads, then that of the engine's own, each in its order.
  void take(Backlog<Report>& reports, Backlog<Message>& messages);

  [[nodiscard]] bool is_empty();

  /// Ends the taking of messages, if there are none left.
  [[nodiscard]] bool close_if_empty();

  /// From now on the calling thread is the engine's: it needs no waking.
  void belongs_here();

  /// True in callbacks, and to the engine's end.
  [[nodiscard]] bool is_own_thread() const noexcept { return owner_.load() == std::this_thread::get_id(); }

  /// The loop has ended, or never ran.
  void close();

  /// From any thread.
  [[nodiscard]] bool is_closed() const noexcept { return is_closed_; }

 private:
  struct Content {
    std::vector<Report> reports{};
    std::vector<Message> messages{};

    [[nodiscard]] bool is_empty() const noexcept { return reports.empty() && messages.empty(); }
  };

  template <class One>
  void add(std::vector<One> Content::*list, std::type_identity_t<One>&& one);

  std::mutex mutex_;
  std::mutex waking_mutex_;  ///< keeps the transport alive while it is woken; a lock of its own, for who wakes up wants the other
  Content content_;          ///< of other threads; guarded by the lock
  Content own_content_;      ///< of the engine's thread
  http::Transport& transport_;
  std::shared_ptr<const Clock> clock_;
  std::atomic<std::thread::id> owner_ = std::thread::id{};
  std::atomic<bool> is_closed_ = false;  ///< changed under both locks
};

}  // namespace imweb::inline v0::engine

// The one door into the engine's thread. Everything that other threads, or the transport, want to tell it is a message put in here.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/transport.hpp>

namespace imweb::inline v0::engine {

struct Job;
class ShopDesk;
using JobId = std::uint64_t;

namespace message {
struct Begin {
  std::unique_ptr<Job> job;
};
struct Cancel {
  JobId job;
};
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

using Message =
    std::variant<message::Begin, message::Cancel, message::Sent, message::Done, message::Run, message::CloseShop, message::Stop>;

/// Thread rule: `put` from any thread, the rest from the engine's.
class Inbox {
 public:
  explicit Inbox(http::Transport& transport) : transport_(&transport) {}
  ~Inbox();
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  /// After the end of the loop, messages are destroyed unread.
  void put(Message message);

  /// All messages since the last time, in their order.
  [[nodiscard]] std::vector<Message> take();

  [[nodiscard]] bool is_empty();

  /// Ends the taking of messages, if there are none left.
  [[nodiscard]] bool close_if_empty();

  /// From now on the calling thread is the engine's: it needs no waking.
  void belongs_here();

  /// The loop has ended, or never ran.
  void close();

  [[nodiscard]] bool is_closed();

 private:
  std::mutex mutex_;
  std::vector<Message> messages_;
  http::Transport* transport_;
  std::thread::id owner_;
};

}  // namespace imweb::inline v0::engine

// The engine's thread, and what may be asked of it from other threads.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include <imweb/base/time.hpp>
#include <imweb/http/transport.hpp>

#include "base/exit_list.hpp"
#include "engine/job.hpp"
#include "engine/loop.hpp"

namespace imweb::inline v0::engine {

class Core final : public EndsAtExit, public std::enable_shared_from_this<Core> {
 public:
  Core(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock);

  ~Core() override;

  /// Starts the thread; it holds this object until it ends. Once the program exits, there is none any more, and the engine has ended.
  void start();

  /// Ends all calls and the thread, and waits for it, but not on the thread itself. Any number of times, from any thread. Precondition: this is
  /// not a forked child.
  void end() override;

  [[nodiscard]] bool is_own_thread() noexcept { return loop_.inbox().is_own_thread(); }

  /// True in a child process that inherited this object by `fork`: the thread stayed with the parent.
  [[nodiscard]] bool is_orphaned() const noexcept;

  /// True once no call can be made any more.
  [[nodiscard]] bool has_ended() noexcept { return loop_.inbox().is_closed(); }

  [[nodiscard]] TimePoint now() const noexcept { return loop_.now(); }
  void put(Message&& message) { loop_.inbox().put(std::move(message)); }

  /// A message of that shop, from any thread.
  void put(ShopDesk& desk, Message&& message) {
    return is_own_thread() ? loop_.put(desk, std::move(message)) : put(std::move(message));
  }

  /// Ends all calls of one shop, and returns when their callbacks have run.
  void close(const std::shared_ptr<ShopDesk>& desk);

 private:
  Loop loop_;
  std::mutex thread_mutex_;
  std::thread thread_;     ///< guarded by the lock
  std::uint64_t process_;  ///< in which it was made
};

}  // namespace imweb::inline v0::engine

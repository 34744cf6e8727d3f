// The engine's loop: takes messages, obeys what calls want, hands out turns, waits. One thread, no locks, no clock but the one handed in.
//
//   turn():  messages → timers → turns ─► transport.wait_until(next)
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <imweb/base/time.hpp>
#include <imweb/http/transport.hpp>
#include <imweb/pipeline/call.hpp>

#include "engine/backlog.hpp"
#include "engine/inbox.hpp"
#include "engine/job.hpp"
#include "engine/job_table.hpp"
#include "engine/schedule.hpp"
#include "engine/shop_desk.hpp"

namespace imweb::inline v0::engine {

class Loop {
 public:
  Loop(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock);
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop();

  /// Runs until a Stop message; then every call under way ends as cancelled.
  void run();

  /// From a callback, on the engine's thread. While the shop is being closed, messages wait until its calls have ended; afterwards, and while
  /// the engine ends, they are destroyed unread, so that a callback that always starts another call comes to an end.
  void put(ShopDesk& desk, Message&& message);

  /// Ends all calls of one shop, those included that its callbacks start meanwhile. Thread rule: the engine's.
  void close(ShopDesk& desk);

  /// Destroys the transport. Precondition: `run` has ended.
  void end_transport() { transport_.reset(); }

  [[nodiscard]] Inbox& inbox() noexcept { return *inbox_; }
  [[nodiscard]] TimePoint now() const noexcept { return inbox_->now(); }

 private:
  void turn();
  void take_messages();
  void receive();
  template <class One>
  void take_one(One one);
  void fire_timers();
  void hand_out_turns();

  void take(message::Begin& message);
  void take(message::Cancel& message);
  static void take(message::Run& message);
  void take(message::CloseShop& message);
  void take(message::Stop& message);
  void take(report::Sent& report);
  void take(report::Done& report);

  /// The only way into a call.
  void deliver(Job& job, const pipeline::Event& event, TimePoint at);
  void obey(Job& job, const pipeline::Action& action, TimePoint at);
  void send(Job& job, TimePoint at);
  void finish(Job& job);
  [[nodiscard]] http::Progress give_up_exchange(Job& job);

  Job& take_in(std::unique_ptr<Job> job);

  /// The job, if it still waits for this attempt's reports.
  [[nodiscard]] Job* find_in_flight(JobId id, int attempt);
  void begin_login(const std::shared_ptr<ShopDesk>& desk);
  void end_login(ShopDesk& desk, Secret token, pipeline::Conclusion conclusion);

  /// Oldest first.
  void cancel(std::vector<JobId> jobs);

  void reschedule(Job& job);
  void reschedule(ShopDesk& desk);

  /// When, and whose number it is: what falls together goes in the same order in each run of a simulation.
  using Due = std::pair<TimePoint, std::uint64_t>;

  std::unique_ptr<http::Transport> transport_;
  std::shared_ptr<Inbox> inbox_;  ///< shared with exchanges, which a transport may keep longer than the loop lives
  Backlog<Report> reports_;
  Backlog<Message> messages_;
  JobTable jobs_;
  Schedule<Job, Due, &Job::timer_place> timers_;
  Schedule<ShopDesk, Due, &ShopDesk::turn_place> turns_;
  TimePoint now_{};  ///< when messages were last taken
  bool is_stopping_ = false;
};

}  // namespace imweb::inline v0::engine

// Cases 32 to 34: five requests a second, however many calls, kinds of calls and processes there are.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/pipeline/rules/pace.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// When requests reach a shop over a network whose delays vary between these, there and back.
class Arrivals {
 public:
  Arrivals(Duration least, Duration most) : delay_(least.count(), most.count()) {}

  Script deliver(TimePoint now, Script script) {
    const Duration there{delay_(random_)};
    moments_.push_back(now + there);
    script.reply_after = there + Duration{delay_(random_)};
    return script;
  }

  [[nodiscard]] const std::vector<TimePoint>& moments() const { return moments_; }
  /// Of the five a second that are allowed.
  [[nodiscard]] double utilisation() const {
    const std::chrono::duration<double> time = moments_.back() - moments_.front();
    return static_cast<double>(moments_.size() - 1) / time.count() / 5;
  }

 private:
  std::mt19937_64 random_{4711};
  std::uniform_int_distribution<Duration::rep> delay_;
  std::vector<TimePoint> moments_{};
};

struct NetworkRow {
  std::string_view name;
  Duration least, most;
  double utilisation;
};

TEST(Case32, KeepsTheLimitInABurstOf5000Calls) {
  for (const auto& row : {NetworkRow{"LAN", 200us, 2ms, 0.97}, {"WAN", 8ms, 16ms, 0.965}}) {
    SCOPED_TRACE(row.name);
    VirtualShop shop;
    Arrivals arrivals{row.least, row.most};
    shop.on_login = [&](const http::Request&) { return arrivals.deliver(shop.clock->now(), given_token("t")); };
    shop.on_order = [&](const http::Request& request) { return arrivals.deliver(shop.clock->now(), processed(request)); };

    for (const auto& result : shop.process_all(5000, {.deadline = 2h})) EXPECT_TRUE(result);

    EXPECT_EQ(arrivals.moments().size(), 5001U);
    EXPECT_LE(most_in_a_second(arrivals.moments()), 5U);
    EXPECT_GE(arrivals.utilisation(), row.utilisation);
  }
}

TEST(Case33, KeepsBothLimitsWhereListsAreMixedWithOrders) {
  using namespace pipeline::rules;
  Pace pace{{}};
  TimePoint now{1h};
  std::vector<TimePoint> all, lists;
  while (all.size() < 2000) {  // as eager as can be: a list whenever one may leave, else an order
    const TimePoint list = pace.next_turn(Lane::list);
    const TimePoint order = pace.next_turn(Lane::normal);
    const Lane lane = list <= order ? Lane::list : Lane::normal;
    now = std::max(now, std::min(list, order));
    pace.granted();
    pace.sent(lane, now);
    pace.answered(now, now + 10ms, std::nullopt);
    all.push_back(now);
    if (lane == Lane::list) lists.push_back(now);
  }
  EXPECT_LE(most_in_a_second(all), 5U);
  EXPECT_LE(most_in_a_second(lists), 1U);
  EXPECT_GT(lists.size(), 300U);
}

/// Twenty processes after each other, each dead after a login and four orders. Says how many requests came in one second.
std::size_t most_over_restarts(std::chrono::milliseconds quiet_start) {
  const auto clock = std::make_shared<ManualClock>();
  std::vector<TimePoint> arrivals;
  for (int process = 0; process < 20; ++process) {
    const auto script = [&](const http::Request& request) {
      arrivals.push_back(clock->now());
      return is_login(request) ? given_token("t") : processed(request);
    };
    Engine engine{std::make_unique<ScriptedTransport>(clock, script), clock};
    auto options = options_of_shop();
    options.quiet_start = quiet_start;
    OrderClient client{std::move(options), engine};
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(client.process(order(i), Place{}));
  }
  EXPECT_EQ(arrivals.size(), 100U);
  return most_in_a_second(arrivals);
}

TEST(Case34, KeepsTheLimitInARestartLoopWithAQuietStart) { EXPECT_LE(most_over_restarts(1s), 5U); }

TEST(Case34, NeedsTheQuietStartForThat) { EXPECT_GT(most_over_restarts(0s), 5U); }

}  // namespace
}  // namespace imweb

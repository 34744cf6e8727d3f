// The door into the engine's thread.
#include "engine/inbox.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/testing/manual_clock.hpp>

#include "engine/job.hpp"

namespace imweb::engine {
namespace {

class CountingTransport final : public http::Transport {
 public:
  void start(std::shared_ptr<http::Exchange>) override {}
  void wake() override { ++wakes; }
  std::atomic<int> wakes = 0;
};

struct Taken {
  explicit Taken(Inbox& inbox) { inbox.take(reports, messages); }

  Backlog<Report> reports;
  Backlog<Message> messages;
};

std::uint64_t pop_cancelled(Backlog<Message>& messages) { return std::get<message::Cancel>(messages.pop()).job.number; }

TEST(Inbox, GivesMessagesInTheirOrderAndOnce) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  EXPECT_TRUE(inbox.is_empty());
  for (std::uint64_t number = 1; number <= 3; ++number) inbox.put(message::Cancel{{.number = number}});
  EXPECT_FALSE(inbox.is_empty());

  auto messages = Taken{inbox}.messages;
  for (std::uint64_t number = 1; number <= 3; ++number) {
    ASSERT_FALSE(messages.is_empty());
    EXPECT_EQ(pop_cancelled(messages), number);
  }
  EXPECT_TRUE(messages.is_empty());
  EXPECT_TRUE(Taken{inbox}.messages.is_empty());
}

TEST(Inbox, KeepsWhatTheTransportReportsApart) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.put(message::Stop{});
  inbox.put(report::Sent{.job = {.number = 7}, .attempt = 1, .at = {}});

  Taken taken{inbox};
  ASSERT_FALSE(taken.reports.is_empty());
  EXPECT_EQ(std::get<report::Sent>(taken.reports.pop()).job.number, 7U);
  EXPECT_TRUE(taken.reports.is_empty());
  ASSERT_FALSE(taken.messages.is_empty());
  EXPECT_TRUE(std::holds_alternative<message::Stop>(taken.messages.pop()));
}

TEST(Inbox, WakesTheEngineForOthersButNotForItself) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.belongs_here();
  inbox.put(message::Stop{});
  EXPECT_EQ(transport.wakes, 0);
  std::jthread{[&] { inbox.put(message::Stop{}); }}.join();
  EXPECT_EQ(transport.wakes, 1);
}

TEST(Inbox, GivesWhatOthersPutInBeforeWhatTheEnginesOwnThreadDid) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.belongs_here();
  inbox.put(message::Cancel{{.number = 2}});
  EXPECT_FALSE(inbox.is_empty());
  EXPECT_FALSE(inbox.close_if_empty());
  std::jthread{[&] { inbox.put(message::Cancel{{.number = 1}}); }}.join();

  auto messages = Taken{inbox}.messages;
  ASSERT_FALSE(messages.is_empty());
  EXPECT_EQ(pop_cancelled(messages), 1U);
  ASSERT_FALSE(messages.is_empty());
  EXPECT_EQ(pop_cancelled(messages), 2U);
  EXPECT_TRUE(inbox.close_if_empty());
}

TEST(Inbox, DestroysMessagesAndWakesNobodyOnceItIsClosed) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.close();
  inbox.put(message::Stop{});
  EXPECT_EQ(transport.wakes, 0);
  EXPECT_TRUE(inbox.is_closed());
  EXPECT_TRUE(Taken{inbox}.messages.is_empty());
}

TEST(Inbox, LosesNothingThatManyThreadsPutIn) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t number = 0; number < 500; ++number) inbox.put(message::Cancel{{.number = number}});
    });
  }
  threads.clear();
  auto messages = Taken{inbox}.messages;
  int taken = 0;
  for (; !messages.is_empty(); ++taken) std::ignore = messages.pop();
  EXPECT_EQ(taken, 4000);
  EXPECT_EQ(transport.wakes, 4000);
}

}  // namespace
}  // namespace imweb::engine

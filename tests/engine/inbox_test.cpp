// The door into the engine's thread.
#include "engine/inbox.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
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

Inbox::Content take(Inbox& inbox) {
  Inbox::Content content;
  Inbox::Content own;
  inbox.take(content, own);
  EXPECT_TRUE(own.is_empty());
  return content;
}

TEST(Inbox, GivesMessagesInTheirOrderAndOnce) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  EXPECT_TRUE(inbox.is_empty());
  for (std::uint64_t number = 1; number <= 3; ++number) inbox.put(message::Cancel{{.number = number}});
  EXPECT_FALSE(inbox.is_empty());

  const auto messages = take(inbox).messages;
  ASSERT_EQ(messages.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(std::get<message::Cancel>(messages[i]).job.number, i + 1);
  EXPECT_TRUE(take(inbox).is_empty());
}

TEST(Inbox, KeepsWhatTheTransportReportsApart) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.put(message::Stop{});
  inbox.put(report::Sent{.job = {.number = 7}, .attempt = 1, .at = {}});

  const auto content = take(inbox);
  ASSERT_EQ(content.reports.size(), 1U);
  EXPECT_EQ(std::get<report::Sent>(content.reports.front()).job.number, 7U);
  EXPECT_EQ(content.messages.size(), 1U);
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

TEST(Inbox, KeepsWhatTheEnginesOwnThreadPutsInApart) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.belongs_here();
  inbox.put(message::Stop{});
  EXPECT_FALSE(inbox.is_empty());
  EXPECT_FALSE(inbox.close_if_empty());

  Inbox::Content others;
  Inbox::Content own;
  inbox.take(others, own);
  EXPECT_TRUE(others.is_empty());
  EXPECT_EQ(own.messages.size(), 1U);
  EXPECT_TRUE(inbox.close_if_empty());
}

TEST(Inbox, DestroysMessagesAndWakesNobodyOnceItIsClosed) {
  CountingTransport transport;
  Inbox inbox{transport, std::make_shared<testing::ManualClock>()};
  inbox.close();
  inbox.put(message::Stop{});
  EXPECT_EQ(transport.wakes, 0);
  EXPECT_TRUE(inbox.is_closed());
  EXPECT_TRUE(take(inbox).is_empty());
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
  EXPECT_EQ(take(inbox).messages.size(), 4000U);
  EXPECT_EQ(transport.wakes, 4000);
}

}  // namespace
}  // namespace imweb::engine

// The door into the engine's thread.
#include "engine/inbox.hpp"

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/job.hpp"

namespace imweb::engine {
namespace {

class CountingTransport final : public http::Transport {
 public:
  void start(std::shared_ptr<http::Exchange>) override {}
  void wake() override { ++wakes; }
  std::atomic<int> wakes = 0;
};

TEST(Inbox, GivesMessagesInTheirOrderAndOnce) {
  CountingTransport transport;
  Inbox inbox{transport};
  EXPECT_TRUE(inbox.is_empty());
  for (JobId id = 1; id <= 3; ++id) inbox.put(message::Cancel{id});
  EXPECT_FALSE(inbox.is_empty());

  const auto messages = inbox.take();
  ASSERT_EQ(messages.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(std::get<message::Cancel>(messages[i]).job, i + 1);
  EXPECT_TRUE(inbox.take().empty());
}

TEST(Inbox, WakesTheEngineForOthersButNotForItself) {
  CountingTransport transport;
  Inbox inbox{transport};
  inbox.belongs_here();
  inbox.put(message::Stop{});
  EXPECT_EQ(transport.wakes, 0);
  std::jthread{[&] { inbox.put(message::Stop{}); }}.join();
  EXPECT_EQ(transport.wakes, 1);
}

TEST(Inbox, DestroysMessagesAndWakesNobodyOnceItIsClosed) {
  CountingTransport transport;
  Inbox inbox{transport};
  inbox.close();
  inbox.put(message::Stop{});
  EXPECT_EQ(transport.wakes, 0);
  EXPECT_TRUE(inbox.is_closed());
  EXPECT_TRUE(inbox.take().empty());
}

TEST(Inbox, LosesNothingThatManyThreadsPutIn) {
  CountingTransport transport;
  Inbox inbox{transport};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (JobId id = 0; id < 500; ++id) inbox.put(message::Cancel{id});
    });
  }
  threads.clear();
  EXPECT_EQ(inbox.take().size(), 4000U);
  EXPECT_EQ(transport.wakes, 4000);
}

}  // namespace
}  // namespace imweb::engine

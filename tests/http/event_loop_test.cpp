#include "http/event_loop.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "http/requests.hpp"
#include "http/shard.hpp"
#include "life/child.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// Two connected sockets; the loop is told of the first as of one of libcurl's.
class Pair {
 public:
  explicit Pair(EventLoop& loop) : loop_(loop) {
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_), 0);
    loop_.opened(ours());
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair() {
    loop_.closing(ours());
    ::close(ends_[0]);
    ::close(ends_[1]);
  }

  [[nodiscard]] int ours() const noexcept { return ends_[0]; }
  void write() const { EXPECT_EQ(::write(ends_[1], "x", 1), 1); }

 private:
  EventLoop& loop_;
  int ends_[2] = {-1, -1};
};

struct Report {
  int socket;
  std::uint32_t events;
  friend bool operator==(const Report&, const Report&) = default;
};

/// What the loop has to say until then.
std::vector<Report> reports(EventLoop& loop, TimePoint until = now()) {
  std::vector<Report> all;
  loop.wait(until, Look::at_all, [&](Shard&, int socket, std::uint32_t events) { all.push_back({socket, events}); });
  return all;
}

class EventLoopTest : public ::testing::Test {
 protected:
  EventLoop loop{};
  Shard shard{loop};
};

TEST_F(EventLoopTest, SaysWhatASocketIsReadyFor) {
  const Pair pair{loop};
  loop.want(shard, pair.ours(), EPOLLIN);
  EXPECT_TRUE(reports(loop).empty());
  pair.write();
  EXPECT_EQ(reports(loop, now() + 10s), (std::vector<Report>{{pair.ours(), EPOLLIN}}));
  loop.want(shard, pair.ours(), EPOLLIN | EPOLLOUT);
  EXPECT_EQ(reports(loop, now() + 10s), (std::vector<Report>{{pair.ours(), EPOLLIN | EPOLLOUT}}));
}

TEST_F(EventLoopTest, SaysNothingOfWhatIsNotWantedAnyMore) {
  const Pair pair{loop};
  loop.want(shard, pair.ours(), EPOLLIN | EPOLLOUT);
  EXPECT_EQ(reports(loop).size(), 1U);
  loop.want(shard, pair.ours(), EPOLLIN);
  EXPECT_TRUE(reports(loop).empty());
  loop.want(shard, pair.ours(), 0);
  pair.write();
  EXPECT_TRUE(reports(loop).empty());
  const TimePoint before = now();
  EXPECT_TRUE(reports(loop, before + 20ms).empty());
  EXPECT_GE(now(), before + 19ms) << "the socket went on to end the wait";
}

TEST_F(EventLoopTest, HearsAgainOfASocketThatWasLeftAlone) {
  const Pair pair{loop};
  for (int i = 0; i < 3; ++i) {
    loop.want(shard, pair.ours(), EPOLLIN);
    EXPECT_EQ(reports(loop).size(), i == 0 ? 0U : 1U);
    loop.want(shard, pair.ours(), 0);
    if (i == 0) pair.write();
    EXPECT_TRUE(reports(loop).empty());
  }
}

TEST_F(EventLoopTest, DoesNotTakeOneSocketForTheNextOfTheSameNumber) {
  auto first = std::make_unique<Pair>(loop);
  auto second = std::make_unique<Pair>(loop);
  const std::pair<int, int> numbers{first->ours(), second->ours()};
  for (const auto* pair : {first.get(), second.get()}) {
    loop.want(shard, pair->ours(), EPOLLIN);
    pair->write();
  }
  std::vector<int> told;
  loop.wait(now() + 10s, Look::at_all, [&](Shard&, int socket, std::uint32_t) {
    told.push_back(socket);
    auto& other = socket == numbers.first ? second : first;
    other.reset();
    other = std::make_unique<Pair>(loop);  // gets the number that has just become free
    loop.want(shard, other->ours(), EPOLLIN);
  });
  EXPECT_EQ(told.size(), 1U);
  EXPECT_EQ((std::pair{first->ours(), second->ours()}), numbers);
}

TEST_F(EventLoopTest, WaitsExactlyEnough) {
  for (const auto wait : {0us, 1us, 300us, 999us, 1'000us, 1'700us, 5'000us}) {
    const TimePoint until = now() + wait;
    while (now() < until) EXPECT_TRUE(reports(loop, until).empty());
    EXPECT_LT(now() - until, 5s);
  }
}

TEST_F(EventLoopTest, HearsASocketWithinTheLastMillisecond) {
  const Pair pair{loop};
  loop.want(shard, pair.ours(), EPOLLIN);
  pair.write();
  EXPECT_EQ(reports(loop, now() + 900us).size(), 1U);
}

/// More sockets that are ready than the system tells at once.
class EventLoopTestOfMany : public EventLoopTest {
 protected:
  static constexpr std::size_t many = 300;

  void SetUp() override {
    while (pairs_.size() < many) {
      pairs_.push_back(std::make_unique<Pair>(loop));
      loop.want(shard, pairs_.back()->ours(), EPOLLIN);
      pairs_.back()->write();
    }
  }

  /// How many different sockets so many looks hear.
  std::size_t heard(int looks, Look look) {
    std::set<int> told;
    while (looks-- > 0) loop.wait(now() + 10s, look, [&](Shard&, int socket, std::uint32_t) { told.insert(socket); });
    return told.size();
  }

 private:
  std::vector<std::unique_ptr<Pair>> pairs_{};
};

TEST_F(EventLoopTestOfMany, HearsAllAtOneLook) { EXPECT_EQ(heard(1, Look::at_all), many); }

TEST_F(EventLoopTestOfMany, HearsSomeAtALookAndEachInItsTurn) {
  EXPECT_LT(heard(1, Look::at_some), many / 4);
  EXPECT_EQ(heard(10, Look::at_some), many);
}

TEST_F(EventLoopTestOfMany, HearsAllAfterAWake) {
  loop.wake();
  EXPECT_EQ(heard(1, Look::at_some), many);
  EXPECT_LT(heard(1, Look::at_some), many);
}

TEST_F(EventLoopTest, LooksByItselfAtWhatTheSystemDoesNotWatch) {
  const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);  // no file is watched: it stands for a socket too many
  ASSERT_GE(file, 0);
  loop.opened(file);
  loop.want(shard, file, EPOLLIN);
  const TimePoint before = now();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(reports(loop, now() + 30s), (std::vector<Report>{{file, EPOLLIN}}));
  EXPECT_LT(now(), before + 20s);
  EXPECT_GE(now(), before + 15ms) << "the thread would not rest";

  loop.want(shard, file, 0);
  EXPECT_TRUE(reports(loop, now() + 20ms).empty());
  loop.closing(file);
  ::close(file);
}

TEST_F(EventLoopTest, IsWokenOnceByManyWakes) {
  for (int i = 0; i < 5; ++i) loop.wake();
  const TimePoint before = now();
  EXPECT_TRUE(reports(loop, before + 30s).empty());
  EXPECT_LT(now(), before + 20s);
  EXPECT_TRUE(reports(loop, now() + 20ms).empty());
  EXPECT_GE(now(), before + 19ms);
}

TEST_F(EventLoopTest, LosesNoWakeOfAnotherThread) {
  constexpr int rounds = 2000;
  std::atomic<int> asked = 0;
  std::atomic<int> answered = 0;
  std::jthread other{[&] {
    while (asked < rounds) {
      ++asked;
      loop.wake();
      while (answered < asked) std::this_thread::yield();
    }
  }};
  while (answered < rounds) {
    const TimePoint patience = now() + 10s;
    while (asked == answered && now() < patience) static_cast<void>(reports(loop, patience));
    EXPECT_LT(now(), patience);
    ++answered;
  }
}

TEST_F(EventLoopTest, IsLeftAloneByAForkedChild) {
  const Pair pair{loop};
  loop.want(shard, pair.ours(), EPOLLIN);
  EXPECT_TRUE(reports(loop).empty());

  const auto close_in_child = [&] {
    loop.closing(pair.ours());
    return loop.is_inherited() ? 0 : 1;
  };
  EXPECT_EQ(run_in_fork(close_in_child), 0);

  EXPECT_FALSE(loop.is_inherited());
  pair.write();
  EXPECT_EQ(reports(loop, now() + 10s).size(), 1U);
}

}  // namespace
}  // namespace imweb::http

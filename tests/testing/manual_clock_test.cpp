#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/testing/manual_clock.hpp>

namespace {

using namespace std::chrono_literals;
using imweb::TimePoint;
using imweb::testing::ManualClock;

TEST(ManualClock, StandsStillUntilItIsAdvanced) {
  ManualClock clock{TimePoint{5s}};

  EXPECT_EQ(clock.now(), TimePoint{5s});
  clock.advance(20ms);

  EXPECT_EQ(clock.now(), TimePoint{5s + 20ms});
}

TEST(ManualClock, NeverGoesBack) {
  ManualClock clock{TimePoint{5s}};

  clock.advance(-1s);
  clock.advance_to(TimePoint{3s});

  EXPECT_EQ(clock.now(), TimePoint{5s});
}

TEST(ManualClock, AdvancesToAMoment) {
  ManualClock clock{TimePoint{5s}};

  clock.advance_to(TimePoint{7s});

  EXPECT_EQ(clock.now(), TimePoint{7s});
}

TEST(ManualClock, LosesNoStepOfSeveralThreads) {
  ManualClock clock{TimePoint{0s}};

  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&clock] {
        for (int step = 0; step < 1000; ++step) clock.advance(1ms);
      });
  }

  EXPECT_EQ(clock.now(), TimePoint{4s});
}

}  // namespace

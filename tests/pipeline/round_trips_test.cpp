// What is unusually long among the last answers.
#include <imweb/pipeline/rules/round_trips.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <random>

#include <gtest/gtest.h>

namespace imweb::pipeline::rules {
namespace {

using namespace std::chrono_literals;

TEST(RoundTrips, CallAnythingRareBeforeTwentyAreKnown) {
  RoundTrips trips;
  EXPECT_FALSE(trips.shortest());
  for (int i = 0; i < 19; ++i) trips.learn(10ms);
  EXPECT_TRUE(trips.is_rare(1ms));
  trips.learn(10ms);
  EXPECT_FALSE(trips.is_rare(10ms));
  EXPECT_TRUE(trips.is_rare(11ms));
}

TEST(RoundTrips, RememberTheShortestForEver) {
  RoundTrips trips;
  trips.learn(3ms);
  for (int i = 0; i < 300; ++i) trips.learn(10ms);
  EXPECT_EQ(trips.shortest(), 3ms);
}

TEST(RoundTrips, AreLateOnlyBeyondWhatScattersAnyway) {
  RoundTrips trips;
  for (int i = 0; i < 20; ++i) trips.learn(80ms);
  EXPECT_TRUE(trips.is_rare(95ms));
  EXPECT_FALSE(trips.is_late(95ms));
  EXPECT_TRUE(trips.is_late(100ms));
}

/// Against counting all of the last 200.
TEST(RoundTrips, KnowTheRarestTenthOfTheLastTwoHundred) {
  std::mt19937 random{11};
  std::deque<Duration> last;
  RoundTrips trips;
  for (int step = 0; step < 3'000; ++step) {
    const Duration trip = std::chrono::milliseconds{random() % 40};
    trips.learn(trip);
    last.push_back(trip);
    if (last.size() > 200) last.pop_front();
    const Duration asked = std::chrono::milliseconds{random() % 45};
    const auto as_long = std::count_if(last.begin(), last.end(), [asked](Duration one) { return one >= asked; });
    const bool is_rare = last.size() < 20 || static_cast<std::size_t>(as_long) * 10 < last.size();
    ASSERT_EQ(trips.is_rare(asked), is_rare) << step;
  }
}

}  // namespace
}  // namespace imweb::pipeline::rules

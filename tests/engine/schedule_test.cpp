// Who comes next.
#include "engine/schedule.hpp"

#include <cstddef>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace imweb::engine {
namespace {

struct Item {
  int number = 0;
  Place place = nowhere;
};
using Numbers = Schedule<Item, std::pair<int, int>, &Item::place>;

TEST(Schedule, IsEmptyAtFirstAndAfterTheLastOneWent) {
  Numbers schedule;
  Item item;
  EXPECT_TRUE(schedule.is_empty());
  schedule.put(item, {1, 1});
  EXPECT_FALSE(schedule.is_empty());
  schedule.take_out(item);
  schedule.take_out(item);
  EXPECT_TRUE(schedule.is_empty());
}

TEST(Schedule, HoldsAnItemOnceUnderItsLastKey) {
  Numbers schedule;
  Item item;
  Item other;
  schedule.put(item, {5, 0});
  schedule.put(other, {6, 0});
  schedule.put(item, {7, 0});
  EXPECT_EQ(&schedule.first(), &other);
  schedule.take_out(other);
  EXPECT_EQ(schedule.first_key(), std::pair(7, 0));
  schedule.take_out(item);
  EXPECT_TRUE(schedule.is_empty());
}

/// Against a sorted set that does the same.
TEST(Schedule, KeepsTheOrderWhateverIsPutMovedAndTakenOut) {
  std::mt19937 random{7};
  std::vector<Item> items(50);
  std::vector<int> times(items.size(), -1);
  std::set<std::pair<int, int>> expected;
  Numbers schedule;
  for (int step = 0; step < 20'000; ++step) {
    const std::size_t i = random() % items.size();
    const int number = static_cast<int>(i);
    expected.erase({std::exchange(times[i], -1), number});
    if (random() % 3 == 0) {
      schedule.take_out(items[i]);
    } else {
      times[i] = static_cast<int>(random() % 20);
      expected.insert({times[i], number});
      schedule.put(items[i], {times[i], number});
    }
    ASSERT_EQ(schedule.is_empty(), expected.empty());
    if (expected.empty()) continue;
    ASSERT_EQ(schedule.first_key(), *expected.begin());
    ASSERT_EQ(&schedule.first(), &items[static_cast<std::size_t>(expected.begin()->second)]);
  }
}

}  // namespace
}  // namespace imweb::engine

// What was taken and is not yet obeyed.
#include "engine/backlog.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace imweb::engine {
namespace {

std::vector<int> all_of(Backlog<int>& backlog) {
  std::vector<int> all;
  while (!backlog.is_empty()) all.push_back(backlog.pop());
  return all;
}

Backlog<int> with(std::vector<int> numbers) {
  Backlog<int> backlog;
  backlog.append(numbers);
  return backlog;
}

TEST(Backlog, GivesWhatCameFirstFirst) {
  auto backlog = with({1, 2, 3});
  EXPECT_EQ(backlog.pop(), 1);
  std::vector<int> more{4, 5};
  backlog.append(more);

  EXPECT_TRUE(more.empty());
  EXPECT_EQ(all_of(backlog), (std::vector{2, 3, 4, 5}));
  EXPECT_TRUE(backlog.is_empty());
}

TEST(Backlog, TakesOutOnlyWhatIsStillInItAndKeepsBothOrders) {
  auto backlog = with({2, 1, 4, 3, 6});
  EXPECT_EQ(backlog.pop(), 2);

  EXPECT_EQ(backlog.take_out([](int one) { return one % 2 == 0; }), (std::vector{4, 6}));
  EXPECT_EQ(all_of(backlog), (std::vector{1, 3}));
}

TEST(Backlog, IsEmptyWhenAllWasTakenOut) {
  auto backlog = with({1, 2});
  EXPECT_EQ(backlog.pop(), 1);
  EXPECT_EQ(backlog.take_out([](int) { return true; }), std::vector{2});
  EXPECT_TRUE(backlog.is_empty());
  std::vector<int> more{3};
  backlog.append(more);
  EXPECT_EQ(all_of(backlog), std::vector{3});
}

}  // namespace
}  // namespace imweb::engine

#include <imweb/pipeline/rules/retry.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace imweb::inline v0::pipeline::rules {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr int many = 1'000'000;

/// How many repetitions the budget allows before it runs dry.
int spend(RetryBudget& budget) {
  int repetitions = 0;
  while (repetitions < 100 && budget.next_wait(1, many)) ++repetitions;
  return repetitions;
}

TEST(Backoff, DoublesItsCeilingUpTo20Seconds) {
  struct Row {
    int attempts;
    Duration ceiling;
  };
  constexpr Row rows[] = {{1, 200ms}, {2, 400ms}, {3, 800ms}, {4, 1600ms}, {5, 3200ms}, {6, 6400ms}, {7, 12'800ms},
                          {8, 20s},   {9, 20s},   {11, 20s},  {12, 20s},   {100, 20s},  {many, 20s}};
  for (const auto& row : rows) {
    SCOPED_TRACE("after attempt " + std::to_string(row.attempts));
    EXPECT_EQ(backoff(row.attempts, 0.0), 0ms);
    EXPECT_EQ(backoff(row.attempts, 0.5), row.ceiling / 2);
    EXPECT_LT(backoff(row.attempts, 0x1.fffffffffffffp-1), row.ceiling);
    EXPECT_GT(backoff(row.attempts, 0x1.fffffffffffffp-1), row.ceiling - 1ms);
  }
}

TEST(Backoff, TakesNonsenseForTheFirstAttempt) {
  EXPECT_EQ(backoff(0, 0.5), 100ms);
  EXPECT_EQ(backoff(-5, 0.5), 100ms);
}

TEST(RetryBudget, SpreadsItsWaitsOverTheWholeRange) {
  RetryBudget budget{7};
  Duration least = Duration::max();
  Duration most = Duration::min();
  Duration sum{};
  for (int i = 0; i < 10'000; ++i) {
    const auto wait = budget.next_wait(3, many).value();
    for (int clean = 0; clean < 5; ++clean) budget.succeeded();
    least = std::min(least, wait);
    most = std::max(most, wait);
    sum += wait;
  }

  EXPECT_GE(least, 0ms);
  EXPECT_LT(least, 8ms);
  EXPECT_LT(most, 800ms);
  EXPECT_GT(most, 792ms);
  EXPECT_NEAR(std::chrono::duration<double>(sum / 10'000).count(), 0.4, 0.01);
}

TEST(RetryBudget, AllowsOneAttemptFewerThanTheMostInRepetitions) {
  RetryBudget budget{1};

  EXPECT_TRUE(budget.next_wait(1, 3));
  EXPECT_TRUE(budget.next_wait(2, 3));
  EXPECT_FALSE(budget.next_wait(3, 3));
  EXPECT_FALSE(budget.next_wait(4, 3));
  EXPECT_FALSE(budget.next_wait(1, 1));
}

TEST(RetryBudget, RunsDryAfterTenRepetitions) {
  RetryBudget budget{1};

  EXPECT_EQ(spend(budget), 10);
  EXPECT_FALSE(budget.next_wait(1, many));
}

TEST(RetryBudget, GetsOneRepetitionBackForFiveCleanAnswers) {
  RetryBudget budget{1};
  spend(budget);

  for (int clean = 0; clean < 4; ++clean) budget.succeeded();
  EXPECT_FALSE(budget.next_wait(1, many));
  budget.succeeded();
  EXPECT_TRUE(budget.next_wait(1, many));
  EXPECT_FALSE(budget.next_wait(1, many));
}

TEST(RetryBudget, NeverHoldsMoreThanTenRepetitions) {
  RetryBudget budget{1};
  for (int clean = 0; clean < 10'000; ++clean) budget.succeeded();

  EXPECT_EQ(spend(budget), 10);
}

TEST(RetryBudget, PaysNothingForAnAttemptThatIsOneTooMany) {
  RetryBudget budget{1};
  for (int refused = 0; refused < 1'000; ++refused) EXPECT_FALSE(budget.next_wait(3, 3));

  EXPECT_EQ(spend(budget), 10);
}

TEST(RetryBudget, RollsDifferentlyForEveryShop) {
  std::set<Duration> waits;
  for (unsigned seed = 0; seed < 100; ++seed) waits.insert(RetryBudget{seed}.next_wait(8, many).value());

  EXPECT_EQ(waits.size(), 100U);
}

TEST(RetryBudget, RollsTheSameForTheSameSeed) {
  RetryBudget one{42};
  RetryBudget other{42};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(one.next_wait(4, many), other.next_wait(4, many));
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

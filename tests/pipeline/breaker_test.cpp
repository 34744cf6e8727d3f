#include <imweb/pipeline/rules/breaker.hpp>

#include <algorithm>
#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace imweb::inline v0::pipeline::rules {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using enum Trouble;

constexpr TimePoint start = TimePoint{} + 1h;

/// A request that begins and fails at `at`. True when the shop rests from now on.
bool fail(Breaker& breaker, Trouble trouble, TimePoint at, double dice = 0) { return breaker.failed(trouble, at, at, dice); }

/// How many troubles of one kind in a row it takes.
int failures_until_rest(Trouble trouble) {
  Breaker breaker;
  int failures = 1;
  while (failures < 100 && !fail(breaker, trouble, start)) ++failures;
  return failures;
}

TEST(Breaker, DoesNotRestAtFirst) { EXPECT_LT(Breaker{}.rests_until(), start); }

TEST(Breaker, RestsAfterAsManyFailuresInARowAsTheirKindAllows) {
  EXPECT_EQ(failures_until_rest(failing), 5);
  EXPECT_EQ(failures_until_rest(unreachable), 5);
  EXPECT_EQ(failures_until_rest(throttled), 3);
  EXPECT_EQ(failures_until_rest(maintenance), 1);
  EXPECT_EQ(failures_until_rest(impostor), 1);
  EXPECT_EQ(failures_until_rest(blocked), 1);
  EXPECT_EQ(failures_until_rest(page), 10);
  EXPECT_EQ(failures_until_rest(lost), 10);
}

TEST(Breaker, RestsForHalfAMinuteAndSaysFromWhat) {
  Breaker breaker;
  EXPECT_TRUE(fail(breaker, maintenance, start));

  EXPECT_EQ(breaker.rests_until(), start + 30s);
  EXPECT_EQ(breaker.cause(), maintenance);
}

TEST(Breaker, RestsForFiveMinutesWhereAFirewallKeepsTheShopOutAndForTenAfterThat) {
  Breaker breaker;
  EXPECT_TRUE(fail(breaker, blocked, start));
  EXPECT_EQ(breaker.rests_until(), start + 300s);

  EXPECT_TRUE(fail(breaker, blocked, start + 300s));
  EXPECT_EQ(breaker.rests_until(), start + 900s);
}

TEST(Breaker, CountsFromTheBeginningAfterASuccess) {
  Breaker breaker;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(fail(breaker, failing, start));
    breaker.succeeded(TimePoint::max());
  }

  EXPECT_LT(breaker.rests_until(), start);
}

TEST(Breaker, RestsWhenHalfOfTheLastTwentyFailed) {
  Breaker breaker;
  for (int i = 0; i < 10; ++i) {
    breaker.succeeded(TimePoint::max());
    EXPECT_EQ(fail(breaker, failing, start + i * 1s), i == 9) << i;
  }

  EXPECT_EQ(breaker.rests_until(), start + 39s);
}

TEST(Breaker, DoesNotCountLostAnswersAndPagesByHalf) {
  Breaker breaker;
  for (int i = 0; i < 100; ++i) {
    breaker.succeeded(TimePoint::max());
    EXPECT_FALSE(fail(breaker, i % 2 == 0 ? lost : page, start));
  }
}

TEST(Breaker, DoesNotRestWhenFewerThanHalfOfTheLastTwentyFailed) {
  Breaker breaker;
  for (int i = 0; i < 300; ++i) {
    breaker.succeeded(TimePoint::max());
    breaker.succeeded(TimePoint::max());
    EXPECT_FALSE(fail(breaker, failing, start));
  }
}

TEST(Breaker, RestsTwiceAsLongEachTimeInARowUpToTenMinutes) {
  Breaker breaker;
  TimePoint at = start;
  Duration rest = 30s;
  for (int i = 0; i < 30; ++i) {
    SCOPED_TRACE(i);
    EXPECT_TRUE(fail(breaker, maintenance, at));
    EXPECT_EQ(breaker.rests_until(), at + rest);
    at = breaker.rests_until();
    rest = std::min<Duration>(2 * rest, 600s);
  }
}

TEST(Breaker, PutsTheFirstCallAfterARestOnTrial) {
  Breaker breaker;
  fail(breaker, maintenance, start);
  const auto back = breaker.rests_until();

  EXPECT_TRUE(fail(breaker, failing, back)) << "one failure is enough";
  EXPECT_EQ(breaker.rests_until(), back + 60s);
  EXPECT_EQ(breaker.cause(), failing);
}

TEST(Breaker, ForgetsItsRestsWithASuccess) {
  Breaker breaker;
  fail(breaker, maintenance, start);
  const auto back = breaker.rests_until();
  breaker.succeeded(TimePoint::max());

  EXPECT_FALSE(fail(breaker, failing, back));
  EXPECT_TRUE(fail(breaker, maintenance, back + 1s));
  EXPECT_EQ(breaker.rests_until(), back + 31s);
}

TEST(Breaker, IgnoresFailuresOfWhatBeganBeforeTheRest) {
  Breaker breaker;
  fail(breaker, maintenance, start);
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(breaker.failed(failing, start - 1ms, start + 10s, 0));

  EXPECT_EQ(breaker.rests_until(), start + 30s);
}

TEST(Breaker, SpreadsTheReturnOfManyShopsByATenth) {
  Breaker early;
  Breaker late;
  fail(early, maintenance, start, 0.0);
  fail(late, maintenance, start, 0.999'999);

  EXPECT_EQ(early.rests_until(), start + 30s);
  EXPECT_GT(late.rests_until(), start + 32'990ms);
  EXPECT_LT(late.rests_until(), start + 33s);
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

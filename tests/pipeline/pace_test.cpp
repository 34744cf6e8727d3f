#include <imweb/pipeline/rules/pace.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace imweb::inline v0::pipeline::rules {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr TimePoint start = TimePoint{} + 1h;
constexpr Duration slack = 10ms;  ///< of a hold
constexpr auto normal = Lane::normal;
constexpr auto list = Lane::list;

void send(Pace& pace, TimePoint at, Lane lane = normal) {
  pace.granted();
  pace.sent(lane, at);
}

/// One request on its turn, and its answer. Returns when it was sent.
TimePoint send_on_turn(Pace& pace, Duration round_trip = 10ms) {
  const TimePoint at = std::max(start, pace.next_turn(normal));
  send(pace, at);
  pace.answered(at, at + round_trip, std::nullopt);
  return at;
}

/// A shop of whose answers `count` took 10 ms each.
Pace acquainted(int count = 200) {
  Pace pace{{}};
  for (int i = 0; i < count; ++i) send_on_turn(pace);
  return pace;
}

/// Sends one request that `then` decides about, and four more on their turns. Returns when the first one was sent.
template <class Then>
TimePoint five_after(Pace& pace, Then then) {
  const TimePoint first = std::max(start, pace.next_turn(normal));
  send(pace, first);
  for (int i = 0; i < 4; ++i) send_on_turn(pace);
  then(first);
  return first;
}

TEST(Pace, OpensAtOnceUnlessToldWhen) {
  EXPECT_LE(Pace{{}}.next_turn(normal), start);
  EXPECT_LE(Pace{{}}.next_turn(list), start);

  const Pace pace{{.opens_at = start + 1s}};
  EXPECT_EQ(pace.next_turn(normal), start + 1s);
  EXPECT_EQ(pace.next_turn(list), start + 1s);
  EXPECT_EQ(pace.closed_until(), start + 1s);
}

TEST(Pace, CountsTheSpacingFromTheMomentOfSending) {
  Pace pace{{}};
  pace.granted();
  pace.sent(normal, start + 100ms);

  EXPECT_EQ(pace.next_turn(normal), start + 305ms);
}

TEST(Pace, KeepsTheSpacingThatWasAskedFor) {
  Pace pace{{.spacing = 250ms, .list_spacing = 2s}};
  send(pace, start, list);

  EXPECT_EQ(pace.next_turn(normal), start + 250ms);
  EXPECT_EQ(pace.next_turn(list), start + 2s);
}

TEST(Pace, GrantsNobodyWhileAGrantedRequestHasNotLeft) {
  Pace pace{{}};
  pace.granted();

  EXPECT_EQ(pace.next_turn(normal), never);
  EXPECT_EQ(pace.next_turn(list), never);
}

TEST(Pace, GivesAReleasedGrantToTheNextInLine) {
  Pace pace{{}};
  send(pace, start);
  const auto turn = pace.next_turn(normal);
  pace.granted();
  pace.released();

  EXPECT_EQ(pace.next_turn(normal), turn);
}

TEST(Pace, ChargesAListToBothLanes) {
  Pace pace{{}};
  send(pace, start, list);

  EXPECT_EQ(pace.next_turn(normal), start + 205ms);
  EXPECT_EQ(pace.next_turn(list), start + 1020ms);
}

TEST(Pace, MakesAListWaitForTheOthersToo) {
  Pace pace{{}};
  send(pace, start, list);
  pace.answered(start, start + 10ms, std::nullopt);
  for (int i = 0; i < 5; ++i) send_on_turn(pace);

  EXPECT_EQ(pace.next_turn(list), start + 1230ms);
}

TEST(Pace, DoesNotMakeTheOthersWaitForTheListLane) {
  Pace pace{{}};
  send(pace, start, list);
  send(pace, start + 205ms);

  EXPECT_EQ(pace.next_turn(normal), start + 410ms);
  EXPECT_EQ(pace.next_turn(list), start + 1020ms);
}

TEST(Pace, WaitsAWindowAndTheMarginWhenNoRequestsAreLeft) {
  for (const std::int64_t left : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()}) {
    SCOPED_TRACE(left);
    Pace pace{{}};
    send(pace, start);
    pace.answered(start, start + 10ms, left);

    EXPECT_EQ(pace.next_turn(normal), start + 10ms + Pace::window + Pace::margin);
    EXPECT_EQ(pace.next_turn(list), start + 10ms + Pace::window + Pace::margin);
  }
}

TEST(Pace, KeepsItsPaceWhenItsOwnRequestsLeaveNothing) {
  Pace pace{{}};
  for (int i = 0; i < 5; ++i) {
    send(pace, start + i * 205ms);
    pace.answered(start + i * 205ms, start + i * 205ms + 10ms, 4 - i);
  }

  EXPECT_EQ(pace.next_turn(normal), start + 5 * 205ms);
}

TEST(Pace, NeverSpeedsUpByRequestCount) {
  for (const std::int64_t left :
       {std::int64_t{1}, std::int64_t{4}, std::int64_t{1'000'000}, std::numeric_limits<std::int64_t>::max()}) {
    SCOPED_TRACE(left);
    Pace pace{{}};
    send(pace, start);
    pace.answered(start, start + 10ms, left);
    EXPECT_EQ(pace.next_turn(normal), start + 205ms);

    pace.throttled(start, start + 10ms, std::nullopt);
    pace.answered(start, start + 10ms, left);
    EXPECT_EQ(pace.next_turn(normal), start + 10ms + 3s);
  }
}

TEST(Pace, PausesLongerForEachThrottlingInARowUpToAMinute) {
  Pace pace{{}};
  TimePoint at = start;
  for (int i = 1; i <= 30; ++i) {
    SCOPED_TRACE(i);
    const auto resumes = pace.throttled(at, at, std::nullopt);

    EXPECT_EQ(resumes, at + std::min<Duration>(i * 3s, 60s));
    EXPECT_EQ(pace.next_turn(normal), resumes);
    EXPECT_EQ(pace.next_turn(list), resumes);
    at = resumes;
  }
}

TEST(Pace, BeginsAgainWithAShortPauseOnceSomethingFlowed) {
  Pace pace{{}};
  pace.throttled(start, start, std::nullopt);
  const auto second = pace.throttled(start + 3s, start + 3s, std::nullopt);
  pace.flowed(second);

  EXPECT_EQ(pace.throttled(second + 1s, second + 1s, std::nullopt), second + 4s);
}

TEST(Pace, IsNotCalmedByAnAnswerToWhatWasSentBeforeThePause) {
  Pace pace{{}};
  const auto resumes = pace.throttled(start, start + 100ms, std::nullopt);
  pace.flowed(start + 50ms);

  EXPECT_EQ(pace.throttled(resumes, resumes, std::nullopt), resumes + 6s);
}

TEST(Pace, HonoursRetryAfterUpToAMinuteAndIgnoresNonsense) {
  struct Row {
    std::string_view name;
    std::optional<Duration> retry_after;
    Duration pause;
  };
  constexpr Row rows[] = {{"none", std::nullopt, 3s},    {"zero", 0s, 3s},
                          {"shorter than ours", 2s, 3s}, {"longer than ours", 17s, 17s},
                          {"the longest", 60s, 60s},     {"two minutes", 2min, 60s},
                          {"a date far away", 24h, 60s}, {"endless", Duration::max(), 60s},
                          {"negative", -5s, 3s},         {"most negative", Duration::min(), 3s}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    Pace pace{{}};
    EXPECT_EQ(pace.throttled(start, start + 10ms, row.retry_after), start + 10ms + row.pause);
  }
}

TEST(Pace, TakesTheThrottlingsOfRequestsSentBeforeThePauseForOne) {
  Pace pace{{}};
  const auto resumes = pace.throttled(start, start + 500ms, std::nullopt);
  for (const auto sent_after : {100ms, 200ms, 300ms, 499ms})
    EXPECT_EQ(pace.throttled(start + sent_after, start + 1s, 30s), resumes);

  EXPECT_EQ(pace.throttled(resumes, resumes, std::nullopt), resumes + 6s);
}

TEST(Pace, NeverShortensAPause) {
  Pace pace{{}};
  const auto resumes = pace.throttled(start, start, 60s);

  EXPECT_EQ(pace.throttled(start + 1s, start + 1s, std::nullopt), resumes);
  pace.answered(start, start + 2s, 0);
  EXPECT_EQ(pace.next_turn(normal), resumes);
}

TEST(Pace, GoesOnMoreSlowlyAfterAThrottlingAndReturnsWithTheAnswers) {
  Pace pace{{}};
  pace.throttled(start, start, std::nullopt);

  Duration last = 293ms;
  for (int answers = 1; answers <= 17; ++answers) {
    SCOPED_TRACE(answers);
    const auto sent = send_on_turn(pace);
    const auto gap = pace.next_turn(normal) - sent;
    EXPECT_LT(gap, last);
    EXPECT_GT(gap, last - 10ms);
    last = gap;
  }
  const auto sent = send_on_turn(pace);
  EXPECT_EQ(pace.next_turn(normal), sent + 205ms);
}

TEST(Pace, IsNeverSlowerThanFourTimesItsSpacing) {
  Pace pace{{}};
  TimePoint at = start;
  for (int i = 0; i < 50; ++i) at = pace.throttled(at, at, std::nullopt);
  send(pace, at);

  EXPECT_EQ(pace.next_turn(normal), at + 820ms);
}

TEST(Pace, HoldsTheRequestFivePlacesAfterALateAnswer) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });

  EXPECT_EQ(pace.next_turn(normal), first + 300ms - 10ms + Pace::window + slack);
  EXPECT_EQ(pace.next_turn(list), first + 300ms - 10ms + Pace::window + slack);
}

TEST(Pace, HoldsOnlyThatOneRequest) {
  Pace pace = acquainted();
  five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });
  const auto held = send_on_turn(pace);

  EXPECT_EQ(pace.next_turn(normal), held + 205ms);
}

TEST(Pace, HoldsNothingAfterAnAnswerOnTime) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 10ms, std::nullopt); });

  EXPECT_EQ(pace.next_turn(normal), first + 1025ms);
}

TEST(Pace, HoldsNothingForAnAnswerThatIsLateByLessThanTheSpacingAllowsFor) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 25ms, std::nullopt); });

  EXPECT_EQ(pace.next_turn(normal), first + 1025ms);
}

TEST(Pace, ReckonsAHoldFromTheShortestRoundTripOfAll) {
  Pace pace{{}};
  send_on_turn(pace, 2ms);
  for (int i = 0; i < 300; ++i) send_on_turn(pace, 10ms);
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });

  EXPECT_EQ(pace.next_turn(normal), first + 300ms - 2ms + Pace::window + slack);
}

TEST(Pace, CallsLateWhatIsLongerThanNineInTenOfTheLast200) {
  struct Row {
    int long_ones;
    Duration after_first;
  };
  for (const auto& row : {Row{19, 300ms - 10ms + Pace::window + slack}, Row{20, 1025ms}, Row{40, 1025ms}}) {
    SCOPED_TRACE(row.long_ones);
    Pace pace{{}};
    for (int i = 0; i < 100; ++i) send_on_turn(pace, 5s);  // forgotten after 200 more
    for (int i = 0; i < 200; ++i) send_on_turn(pace, i % 5 == 4 && i / 5 < row.long_ones ? 300ms : 10ms);
    const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });

    EXPECT_EQ(pace.next_turn(normal), first + row.after_first);
  }
}

TEST(Pace, TakesEveryAnswerForALateOneBeforeItKnowsTheNetwork) {
  for (const int known : {0, 10, 15}) {
    SCOPED_TRACE(known);
    Pace pace = acquainted(known);
    const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });

    EXPECT_EQ(pace.next_turn(normal), first + 300ms - 10ms + Pace::window + slack);
  }
}

TEST(Pace, DoesNotCallLateWhatScattersAsAnswersDo) {
  Pace pace{{}};
  for (int i = 0; i < 200; ++i) send_on_turn(pace, 150ms * (i % 30) / 30);  // anything up to 145 ms
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 150ms, std::nullopt); });
  EXPECT_EQ(pace.next_turn(normal), first + 1025ms);

  const auto late = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 200ms, std::nullopt); });
  EXPECT_EQ(pace.next_turn(normal), late + 200ms + Pace::window + slack);
}

TEST(Pace, LearnsNothingAboutOrdersFromALogin) {
  Pace pace{{}};
  send(pace, start);
  pace.answered(start, start + 2ms, std::nullopt, Pace::Work::login);
  const auto first = send_on_turn(pace, 150ms);
  for (int i = 0; i < 4; ++i) send_on_turn(pace, 150ms);

  EXPECT_EQ(pace.next_turn(normal), first + 1025ms) << "150 ms is what an order takes, not a late answer";
}

TEST(Pace, HoldsForALoginAsIfNothingWereKnownOfItsWay) {
  Pace pace = acquainted();
  const auto login = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 40ms, std::nullopt, Pace::Work::login); });

  EXPECT_EQ(pace.next_turn(normal), login + 40ms + Pace::window + slack);
}

TEST(Pace, LosesNothingByThatWhereAnswersAreSteady) {
  Pace pace{{}};
  const auto first = send_on_turn(pace, 300ms);
  for (int i = 0; i < 4; ++i) send_on_turn(pace, 300ms);

  EXPECT_EQ(pace.next_turn(normal), first + 1025ms);
}

TEST(Pace, HoldsAtMostThreeSecondsForAnAnswerThatDoesNotCome) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [](TimePoint) {});

  EXPECT_EQ(pace.next_turn(normal), first + Pace::longest_hold);
}

TEST(Pace, EndsTheHoldAWindowAfterTheAnswerThatComesAtLast) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [](TimePoint) {});
  pace.answered(first, first + 1100ms, std::nullopt);

  EXPECT_EQ(pace.next_turn(normal), first + 1100ms - 10ms + Pace::window + slack);
}

TEST(Pace, TakesABreakForALateAnswerHoweverEarlyItComes) {
  Pace pace = acquainted();
  const auto first = five_after(pace, [&](TimePoint sent) { pace.broke_off(sent, sent + 900ms); });

  EXPECT_EQ(pace.next_turn(normal), first + 900ms - 10ms + Pace::window + slack);
}

TEST(Pace, LearnsNothingAboutTheNetworkFromABreak) {
  Pace pace = acquainted();
  for (int i = 0; i < 50; ++i) {
    const TimePoint at = pace.next_turn(normal);
    send(pace, at);
    pace.broke_off(at, at + 1ms);
  }
  const auto first = five_after(pace, [&](TimePoint sent) { pace.answered(sent, sent + 300ms, std::nullopt); });

  EXPECT_EQ(pace.next_turn(normal), first + 300ms - 10ms + Pace::window + slack);
}

TEST(Pace, IgnoresAnswersToWhatWasSentLongAgo) {
  Pace pace = acquainted();
  const auto old = send_on_turn(pace);
  for (int i = 0; i < 10; ++i) send_on_turn(pace);
  const auto turn = pace.next_turn(normal);
  pace.answered(old, turn, std::nullopt);

  EXPECT_EQ(pace.next_turn(normal), turn);
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

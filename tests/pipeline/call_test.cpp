#include <imweb/pipeline/call.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/pipeline_call.hpp"

namespace imweb::inline v0::pipeline {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""s;
using http::Cause;
using http::Progress;
using Want = Action::Kind;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// ── the way through ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Call, GoesFromLoginToTurnToSendingToTheEnd) {
  CallInHand call;

  EXPECT_EQ(call.begin().kind, Want::need_token);
  EXPECT_EQ(call.new_token().kind, Want::need_turn);
  EXPECT_EQ(call.turn().kind, Want::send);
  EXPECT_EQ(call.sent().kind, Want::nothing);
  EXPECT_EQ(call.answer(200, envelope(200)).kind, Want::finish);

  const auto* accepted = std::get_if<Accepted>(&call.call.conclusion());
  ASSERT_NE(accepted, nullptr);
  EXPECT_EQ(accepted->status, 200);
  EXPECT_EQ(accepted->attempts, 1);
}

TEST(Call, NeedsNoLoginWhileTheShopHasAToken) {
  CallInHand call;
  call.shop.token.issued(call.now);

  EXPECT_EQ(call.begin().kind, Want::need_turn);
}

TEST(Call, NeedsALoginWhenTheTokenGrewOldInTheLine) {
  CallInHand call{order_action, 2h};
  call.bring_to(Stage::waits_turn);
  call.now += 50min;

  EXPECT_EQ(call.turn().kind, Want::need_token);
  EXPECT_NE(call.shop.pace.next_turn(rules::Lane::normal), never) << "the turn is for the next in line";
  EXPECT_EQ(call.new_token().kind, Want::need_turn);
}

TEST(Call, TakesItsGrantWithItsTurnAndDatesItWhenTheRequestLeaves) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), never);

  call.now += 300ms;
  call.sent();
  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), call.now + 205ms);
  EXPECT_EQ(call.call.sent_at(), call.now);
}

TEST(Call, CountsOnlyTheFirstReportOfSending) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.sent();
  const auto turn = call.shop.pace.next_turn(rules::Lane::normal);
  call.now += 100ms;
  call.sent();

  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), turn);
}

TEST(Call, DatesTheRequestByItsAnswerWhereNobodyReportedTheSending) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.now += 100ms;
  call.answer(200, envelope(200));

  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), call.now + 205ms);
}

TEST(Call, TakesATurnInTheListLaneWhereItsTraitsSaySo) {
  CallInHand call{{.lane = rules::Lane::list}};
  call.bring_to(Stage::done);

  EXPECT_EQ(call.call.lane(), rules::Lane::list);
  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::list), call.now + 1020ms);
}

TEST(Call, PassesImwebsRequestCountToThePace) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  http::Envelope said = envelope(200);
  said.request_count = 0;
  call.answer(200, said);

  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), call.now + 1025ms);
}

TEST(Call, AcceptsAnAnswerThatComesAfterItsDeadlineButBeforeItIsToldSo) {
  CallInHand call{order_action, 5s};
  call.bring_to(Stage::in_flight);
  call.now += 6s;

  EXPECT_EQ(call.answer(200, envelope(200)).kind, Want::finish);
  EXPECT_TRUE(std::holds_alternative<Accepted>(call.call.conclusion()));
}

TEST(Call, KnowsHowLongItWasAtEachStage) {
  CallInHand call;
  call.begin();
  call.now += 1s;
  call.new_token();
  call.now += 2s;
  call.turn();
  call.now += 3s;
  call.answer(200, envelope(200));

  const auto& stopwatch = call.call.stopwatch();
  EXPECT_EQ(stopwatch[static_cast<std::size_t>(Stage::needs_token)], 1s);
  EXPECT_EQ(stopwatch[static_cast<std::size_t>(Stage::waits_turn)], 2s);
  EXPECT_EQ(stopwatch[static_cast<std::size_t>(Stage::in_flight)], 3s);
}

// ── the token is refused ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Call, RenewsARefusedTokenOnceAndSendsOnceMore) {
  CallInHand call;
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.answer(200, envelope(-2)).kind, Want::need_token);
  EXPECT_EQ(call.new_token().kind, Want::need_turn);
  EXPECT_EQ(call.turn().kind, Want::send);
  EXPECT_EQ(call.answer(200, envelope(200)).kind, Want::finish);
  EXPECT_EQ(std::get<Accepted>(call.call.conclusion()).attempts, 2);
}

TEST(Call, EndsNotAuthenticatedWhenTheNewTokenIsRefusedToo) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(401, no_envelope());
  call.new_token();
  call.turn();

  EXPECT_EQ(call.answer(200, envelope(-2)).kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::not_authenticated);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 2);
}

TEST(Call, NeedsNoLoginWhenAnotherCallRenewedTheTokenMeanwhile) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.shop.token.issued(call.now);

  EXPECT_EQ(call.answer(200, envelope(-2)).kind, Want::need_turn);
  EXPECT_TRUE(call.shop.token.is_usable(call.now));
}

TEST(Call, RenewsTheTokenForARefusalWhoseBodyWasLost) {
  CallInHand call;
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::may_have_been_sent, Cause::connection, 401).kind, Want::need_token);
}

TEST(Call, EndsWithTheLoginsFailureAndNothingApplied) {
  CallInHand call;
  call.bring_to(Stage::needs_token);
  const Failure::Details no_answer{.kind = FailureKind::transport, .effect = Effect::unknown, .message = "no answer", .attempts = 3};

  EXPECT_EQ(call.on(event::TokenFailed{no_answer}).kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::transport);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 0);
  EXPECT_EQ(call.failure().message, "the login before it failed: no answer");
}

TEST(Call, EndsAtOnceWhileARefusedLoginStands) {
  CallInHand call;
  call.shop.token.login_refused({.kind = FailureKind::not_authenticated, .message = "bad key", .code = -1}, call.now);

  EXPECT_EQ(call.begin().kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::not_authenticated);
  EXPECT_EQ(call.failure().code, -1);
}

TEST(Call, MakesLoginsWaitWhenTwoNewTokensAreRefusedInARow) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(200, envelope(-2));
  Call login_call{login, call.now + 60s};
  login_call.on(event::Begin{}, call.now, call.shop);
  login_call.on(event::TurnCame{}, call.now, call.shop);
  const auto granted = envelope(200);
  login_call.on(event::Answered{200, {}, granted}, call.now, call.shop);
  call.new_token();
  call.turn();
  call.answer(200, envelope(-2));

  EXPECT_EQ(call.shop.token.login_not_before(), call.now + rules::Token::login_pause);
}

// ── unknown is never repeated ────────────────────────────────────────────────────────────────────────────────────────────────────

void expect_the_end_with_effect_unknown(CallInHand& call, const Action& action) {
  EXPECT_EQ(action.kind, Want::finish);
  EXPECT_EQ(call.failure().effect, Effect::unknown);
  EXPECT_EQ(call.failure().attempts, 1);
  EXPECT_EQ(call.failure().retry_after, std::nullopt);
}

TEST(Call, NeverRepeatsWhatACodeLeavesUnknown) {
  for (const std::int64_t code : {-19, 500, -12345, 0, 1, 403}) {
    SCOPED_TRACE(code);
    CallInHand call;
    call.bring_to(Stage::in_flight);
    expect_the_end_with_effect_unknown(call, call.answer(200, envelope(code)));
  }
}

TEST(Call, NeverRepeatsWhatAStatusLeavesUnknown) {
  for (const int status : {0, 100, 200, 204, 408, 425, 500, 502, 503, 504, 599, 600, 999}) {
    SCOPED_TRACE(status);
    CallInHand call;
    call.bring_to(Stage::in_flight);
    expect_the_end_with_effect_unknown(call, call.answer(status, no_envelope()));
  }
}

TEST(Call, NeverRepeatsAContradiction) {
  for (const int status : {302, 404, 500, 503}) {
    SCOPED_TRACE(status);
    CallInHand call;
    call.bring_to(Stage::in_flight);
    expect_the_end_with_effect_unknown(call, call.answer(status, envelope(200)));
  }
}

TEST(Call, NeverRepeatsWhatBrokeOffAfterItMayHaveBeenSent) {
  for (const auto cause : {Cause::connection, Cause::identity, Cause::answer, Cause::setup, Cause::stopped})
    for (const int status : {0, 100, 200, 302, 408, 500, 503}) {
      SCOPED_TRACE("cause " + std::to_string(static_cast<int>(cause)) + ", status " + std::to_string(status));
      CallInHand call;
      call.bring_to(Stage::in_flight);
      expect_the_end_with_effect_unknown(call, call.broke(Progress::may_have_been_sent, cause, status));
    }
}

TEST(Call, DoesNotBelieveThatNothingWasSentOnceSendingWasReported) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.sent();

  expect_the_end_with_effect_unknown(call, call.broke(Progress::not_sent));
}

TEST(Call, EndsWithNothingAppliedWhereImwebRefused) {
  for (const std::int64_t code : {-1, -5, -6, -10, -11, -98, -99, -999, 400, 404, 501}) {
    SCOPED_TRACE(code);
    CallInHand call;
    call.bring_to(Stage::in_flight);

    EXPECT_EQ(call.answer(200, envelope(code)).kind, Want::finish);
    EXPECT_EQ(call.failure().effect, Effect::not_applied);
    EXPECT_EQ(call.failure().attempts, 1);
  }
}

// ── not sent is repeated ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Call, RepeatsWhatWasNotSentAfterAShortWait) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  const Action pause = call.broke(Progress::not_sent);
  ASSERT_EQ(pause.kind, Want::wait_until);
  EXPECT_GE(pause.until, call.now);
  EXPECT_LT(pause.until, call.now + 200ms);

  call.now = pause.until;
  EXPECT_EQ(call.timer().kind, Want::need_turn);
  EXPECT_EQ(call.turn().kind, Want::send);
  EXPECT_EQ(call.answer(200, envelope(200)).kind, Want::finish);
  EXPECT_EQ(std::get<Accepted>(call.call.conclusion()).attempts, 2);
}

TEST(Call, GivesItsGrantBackWhenNothingWasSent) {
  CallInHand call;
  call.bring_to(Stage::pauses);

  EXPECT_LE(call.shop.pace.next_turn(rules::Lane::normal), call.now);
}

TEST(Call, TriesNoMoreOftenThanTheShopAllows) {
  CallInHand call;
  call.bring_to(Stage::pauses);
  call.timer();
  call.turn();
  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::wait_until);
  call.timer();
  call.turn();

  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::transport);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 3);
}

TEST(Call, TriesOnceWhereTheShopAllowsOneAttempt) {
  CallInHand call;
  call.shop.max_attempts = 1;
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::finish);
}

TEST(Call, DoesNotRepeatAgainstAWrongCertificateOrAForbiddenAddress) {
  for (const auto cause : {Cause::identity, Cause::setup}) {
    CallInHand call;
    call.bring_to(Stage::in_flight);

    EXPECT_EQ(call.broke(Progress::not_sent, cause).kind, Want::finish);
    EXPECT_EQ(call.failure().effect, Effect::not_applied);
  }
}

/// Lets the shop have met answers after 100 ms only.
void let_answers_take_100_ms(CallInHand& call) {
  for (int i = 0; i < 50; ++i) call.shop.pace.answered(call.now, call.now + 100ms, std::nullopt);
}

TEST(Call, IsNotSentWhereNoAnswerCanComeBeforeItsDeadline) {
  CallInHand call{order_action, 200ms};
  let_answers_take_100_ms(call);
  call.bring_to(Stage::waits_turn);

  EXPECT_EQ(call.turn().kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::deadline_exceeded);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 0);
  EXPECT_NE(call.shop.pace.next_turn(rules::Lane::normal), never) << "the turn is for the next in line";
}

TEST(Call, IsSentWhereAnAnswerCanBeHopedFor) {
  CallInHand call{order_action, 202ms};
  let_answers_take_100_ms(call);
  call.bring_to(Stage::waits_turn);

  EXPECT_EQ(call.turn().kind, Want::send);
}

TEST(Call, DoesNotWaitPastItsDeadline) {
  int ends = 0;
  for (unsigned seed = 0; seed < 100; ++seed) {
    CallInHand call{order_action, 100ms};
    call.shop.retries = rules::RetryBudget{seed};
    call.bring_to(Stage::in_flight);
    const Action action = call.broke(Progress::not_sent);
    if (action.kind == Want::wait_until) {
      EXPECT_LT(action.until, call.call.deadline());
    }
    ends += action.kind == Want::finish ? 1 : 0;
  }

  EXPECT_GT(ends, 30);
  EXPECT_LT(ends, 70);
}

TEST(Call, EndsAtOnceWhenTheShopsBudgetForRepetitionsIsSpent) {
  CallInHand call;
  while (call.shop.retries.next_wait(1, 2)) {
  }
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::finish);
}

TEST(Call, RefillsTheBudgetWithEachCleanAnswer) {
  CallInHand call;
  while (call.shop.retries.next_wait(1, 2)) {
  }
  for (int i = 0; i < 4; ++i) call.shop.retries.succeeded();
  call.bring_to(Stage::done);

  EXPECT_TRUE(call.shop.retries.next_wait(1, 2));
}

// ── too many requests ────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Call, WaitsOutAThrottlingWithTheWholeShop) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  const Action pause = call.answer(200, envelope(-7));

  ASSERT_EQ(pause.kind, Want::wait_until);
  EXPECT_EQ(pause.until, call.now + 3s);
  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), call.now + 3s);
  call.now = pause.until;
  EXPECT_EQ(call.timer().kind, Want::need_turn);
  EXPECT_EQ(call.turn().kind, Want::send);
}

TEST(Call, WaitsAsLongAsRetryAfterAsks) {
  CallInHand call;
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.answer(429, no_envelope(), 17s).until, call.now + 17s);
}

TEST(Call, EndsAtOnceWhenTheThrottlingOutlastsItsDeadline) {
  CallInHand call{order_action, 10s};
  call.bring_to(Stage::in_flight);
  call.sent();
  call.now += 5s;

  EXPECT_EQ(call.answer(429, no_envelope(), 5s).kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::rate_limited);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().retry_after, 5s);
}

TEST(Call, TakesAThrottlingWhoseBodyWasLostForOne) {
  CallInHand call;
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::may_have_been_sent, Cause::connection, 429).until, call.now + 3s);
}

TEST(Call, TriesAgainAfterThrottlingsAsOftenAsWithoutThem) {
  CallInHand call{order_action, 1h};
  call.bring_to(Stage::in_flight);
  for (int i = 0; i < 2; ++i) {
    call.now = call.answer(200, envelope(-7)).until;
    call.timer();
    call.turn();
  }

  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::wait_until);
}

TEST(Call, UsesNoneOfItsAttemptsForThrottlings) {
  CallInHand call{order_action, 1h};
  call.shop.max_attempts = 1;
  call.bring_to(Stage::in_flight);
  for (int i = 1; i <= 2; ++i) {
    const Action pause = call.answer(200, envelope(-7));
    ASSERT_EQ(pause.kind, Want::wait_until);
    EXPECT_EQ(pause.until, call.now + i * 3s);
    call.now = pause.until;
    call.timer();
    call.turn();
  }

  EXPECT_EQ(call.call.attempts(), 3);
}

// ── the login, which may be repeated ─────────────────────────────────────────────────────────────────────────────────────────────

TEST(LoginCall, NeedsATurnButNoToken) {
  CallInHand call{login};

  EXPECT_EQ(call.begin().kind, Want::need_turn);
  EXPECT_EQ(call.turn().kind, Want::send);
}

TEST(LoginCall, BeginsWhenItsTimeComes) {
  CallInHand call{login};

  EXPECT_EQ(call.timer().kind, Want::need_turn);
}

TEST(LoginCall, IsRepeatedAfterALostAnswerOrAServerError) {
  CallInHand call{login};
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::may_have_been_sent).kind, Want::wait_until);
  call.timer();
  call.turn();
  EXPECT_EQ(call.answer(503, no_envelope()).kind, Want::wait_until);
  call.timer();
  call.turn();
  EXPECT_EQ(call.answer(200, envelope(-19)).kind, Want::finish) << "three attempts are all";
  EXPECT_EQ(call.failure().kind, FailureKind::server_error);
  EXPECT_EQ(call.failure().attempts, 3);
}

TEST(LoginCall, IsNotRepeatedAfterAnAnswerThatCannotBeTrusted) {
  CallInHand nonsense{login};
  nonsense.bring_to(Stage::in_flight);
  EXPECT_EQ(nonsense.answer(200, no_envelope()).kind, Want::finish);
  EXPECT_EQ(nonsense.failure().kind, FailureKind::protocol);

  CallInHand cut{login};
  cut.bring_to(Stage::in_flight);
  EXPECT_EQ(cut.broke(Progress::may_have_been_sent, Cause::answer).kind, Want::finish);
}

TEST(LoginCall, IsNotRepeatedAfterARefusal) {
  for (const std::int64_t code : {-1, -2, -5, -6, -10, -11, -98, -99}) {
    SCOPED_TRACE(code);
    CallInHand call{login};
    call.bring_to(Stage::in_flight);

    EXPECT_EQ(call.answer(200, envelope(code)).kind, Want::finish);
    EXPECT_EQ(call.failure().attempts, 1);
  }
}

TEST(LoginCall, DoesNotRefuseTheTokenThatTheShopHolds) {
  CallInHand call{login};
  call.shop.token.issued(call.now);
  call.bring_to(Stage::in_flight);
  call.answer(401, no_envelope());

  EXPECT_TRUE(call.shop.token.is_usable(call.now));
}

// ── what the caller reads ────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(CallFailure, ShowsStatusCodeAndImwebsTextEscaped) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(400, envelope(-10, "주문 상태를\n확인하세요\x1b[31m"));

  EXPECT_EQ(call.failure().code, -10);
  EXPECT_EQ(call.failure().http_status, 400);
  EXPECT_EQ(call.failure().message,
            "imweb refused a parameter as wrong or missing (HTTP 400, code -10: 주문 상태를?확인하세요?[31m)");
}

TEST(CallFailure, ShowsWhyABodyIsNoEnvelope) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(502, no_envelope());

  EXPECT_EQ(call.failure().code, std::nullopt);
  EXPECT_EQ(call.failure().http_status, 502);
  EXPECT_THAT(call.failure().message, HasSubstr("(HTTP 502, the body is not JSON)"));
}

TEST(CallFailure, ShowsWhatBrokeEscaped) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.broke(Progress::may_have_been_sent, Cause::connection, 500);

  EXPECT_EQ(call.failure().http_status, 500);
  EXPECT_THAT(call.failure().message, AllOf(HasSubstr("(the connection?broke)"), Not(HasSubstr("\n"))));
}

TEST(CallFailure, ShowsACodeThatNoIntHoldsInItsTextOnly) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(200, envelope(std::numeric_limits<std::int64_t>::min()));

  EXPECT_EQ(call.failure().code, std::nullopt);
  EXPECT_THAT(call.failure().message, HasSubstr("code -9223372036854775808"));
}

TEST(CallFailure, CutsALongText) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(200, envelope(-10, std::string(100'000, 'x')));

  EXPECT_LT(call.failure().message.size(), 700U);
}

TEST(CallFailure, NamesNoCodeWhereTheBodyReportsSuccess) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(500, envelope(200));

  EXPECT_EQ(call.failure().code, std::nullopt);
  EXPECT_THAT(call.failure().message, HasSubstr("HTTP 500, code 200"));
}

}  // namespace
}  // namespace imweb::inline v0::pipeline

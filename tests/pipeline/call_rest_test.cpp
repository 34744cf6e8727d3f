// What a call does while its shop rests after repeated failures.
#include <imweb/pipeline/call.hpp>

#include <chrono>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "support/pipeline_call.hpp"

namespace imweb::inline v0::pipeline {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using http::Cause;
using http::Progress;
using Want = Action::Kind;

/// Lets another call of the same shop meet this answer.
void let_another_meet(CallInHand& call, int status, const http::Envelope& said) {
  Call other{order_action, call.now + 1h};
  if (!call.shop.token.is_usable(call.now)) call.shop.token.issued(call.now);
  other.on(event::Begin{}, call.now, call.shop);
  other.on(event::TurnCame{}, call.now, call.shop);
  other.on(event::Answered{status, {}, said}, call.now, call.shop);
}

void let_another_lose_its_answer(CallInHand& call) {
  Call other{order_action, call.now + 1h};
  if (!call.shop.token.is_usable(call.now)) call.shop.token.issued(call.now);
  other.on(event::Begin{}, call.now, call.shop);
  other.on(event::TurnCame{}, call.now, call.shop);
  const http::TransportFailure lost{};
  other.on(event::Broke{lost}, call.now, call.shop);
}

bool rests(const CallInHand& call) { return call.shop.breaker.rests_until() > call.now; }

TEST(CallRest, BeginsWithFiveServerErrorsInARow) {
  CallInHand call;
  for (int i = 0; i < 4; ++i) let_another_meet(call, 503, no_envelope());
  EXPECT_FALSE(rests(call));

  let_another_meet(call, 200, envelope(-19));
  EXPECT_TRUE(rests(call));
}

TEST(CallRest, BeginsWithOneMaintenanceAndTellsTheCallerHowLong) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.answer(200, envelope(-999));

  EXPECT_EQ(call.failure().kind, FailureKind::maintenance);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  ASSERT_TRUE(call.failure().retry_after);
  EXPECT_GE(*call.failure().retry_after, 30s);
  EXPECT_LE(*call.failure().retry_after, 33s);
}

http::Envelope page() { return {.form = http::Envelope::Form::no_json, .problem = "the body is HTML"}; }

TEST(CallRest, LastsFiveMinutesAfterAFirewallsRefusal) {
  for (const int status : {403, 406}) {
    CallInHand call;
    call.bring_to(Stage::in_flight);
    call.answer(status, page());

    EXPECT_EQ(call.failure().kind, FailureKind::refused);
    EXPECT_EQ(call.failure().effect, Effect::not_applied);
    EXPECT_GE(call.failure().retry_after, 300s);
  }
}

TEST(CallRest, DoesNotComeFromARefusalThatImwebItselfWrote) {
  for (const int status : {403, 406}) {
    CallInHand call;
    call.bring_to(Stage::in_flight);
    call.answer(status, envelope(-5));

    EXPECT_FALSE(rests(call));
    EXPECT_FALSE(call.failure().retry_after);
  }
}

TEST(CallRest, BeginsWithTenPagesInARow) {
  CallInHand call;
  for (int i = 0; i < 9; ++i) let_another_meet(call, 200, page());
  EXPECT_FALSE(rests(call));

  let_another_meet(call, 200, page());
  EXPECT_GE(call.shop.breaker.rests_until(), call.now + 300s);
}

TEST(CallRest, BeginsWithOneServerThatCannotProveWhoItIs) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.broke(Progress::not_sent, Cause::identity);

  EXPECT_TRUE(rests(call));
  EXPECT_EQ(call.failure().kind, FailureKind::transport);
  EXPECT_GE(call.failure().retry_after, 30s);
}

TEST(CallRest, IsPutOffByAnyOtherAnswerOfImweb) {
  for (const std::int64_t code : {200, -10, -11, -5, -12345}) {
    SCOPED_TRACE(code);
    CallInHand call;
    for (int i = 0; i < 4; ++i) let_another_meet(call, 503, no_envelope());
    let_another_meet(call, 200, envelope(code));
    let_another_meet(call, 503, no_envelope());

    EXPECT_FALSE(rests(call));
  }
}

TEST(CallRest, GivesTheTokenUpAndLetsTheNextLoginWait) {
  CallInHand call;
  let_another_meet(call, 200, envelope(-999));

  EXPECT_FALSE(call.shop.token.is_usable(call.now));
  EXPECT_EQ(call.shop.token.login_not_before(), call.shop.breaker.rests_until());
}

TEST(CallRest, IsWaitedOutByACallThatHasTheTime) {
  CallInHand call;
  call.bring_to(Stage::waits_turn);
  let_another_meet(call, 200, envelope(-999));

  EXPECT_EQ(call.turn().kind, Want::need_token);
  call.now = call.shop.breaker.rests_until();
  EXPECT_EQ(call.new_token().kind, Want::need_turn);
}

TEST(CallRest, EndsACallAtOnceWhoseDeadlineComesFirst) {
  CallInHand call{order_action, 10s};
  let_another_meet(call, 200, envelope(-999));

  EXPECT_EQ(call.begin().kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::maintenance);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 0);
  EXPECT_GE(call.failure().retry_after, 30s);
  EXPECT_NE(call.failure().message.find("because imweb is under maintenance"), std::string::npos) << call.failure().message;
}

TEST(CallRest, MakesARepetitionWaitUntilItIsOver) {
  CallInHand call;
  for (int i = 0; i < 4; ++i) let_another_meet(call, 503, no_envelope());
  call.bring_to(Stage::in_flight);
  const Action pause = call.broke(Progress::not_sent);

  EXPECT_EQ(pause.kind, Want::wait_until);
  EXPECT_EQ(pause.until, call.shop.breaker.rests_until());
}

TEST(CallRest, DoesNotComeFromTransportsThatWereStoppedOrSetUpWrongly) {
  for (const auto cause : {Cause::setup, Cause::stopped}) {
    CallInHand call;
    for (int i = 0; i < 4; ++i) let_another_meet(call, 503, no_envelope());
    call.bring_to(Stage::in_flight);
    call.broke(Progress::not_sent, cause);

    EXPECT_FALSE(rests(call));
  }
}

TEST(CallRest, EndsALoginThatIsMadeAnewAfterwards) {
  CallInHand call{login, 1h};
  for (int i = 0; i < 4; ++i) let_another_meet(call, 503, no_envelope());
  call.bring_to(Stage::in_flight);

  EXPECT_EQ(call.broke(Progress::not_sent).kind, Want::finish);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_GE(call.failure().retry_after, 30s);
}

TEST(CallRest, HoldsBackALoginThatWasInLineAlready) {
  CallInHand call{login, 1h};
  call.bring_to(Stage::waits_turn);
  let_another_meet(call, 200, envelope(-999));

  const Action pause = call.turn();
  EXPECT_EQ(pause.kind, Want::wait_until);
  EXPECT_EQ(pause.until, call.shop.breaker.rests_until());
}

TEST(CallRest, IsNotCutShortByALoginUnderWay) {
  CallInHand call{order_action, 1h};
  let_another_meet(call, 200, envelope(-999));
  call.begin();

  EXPECT_EQ(call.new_token().kind, Want::need_token) << "the token came too early";
}

TEST(CallRest, BeginsWithTenLostAnswersInARow) {
  CallInHand call;
  for (int i = 0; i < 9; ++i) let_another_lose_its_answer(call);
  EXPECT_FALSE(rests(call));

  let_another_lose_its_answer(call);
  EXPECT_TRUE(rests(call));
}

TEST(CallRest, IsNotEndedByALoginAlone) {
  CallInHand call{login};
  let_another_meet(call, 200, envelope(-999));
  call.now = call.shop.breaker.rests_until();
  call.bring_to(Stage::done);
  let_another_meet(call, 503, no_envelope());

  EXPECT_GT(call.shop.breaker.rests_until(), call.now + 59s) << "the order call was on trial";
}

}  // namespace
}  // namespace imweb::inline v0::pipeline

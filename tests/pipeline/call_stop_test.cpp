// How a call is given up, and what it ignores.
#include <imweb/pipeline/call.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "support/pipeline_call.hpp"

namespace imweb::inline v0::pipeline {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using http::Progress;
using Want = Action::Kind;

constexpr Progress both[] = {Progress::not_sent, Progress::may_have_been_sent};

void expect_given_up(const CallInHand& call, const Action& action, FailureKind kind, Effect effect) {
  EXPECT_EQ(action.kind, Want::finish);
  EXPECT_EQ(to_string(call.failure().kind), to_string(kind));
  EXPECT_EQ(to_string(call.failure().effect), to_string(effect));
  EXPECT_EQ(call.failure().retry_after, std::nullopt);
}

/// Unknown only where the request is with the transport and the transport cannot prove that nothing left.
Effect effect_at(Stage stage, Progress progress) {
  return stage == Stage::in_flight && progress == Progress::may_have_been_sent ? Effect::unknown : Effect::not_applied;
}

TEST(CallStop, IsNotAppliedWhenCancelledAnywhereButInFlight) {
  for (const auto& row : waiting_stages)
    for (const auto progress : both) {
      SCOPED_TRACE(std::string{row.name} + (progress == Progress::not_sent ? ", not sent" : ", may have been sent"));
      CallInHand call;
      call.bring_to(row.stage);
      expect_given_up(call, call.cancel(progress), FailureKind::cancelled, effect_at(row.stage, progress));
    }
}

TEST(CallStop, IsNotAppliedWhenItsDeadlinePassesAnywhereButInFlight) {
  for (const auto& row : waiting_stages)
    for (const auto progress : both) {
      SCOPED_TRACE(std::string{row.name} + (progress == Progress::not_sent ? ", not sent" : ", may have been sent"));
      CallInHand call;
      call.bring_to(row.stage);
      call.now = call.call.deadline();
      expect_given_up(call, call.deadline(progress), FailureKind::deadline_exceeded, effect_at(row.stage, progress));
    }
}

TEST(CallStop, IsUnknownOnceSendingWasReportedWhateverTheTransportSays) {
  for (const auto progress : both) {
    CallInHand cancelled;
    cancelled.bring_to(Stage::in_flight);
    cancelled.sent();
    expect_given_up(cancelled, cancelled.cancel(progress), FailureKind::cancelled, Effect::unknown);

    CallInHand late;
    late.bring_to(Stage::in_flight);
    late.sent();
    expect_given_up(late, late.deadline(progress), FailureKind::deadline_exceeded, Effect::unknown);
  }
}

TEST(CallStop, IsNotAppliedInTheLineAgainAfterARefusalHoweverOftenItWasSent) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.sent();
  call.answer(200, envelope(-2));
  call.new_token();
  expect_given_up(call, call.cancel(Progress::may_have_been_sent), FailureKind::cancelled, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 1);
}

TEST(CallStop, ForgetsTheLastSendingWhenTheNextOneBegins) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.sent();
  call.answer(200, envelope(-2));
  call.new_token();
  call.turn();
  expect_given_up(call, call.cancel(Progress::not_sent), FailureKind::cancelled, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 2);
}

TEST(CallStop, SaysWhatItWasWaitingFor) {
  struct Row {
    Stage stage;
    std::string_view text;
  };
  constexpr Row rows[] = {{Stage::queued, "it was cancelled while it waited to begin"},
                          {Stage::needs_token, "it was cancelled while it waited for the login"},
                          {Stage::waits_turn, "it was cancelled while it waited for its turn"},
                          {Stage::in_flight, "it was cancelled while it waited for the answer"},
                          {Stage::pauses, "it was cancelled while it waited before another attempt"}};
  for (const auto& row : rows) {
    CallInHand call;
    call.bring_to(row.stage);
    call.cancel(Progress::may_have_been_sent);
    EXPECT_EQ(call.failure().message, row.text);
  }
}

TEST(Stage, HasWordsForWhatIsOverOrNotListed) {
  EXPECT_EQ(to_string(Stage::done), "was over");
  EXPECT_EQ(to_string(static_cast<Stage>(200)), "unlisted");
}

TEST(CallStop, CountsTheAttemptsThatWereMade) {
  CallInHand call;
  call.bring_to(Stage::pauses);
  call.timer();
  call.turn();
  call.deadline(Progress::not_sent);

  EXPECT_EQ(call.failure().attempts, 2);
}

TEST(CallStop, GivesTheGrantBackWhenNothingWasSent) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.cancel(Progress::not_sent);

  EXPECT_LE(call.shop.pace.next_turn(rules::Lane::normal), call.now);
}

TEST(CallStop, ChargesTheTurnWhenSomethingMayHaveBeenSent) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.now += 2s;
  call.cancel(Progress::may_have_been_sent);

  EXPECT_EQ(call.shop.pace.next_turn(rules::Lane::normal), call.now + 205ms);
}

TEST(CallStop, EndsACallThatBeginsAtItsDeadline) {
  CallInHand call{order_action, 0ms};

  EXPECT_EQ(call.begin().kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::deadline_exceeded);
  EXPECT_EQ(call.failure().effect, Effect::not_applied);
  EXPECT_EQ(call.failure().attempts, 0);
}

TEST(CallStop, EndsACallWhosePauseEndsAtItsDeadline) {
  CallInHand call;
  call.bring_to(Stage::pauses);
  call.now = call.call.deadline();

  EXPECT_EQ(call.timer().kind, Want::finish);
  EXPECT_EQ(call.failure().kind, FailureKind::deadline_exceeded);
}

// ── what does not matter is ignored ──────────────────────────────────────────────────────────────────────────────────────────────

const http::Envelope success = envelope(200);
const http::TransportFailure lost{.progress = Progress::may_have_been_sent};

struct EventRow {
  std::string_view name;
  Event event;
  std::vector<Stage> matters_at;
};

/// Every event but the two that end a call anywhere.
std::vector<EventRow> events() {
  using enum Stage;
  return {{"Begin", event::Begin{}, {queued}},
          {"TokenReady", event::TokenReady{}, {needs_token}},
          {"TokenFailed", event::TokenFailed{{.kind = FailureKind::not_authenticated}}, {needs_token}},
          {"TurnCame", event::TurnCame{}, {waits_turn}},
          {"Sent", event::Sent{}, {in_flight}},
          {"Answered", event::Answered{200, {}, success}, {in_flight}},
          {"Broke", event::Broke{lost}, {in_flight}},
          {"Timer", event::Timer{}, {queued, pauses}}};
}

/// What the call wants next if nothing has disturbed it.
Action go_on(CallInHand& call) {
  switch (call.call.stage()) {
    case Stage::queued: return call.begin();
    case Stage::needs_token: return call.new_token();
    case Stage::waits_turn: return call.turn();
    case Stage::in_flight: return call.broke(Progress::not_sent);
    case Stage::pauses: return call.timer();
    case Stage::done: break;
  }
  return {};
}

Want next_at(Stage stage) {
  constexpr Want wants[] = {Want::need_token, Want::need_turn, Want::send, Want::wait_until, Want::need_turn, Want::nothing};
  return wants[static_cast<std::size_t>(stage)];
}

TEST(CallStop, IgnoresEventsThatDoNotBelongWhereItStands) {
  for (const auto& row : waiting_stages)
    for (const auto& [name, event, matters_at] : events()) {
      if (std::find(matters_at.begin(), matters_at.end(), row.stage) != matters_at.end()) continue;
      SCOPED_TRACE(std::string{name} + " while it is " + std::string{row.name});
      CallInHand call;
      call.bring_to(row.stage);
      const int attempts = call.call.attempts();

      EXPECT_EQ(call.on(event).kind, Want::nothing);
      EXPECT_EQ(call.call.stage(), row.stage);
      EXPECT_EQ(call.call.attempts(), attempts);
      EXPECT_EQ(go_on(call).kind, next_at(row.stage));
    }
}

TEST(CallStop, IgnoresEverythingOnceItIsDone) {
  CallInHand call;
  call.bring_to(Stage::done);
  for (const auto& [name, event, matters_at] : events()) EXPECT_EQ(call.on(event).kind, Want::nothing) << name;
  for (const auto progress : both) {
    EXPECT_EQ(call.cancel(progress).kind, Want::nothing);
    EXPECT_EQ(call.deadline(progress).kind, Want::nothing);
  }

  EXPECT_EQ(call.call.stage(), Stage::done);
  EXPECT_TRUE(std::holds_alternative<Accepted>(call.call.conclusion()));
}

TEST(CallStop, KeepsItsFirstConclusion) {
  CallInHand call;
  call.bring_to(Stage::in_flight);
  call.cancel(Progress::may_have_been_sent);
  call.answer(200, success);

  EXPECT_EQ(call.failure().kind, FailureKind::cancelled);
  EXPECT_EQ(call.failure().effect, Effect::unknown);
}

}  // namespace
}  // namespace imweb::inline v0::pipeline

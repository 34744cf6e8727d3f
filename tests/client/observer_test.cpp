// What an observer is told of each call and each attempt, and what it is never told; and the trace context that goes along.
#include <imweb/observer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// A report, with texts that stay.
template <class Report>
struct Kept {
  explicit Kept(const Report& given) : report(given), shop(given.shop), action(given.action) {}
  Report report;
  std::string shop, action, verdict{};
};

/// Keeps every report, and all of them as one text. Read it when the calls are over.
struct Recorder final : Observer {
  void on_attempt(const AttemptReport& attempt) override {
    attempts.emplace_back(attempt).verdict = attempt.verdict;
    text << attempt.shop << ' ' << attempt.action << ' ' << attempt.call << ' ' << attempt.attempt << ' ' << attempt.bytes_sent
         << ' ' << attempt.bytes_received << ' ' << attempt.http_status << ' ' << attempt.code.value_or(0) << ' '
         << attempt.verdict << '\n';
  }
  void on_call(const CallReport& call) override {
    calls.emplace_back(call);
    text << call.shop << ' ' << call.action << ' ' << call.call << ' ' << call.attempts << '\n';
  }

  void on_rest(const RestReport& rest) override {
    rests.push_back(std::to_string(rest.rest / 1min) + " min " +
                    std::string{rest.shop}.append(" ").append(rest.trouble).append(": ").append(rest.meaning));
  }

  [[nodiscard]] const AttemptReport& last_attempt() const { return attempts.back().report; }
  [[nodiscard]] const CallReport& last_call() const { return calls.back().report; }

  std::vector<Kept<AttemptReport>> attempts{};
  std::vector<Kept<CallReport>> calls{};
  std::vector<std::string> rests{};
  std::ostringstream text{};
};

/// A shop whose client is watched.
struct WatchedShop {
  explicit WatchedShop(ClientOptions options = options_of_shop()) : shop(watched(std::move(options), recorder)) {}

  static ClientOptions watched(ClientOptions options, std::shared_ptr<Observer> observer) {
    options.name = "main";
    options.observer = std::move(observer);
    return options;
  }

  std::shared_ptr<Recorder> recorder = std::make_shared<Recorder>();
  VirtualShop shop;
};

// ── what it is told ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Observer, IsToldOfEachAttemptAndThenOfTheCall) {
  WatchedShop watched;
  ASSERT_TRUE(watched.shop.client.process(order(1), Deposit{}));
  ASSERT_TRUE(watched.shop.client.process(order(1), Place{}));

  const auto& [attempts, calls, rests, text] = *watched.recorder;
  ASSERT_EQ(attempts.size(), 3U);
  ASSERT_EQ(calls.size(), 3U);
  const std::string_view actions[] = {"login", "deposit", "place"};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(attempts[i].action, actions[i]);
    EXPECT_EQ(calls[i].action, actions[i]);
    EXPECT_EQ(attempts[i].report.attempt, 1);
    EXPECT_EQ(calls[i].report.attempts, 1);
    EXPECT_EQ(attempts[i].report.call, calls[i].report.call);
    EXPECT_FALSE(calls[i].report.failure);
    EXPECT_EQ(calls[i].shop, "main");
    EXPECT_EQ(attempts[i].shop, "main");
  }
  EXPECT_NE(calls[1].report.call, calls[2].report.call);
}

TEST(Observer, IsToldThatTheShopBeginsToRest) {
  WatchedShop watched;
  watched.shop.on_order = [](const http::Request&) { return reply("<html>", 403); };
  ASSERT_FALSE(watched.shop.client.process(order(1), Place{}));
  ASSERT_FALSE(watched.shop.client.process(order(2), Place{}));

  ASSERT_EQ(watched.recorder->rests.size(), 1U);
  EXPECT_EQ(watched.recorder->rests[0], "5 min main blocked: a firewall before imweb refused a request");
}

TEST(Observer, IsToldBeforeTheCallbackRuns) {
  WatchedShop watched;
  Outcomes outcomes{1};
  watched.shop.client.start(order(1), Place{}, {}, [&, take = outcomes.taker()](Result result) mutable {
    EXPECT_EQ(watched.recorder->calls.size(), 2U);
    take(std::move(result));
  });
  EXPECT_TRUE(outcomes.wait()[0]);
}

TEST(Observer, IsNotToldOfCallsThatWereRefusedAsWrong) {
  WatchedShop watched;
  EXPECT_FALSE(watched.shop.client.process(OrderNo{"../"}, Place{}));
  EXPECT_FALSE(watched.shop.client.process(order(1), Place{}, {.traceparent = "wrong"}));
  EXPECT_TRUE(watched.recorder->attempts.empty());
  EXPECT_TRUE(watched.recorder->calls.empty());
}

TEST(Observer, SeesTheTwoPhasesOfAnAttempt) {
  WatchedShop watched;
  watched.shop.on_order = [](const http::Request& request) {
    auto script = processed(request);
    script.sent_after = 30ms;
    script.reply_after = 100ms;
    return script;
  };
  ASSERT_TRUE(watched.shop.client.process(order(1), Place{}));
  EXPECT_EQ(watched.recorder->last_attempt().connecting, 30ms);
  EXPECT_EQ(watched.recorder->last_attempt().answering, 70ms);

  watched.shop.on_order = [](const http::Request&) { return broken(http::Progress::not_sent, http::Cause::identity); };
  ASSERT_FALSE(watched.shop.client.process(order(1), Place{}));
  EXPECT_EQ(watched.recorder->last_attempt().connecting, 50ms);  // all of it: no byte left
  EXPECT_EQ(watched.recorder->last_attempt().answering, 0ms);
}

TEST(Observer, SeesHowManyBytesTheBodiesHad) {
  WatchedShop watched;
  std::size_t answer_size = 0;
  watched.shop.on_order = [&](const http::Request& request) {
    auto script = processed(request);
    answer_size = std::get<http::Response>(script.reply).body.size();
    return script;
  };
  ASSERT_TRUE(watched.shop.client.process(order(1), Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"}));
  EXPECT_EQ(watched.recorder->last_attempt().bytes_sent, watched.shop.orders()[0].request.body.size());
  EXPECT_EQ(watched.recorder->last_attempt().bytes_received, answer_size);
  EXPECT_GT(answer_size, 0U);

  watched.shop.on_order = [](const http::Request&) { return broken(http::Progress::not_sent, http::Cause::identity); };
  ASSERT_FALSE(watched.shop.client.process(order(1), Place{}));
  EXPECT_EQ(watched.recorder->last_attempt().bytes_sent, 0U);
  EXPECT_EQ(watched.recorder->last_attempt().bytes_received, 0U);
}

struct VerdictRow {
  std::string_view name;
  Script answer;
  std::string_view verdict;
  int status;
  std::optional<std::int64_t> code;
  std::optional<FailureKind> failure;
  Effect effect;
};

const VerdictRow verdicts[] = {
    {"success", reply(R"({"code":200,"data":{"success":[")" + order(1).str() + R"("]}})"), "accept", 200, 200, {}, {}},
    {"token refused", refusal(-2), "renew_token", 200, -2, FailureKind::not_authenticated, Effect::not_applied},
    {"too many", refusal(-7), "slow_down", 200, -7, FailureKind::rate_limited, Effect::not_applied},
    {"never sent", broken(http::Progress::not_sent), "try_again", 0, {}, FailureKind::transport, Effect::not_applied},
    {"refused", refusal(-10), "give_up", 200, -10, FailureKind::refused, Effect::not_applied},
    {"failed inside", refusal(-19), "give_up", 200, -19, FailureKind::server_error, Effect::unknown},
    {"broke off", broken(http::Progress::may_have_been_sent), "give_up", 0, {}, FailureKind::transport, Effect::unknown},
    {"page of a proxy", reply("<html></html>", 502), "give_up", 502, {}, FailureKind::server_error, Effect::unknown},
};

TEST(Observer, SeesTheVerdictOnEachAttempt) {
  for (const auto& row : verdicts) {
    SCOPED_TRACE(row.name);
    WatchedShop watched;
    bool is_first = true;
    watched.shop.on_order = [&](const http::Request& request) {
      return std::exchange(is_first, false) ? row.answer : processed(request);
    };
    static_cast<void>(watched.shop.client.process(order(1), Place{}));

    const auto& attempt = watched.recorder->attempts.at(1);
    EXPECT_EQ(attempt.action, "place");
    EXPECT_EQ(attempt.verdict, row.verdict);
    EXPECT_EQ(attempt.report.http_status, row.status);
    EXPECT_EQ(attempt.report.code, row.code);
    EXPECT_EQ(attempt.report.failure, row.failure);
    if (!row.failure) continue;
    EXPECT_EQ(attempt.report.effect, row.effect);
  }
}

TEST(Observer, SeesTheEndOfTheCallAsTheCallerDoes) {
  for (const auto& row : verdicts) {
    SCOPED_TRACE(row.name);
    WatchedShop watched;
    watched.shop.on_order = [&](const http::Request&) { return row.answer; };
    const auto outcome = watched.shop.client.process(order(1), Place{});
    const CallReport& call = watched.recorder->last_call();
    EXPECT_EQ(call.failure.has_value(), !outcome);
    if (outcome) continue;
    EXPECT_EQ(call.failure, outcome.failure().kind());
    EXPECT_EQ(call.effect, outcome.failure().effect());
    EXPECT_EQ(call.attempts, outcome.failure().attempts());
  }
}

TEST(Observer, SeesAnAttemptThatTheCallerGaveUp) {
  WatchedShop watched;
  watched.shop.on_order = [](const http::Request&) { return Script{.reply_after = std::nullopt}; };
  EXPECT_FALSE(watched.shop.client.process(order(1), Place{}, {.deadline = 3s}));

  const AttemptReport& attempt = watched.recorder->last_attempt();
  EXPECT_EQ(attempt.failure, FailureKind::deadline_exceeded);
  EXPECT_EQ(attempt.effect, Effect::unknown);
  EXPECT_EQ(attempt.http_status, 0);
  EXPECT_EQ(watched.recorder->attempts.back().verdict, "give_up");
  EXPECT_EQ(watched.recorder->last_call().failure, FailureKind::deadline_exceeded);
}

TEST(Observer, SeesACallThatNeverGotItsTurn) {
  WatchedShop watched;
  watched.shop.on_login = [](const http::Request&) { return refusal(-1); };
  EXPECT_FALSE(watched.shop.client.process(order(1), Place{}));
  EXPECT_EQ(watched.recorder->attempts.size(), 1U);  // the login's
  EXPECT_EQ(watched.recorder->last_call().attempts, 0);
  EXPECT_EQ(watched.recorder->last_call().failure, FailureKind::not_authenticated);
  EXPECT_EQ(watched.recorder->last_call().waits.login, 50ms);
  EXPECT_EQ(watched.recorder->last_call().in_flight, 0ms);
}

// ── waits ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Waits, AreForTheLoginForTheTurnAndBeforeAnotherAttempt) {
  WatchedShop watched;
  int attempts = 0;
  watched.shop.on_order = [&](const http::Request& request) { return ++attempts == 1 ? refusal(-7) : processed(request); };
  ASSERT_TRUE(watched.shop.client.process(order(1), Place{}));

  const CallReport& call = watched.recorder->last_call();
  EXPECT_EQ(call.waits.login, 50ms);
  EXPECT_GE(call.waits.turn, 155ms);  // the login left 205 ms before the first turn
  EXPECT_GE(call.waits.pause, 3s);
  EXPECT_EQ(call.in_flight, 100ms);
  EXPECT_EQ(watched.recorder->attempts.at(1).report.waits.pause, 0ms);  // up to then
  EXPECT_EQ(watched.recorder->attempts.at(2).report.waits.pause, call.waits.pause);
}

struct Story {
  std::string_view name;
  std::vector<Script> answers;  ///< the last one for all that follow
};

const Story stories[] = {
    {"success", {verdicts[0].answer}},
    {"token dies", {refusal(-2), verdicts[0].answer}},
    {"too many, twice", {refusal(-7), refusal(-7), verdicts[0].answer}},
    {"never sent, then success", {broken(http::Progress::not_sent), broken(http::Progress::not_sent), verdicts[0].answer}},
    {"everything", {refusal(-2), broken(http::Progress::not_sent), refusal(-7), verdicts[0].answer}},
    {"never sent", {broken(http::Progress::not_sent)}},
    {"no answer", {{.reply_after = std::nullopt}}},
};

TEST(Waits, AndTheTimeInFlightAreTheWholeTimeOfTheCall) {
  for (const auto& story : stories) {
    SCOPED_TRACE(story.name);
    WatchedShop watched;
    std::size_t next = 0;
    watched.shop.on_order = [&](const http::Request&) { return story.answers[std::min(next++, story.answers.size() - 1)]; };
    TimePoint begun_at{}, ended_at{};
    Outcomes outcomes{1};
    watched.shop.at_once([&] {
      begun_at = watched.shop.clock->now();
      watched.shop.client.start(order(1), Place{}, {}, [&, take = outcomes.taker()](Result result) mutable {
        ended_at = watched.shop.clock->now();
        take(std::move(result));
      });
    });
    static_cast<void>(outcomes.wait());

    const CallReport& call = watched.recorder->last_call();
    EXPECT_EQ(call.waits.login + call.waits.turn + call.waits.pause + call.in_flight, ended_at - begun_at);
    Duration attempts{};
    for (const auto& [report, shop, action, verdict] : watched.recorder->attempts)
      if (action == "place") attempts += report.connecting + report.answering;
    EXPECT_EQ(call.in_flight, attempts);
  }
}

TEST(Waits, GrowAlongTheLine) {
  WatchedShop watched;
  for (const auto& result : watched.shop.process_all(20)) EXPECT_TRUE(result);
  Duration before{};
  for (const auto& [report, shop, action, verdict] : watched.recorder->calls) {
    if (action == "login") continue;
    EXPECT_EQ(report.waits.login, 50ms);
    EXPECT_GE(report.waits.turn, before == Duration{} ? 155ms : before + 205ms);
    before = report.waits.turn;
  }
}

// ── harm ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct Thrower final : Observer {
  void on_attempt(const AttemptReport&) override { throw std::runtime_error{"an observer's mistake"}; }
  void on_call(const CallReport&) override { throw 42; }
};

TEST(Observer, MayThrow) {
  VirtualShop shop{WatchedShop::watched(options_of_shop(), std::make_shared<Thrower>())};
  for (const auto& result : shop.process_all(20)) EXPECT_TRUE(result);
  shop.on_order = [](const http::Request&) { return refusal(-7); };
  EXPECT_FALSE(shop.client.process(order(1), Place{}, {.deadline = 20s}));
  EXPECT_EQ(shop.logins(), 1U);
}

/// Starts a call from inside a report.
struct Caller final : Observer {
  void on_call(const CallReport& call) override {
    if (call.action == "deposit") client->start(order(2), Place{}, {}, std::move(on_done));
  }
  OrderClient* client = nullptr;
  OnDone on_done{};
};

TEST(Observer, MayStartACall) {
  const auto observer = std::make_shared<Caller>();
  VirtualShop shop{WatchedShop::watched(options_of_shop(), observer)};
  Outcomes outcomes{1};
  observer->client = &shop.client;
  observer->on_done = outcomes.taker();
  EXPECT_TRUE(shop.client.process(order(1), Deposit{}));
  EXPECT_TRUE(outcomes.wait()[0]);
}

// ── secrets ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

constexpr std::string_view canaries[] = {"KANARI", "kanari", "631245789012", "2026042774", "홍길동", "010-0000-0000"};

/// Answers that repeat whatever was sent, and a customer's name.
std::vector<std::function<Script(const http::Request&)>> indiscreet_answers() {
  const auto gossip = [](const http::Request& request) {
    return "order " + number_in(request) + " of 홍길동 010-0000-0000, invoice 631245789012, token " + token_in(request) +
           ", key kanari-key, secret kanari-secret";
  };
  return {
      [=](const http::Request& request) { return refusal(-10, gossip(request)); },
      [=](const http::Request& request) { return refusal(-19, gossip(request)); },
      [=](const http::Request& request) { return reply("<html>" + gossip(request) + "</html>", 502); },
      [=](const http::Request& request) {
        return Script{.reply = http::TransportFailure{.progress = http::Progress::may_have_been_sent, .what = gossip(request)}};
      },
      [](const http::Request& request) { return processed(request); },
  };
}

TEST(Observer, IsNeverToldWhatWasSaid) {
  ClientOptions options{.credentials = {.key = Secret{"kanari-key"}, .secret = Secret{"kanari-secret"}},
                        .affiliate = "KANARI-partner"};
  WatchedShop watched{std::move(options)};
  watched.shop.on_login = [](const http::Request&) { return given_token("KANARI-token"); };
  for (const auto& answer : indiscreet_answers()) {
    watched.shop.on_order = answer;
    static_cast<void>(watched.shop.client.process(order(1), Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"},
                                                  {.deadline = 1h}));
  }
  watched.shop.on_order = indiscreet_answers().back();
  ASSERT_TRUE(
      watched.shop.client.process({.order_no = order(1), .prod_order_no = ProdOrderNo{"KANARI-001"}}, Place{}, {.deadline = 1h}));

  const std::string told = watched.recorder->text.str();
  EXPECT_EQ(watched.recorder->calls.size(), 7U);  // a login and six calls
  for (const auto canary : canaries) EXPECT_EQ(told.find(canary), std::string::npos) << told;
}

// ── trace context ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
// A malformed one is refused with nothing sent: nothing_sent_test.cpp.

std::vector<std::string> traces(const http::Request& request) {
  std::vector<std::string> found;
  for (const auto& header : request.headers)
    if (header.name == "traceparent") found.push_back(header.value);
  return found;
}

TEST(TraceContext, GoesAlongWithEachAttemptAtTheOrderAndWithNoLogin) {
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  VirtualShop shop;
  int attempts = 0;
  shop.on_order = [&](const http::Request& request) { return ++attempts == 1 ? refusal(-2) : processed(request); };
  ASSERT_TRUE(shop.client.process(order(1), Place{}, {.traceparent = trace}));

  ASSERT_EQ(shop.requests(), 4U);  // login, refused, login, accepted
  for (const auto& [at, request] : shop.transport->requests())
    EXPECT_EQ(traces(request), is_login(request) ? std::vector<std::string>{} : std::vector{trace});
}

TEST(TraceContext, BelongsToOneCall) {
  VirtualShop shop;
  const auto traced = [](char digit) { return "00-" + std::string(32, digit) + "-" + std::string(16, digit) + "-00"; };
  Outcomes outcomes{3};
  shop.at_once([&] {
    shop.client.start(order(1), Place{}, {.traceparent = traced('1')}, outcomes.taker());
    shop.client.start(order(2), Place{}, {.traceparent = traced('2')}, outcomes.taker());
    shop.client.start(order(3), Place{}, {}, outcomes.taker());
  });
  static_cast<void>(outcomes.wait());
  const auto orders = shop.orders();
  EXPECT_EQ(traces(orders[0].request), std::vector{traced('1')});
  EXPECT_EQ(traces(orders[1].request), std::vector{traced('2')});
  EXPECT_TRUE(traces(orders[2].request).empty());
}

}  // namespace
}  // namespace imweb

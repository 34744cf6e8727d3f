#include <imweb/pipeline/rules/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace imweb::inline v0::pipeline::rules {
namespace {

using enum FailureKind;
using enum Effect;
using enum Next;
using http::Cause;
using http::Progress;

/// What an answer is expected to mean. Without a code, its body is no envelope.
struct Row {
  std::string_view name;
  int status;
  std::optional<std::int64_t> code;
  Next next;
  FailureKind kind;
  Effect effect;
};

http::Envelope body_of(const Row& row) {
  if (!row.code) return {.problem = "the body is not JSON"};
  return {.form = http::Envelope::Form::valid, .code = *row.code};
}

template <std::size_t Size>
void expect_verdicts(const Row (&rows)[Size]) {
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string{row.name} + ", HTTP " + std::to_string(row.status));
    const auto verdict = judge(row.status, body_of(row));

    EXPECT_EQ(verdict.next, row.next);
    EXPECT_EQ(to_string(verdict.kind), to_string(row.kind));
    EXPECT_EQ(to_string(verdict.effect), to_string(row.effect));
    EXPECT_EQ(verdict.meaning.empty(), row.next == accept);
  }
}

constexpr auto none = std::nullopt;

TEST(Verdict, FollowsTheCodeInsideHttp200) {
  constexpr Row rows[] = {
      {"bad key or secret", 200, -1, give_up, not_authenticated, not_applied},
      {"bad token", 200, -2, renew_token, not_authenticated, not_applied},
      {"no permission", 200, -5, give_up, not_permitted, not_applied},
      {"plan or version", 200, -6, give_up, not_permitted, not_applied},
      {"too many requests", 200, -7, slow_down, rate_limited, not_applied},
      {"bad parameter", 200, -10, give_up, refused, not_applied},
      {"no data", 200, -11, give_up, not_found, not_applied},
      {"internal error", 200, -19, give_up, server_error, unknown},
      {"no such service", 200, -98, give_up, refused, not_applied},
      {"no such method", 200, -99, give_up, refused, not_applied},
      {"maintenance", 200, -999, give_up, maintenance, not_applied},
      {"the response table's 400", 200, 400, give_up, refused, not_applied},
      {"the response table's 401", 200, 401, renew_token, not_authenticated, not_applied},
      {"the response table's 404", 200, 404, give_up, not_found, not_applied},
      {"the response table's 429", 200, 429, slow_down, rate_limited, not_applied},
      {"the response table's 500", 200, 500, give_up, server_error, unknown},
      {"the response table's 501", 200, 501, give_up, refused, not_applied},
  };
  EXPECT_EQ(std::size(rows), code_verdicts.size());
  expect_verdicts(rows);
}

TEST(Verdict, AcceptsCode200OnlyWithASuccessStatus) {
  expect_verdicts({{"200", 200, 200, accept, protocol, unknown},
                   {"201", 201, 200, accept, protocol, unknown},
                   {"204", 204, 200, accept, protocol, unknown},
                   {"299", 299, 200, accept, protocol, unknown}});
}

TEST(Verdict, TrustsNeitherSideOfAContradiction) {
  expect_verdicts({{"below every status", 0, 200, give_up, protocol, unknown},
                   {"informational", 199, 200, give_up, protocol, unknown},
                   {"first redirect", 300, 200, give_up, protocol, unknown},
                   {"redirect", 302, 200, give_up, protocol, unknown},
                   {"refused", 400, 200, give_up, protocol, unknown},
                   {"not found", 404, 200, give_up, protocol, unknown},
                   {"timeout", 408, 200, give_up, protocol, unknown},
                   {"last refusal", 499, 200, give_up, protocol, unknown},
                   {"server error", 500, 200, give_up, server_error, unknown},
                   {"not offered", 501, 200, give_up, server_error, unknown},
                   {"gateway timeout", 504, 200, give_up, server_error, unknown},
                   {"last server error", 599, 200, give_up, server_error, unknown},
                   {"beyond", 600, 200, give_up, protocol, unknown}});
}

TEST(Verdict, DoesNotTakeSuccessForOursThatSpeaksOfSomethingElse) {
  const http::Envelope foreign{.form = http::Envelope::Form::foreign, .code = 200, .problem = "it names no order"};

  EXPECT_EQ(judge(200, foreign).next, give_up);
  EXPECT_EQ(to_string(judge(200, foreign).kind), "protocol");
  EXPECT_EQ(to_string(judge(200, foreign).effect), "unknown");
  EXPECT_EQ(to_string(judge(404, foreign).kind), "protocol");
  EXPECT_EQ(to_string(judge(503, foreign).kind), "server_error");
  EXPECT_EQ(judge(401, foreign).next, renew_token);
  EXPECT_EQ(judge(429, foreign).next, slow_down);
}

TEST(Verdict, NamesWhatComesNext) {
  EXPECT_EQ(to_string(accept), "accept");
  EXPECT_EQ(to_string(renew_token), "renew_token");
  EXPECT_EQ(to_string(slow_down), "slow_down");
  EXPECT_EQ(to_string(try_again), "try_again");
  EXPECT_EQ(to_string(give_up), "give_up");
  EXPECT_EQ(to_string(static_cast<Next>(200)), "unlisted");
}

void expect_nothing_known_of(std::int64_t code) {
  const std::string name = "code " + std::to_string(code);
  expect_verdicts({{name, 200, code, give_up, protocol, unknown},
                   {name, 400, code, give_up, protocol, unknown},
                   {name, 500, code, give_up, protocol, unknown}});
}

TEST(Verdict, DoesNotGuessAtCodesThatItDoesNotKnow) {
  for (const int code :
       {0, 1, 2, 5, 7, 10, 19, 98, 100, 199, 201, 204, 302, 399, 402, 403, 405, 408, 428, 499, 502, 503, 999, 1000})
    expect_nothing_known_of(code);
  for (const int code : {-3, -4, -8, -9, -12, -18, -20, -97, -100, -200, -401, -429, -998, -1000, -12345, -98'000})
    expect_nothing_known_of(code);
}

TEST(Verdict, DoesNotTakeAHugeCodeForASmallOne) {
  expect_nothing_known_of(std::numeric_limits<std::int64_t>::max());
  expect_nothing_known_of(std::numeric_limits<std::int64_t>::min());
  for (const std::int64_t code : {200, -2, -7, 429}) expect_nothing_known_of(code + (std::int64_t{1} << 32));
}

TEST(Verdict, GoesByTheStatusWhereTheBodyIsNoEnvelope) {
  constexpr Row rows[] = {
      {"bad request", 400, none, give_up, refused, not_applied},
      {"bad token", 401, none, renew_token, not_authenticated, not_applied},
      {"method not allowed", 405, none, give_up, refused, not_applied},
      {"not found", 404, none, give_up, not_found, not_applied},
      {"request timeout", 408, none, give_up, refused, unknown},
      {"too large", 413, none, give_up, refused, not_applied},
      {"media type", 415, none, give_up, refused, not_applied},
      {"unprocessable", 422, none, give_up, refused, not_applied},
      {"too early", 425, none, give_up, refused, unknown},
      {"too many requests", 429, none, slow_down, rate_limited, not_applied},
      {"internal error", 500, none, give_up, server_error, unknown},
      {"not offered", 501, none, give_up, refused, not_applied},
      {"bad gateway", 502, none, give_up, server_error, unknown},
      {"unavailable", 503, none, give_up, server_error, unknown},
      {"gateway timeout", 504, none, give_up, server_error, unknown},
  };
  expect_verdicts(rows);
}

TEST(Verdict, TakesAStatusWithoutARowByItsClass) {
  for (const int status : {300, 301, 302, 304, 307, 308, 399})
    expect_verdicts({{"redirect", status, none, give_up, protocol, not_applied}});
  for (const int status : {402, 403, 406, 407, 409, 418, 424, 426, 428, 430, 451, 499})
    expect_verdicts({{"a firewall's page", status, none, give_up, refused, not_applied}});
  for (const int status : {505, 507, 511, 520, 599})
    expect_verdicts({{"server error", status, none, give_up, server_error, unknown}});
}

TEST(Verdict, BelievesNothingOfAStatusThatNobodySendsOrOfSuccessWithoutAnEnvelope) {
  for (const int status : {-401, -1, 0, 1, 42, 100, 101, 199, 200, 201, 204, 206, 226, 299, 600, 999, 40'100, 42'900})
    expect_verdicts({{"no envelope", status, none, give_up, protocol, unknown}});
}

TEST(Verdict, TakesTheStatusBeforeTheBodyFor429And401) {
  expect_verdicts({{"429 with success", 429, 200, slow_down, rate_limited, not_applied},
                   {"429 with an internal error", 429, -19, slow_down, rate_limited, not_applied},
                   {"429 with a foreign code", 429, -12345, slow_down, rate_limited, not_applied},
                   {"401 with no permission", 401, -5, renew_token, not_authenticated, not_applied},
                   {"401 with success", 401, 200, renew_token, not_authenticated, not_applied},
                   {"401 with too many requests", 401, -7, renew_token, not_authenticated, not_applied}});
}

TEST(Verdict, TakesTheEnvelopeBeforeEveryOtherStatus) {
  expect_verdicts({{"the code refuses, the status fails", 500, -10, give_up, refused, not_applied},
                   {"the code slows, the status fails", 503, -7, slow_down, rate_limited, not_applied},
                   {"the code renews, the status refuses", 403, -2, renew_token, not_authenticated, not_applied},
                   {"the code fails, the status refuses", 400, -19, give_up, server_error, unknown},
                   {"the code is maintenance, the status fails", 503, -999, give_up, maintenance, not_applied},
                   {"the code refuses, the status redirects", 302, -10, give_up, refused, not_applied},
                   {"the code does not know it, the status timed out", 408, -11, give_up, not_found, not_applied}});
}

/// What is expected where no complete answer came.
struct Break {
  std::string_view name;
  Progress progress;
  Cause cause;
  int status;
  Next next;
  FailureKind kind;
  Effect effect;
};

template <std::size_t Size>
void expect_verdicts(const Break (&rows)[Size]) {
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string{row.name} + ", status " + std::to_string(row.status));
    const auto verdict = judge(row.progress, row.cause, row.status);

    EXPECT_EQ(verdict.next, row.next);
    EXPECT_EQ(to_string(verdict.kind), to_string(row.kind));
    EXPECT_EQ(to_string(verdict.effect), to_string(row.effect));
    EXPECT_FALSE(verdict.meaning.empty());
  }
}

TEST(Verdict, RepeatsWhatWasProvenNotSentUnlessThatIsHopeless) {
  constexpr auto progress = Progress::not_sent;
  expect_verdicts({{"resolving or connecting failed", progress, Cause::connection, 0, try_again, transport, not_applied},
                   {"not an HTTP answer", progress, Cause::answer, 0, try_again, transport, not_applied},
                   {"took too long to connect", progress, Cause::stopped, 0, try_again, transport, not_applied},
                   {"wrong certificate", progress, Cause::identity, 0, give_up, transport, not_applied},
                   {"forbidden address", progress, Cause::setup, 0, give_up, transport, not_applied}});
}

TEST(Verdict, NeverRepeatsWhatMayHaveBeenSent) {
  constexpr auto progress = Progress::may_have_been_sent;
  expect_verdicts({{"partly sent, or no status line", progress, Cause::connection, 0, give_up, transport, unknown},
                   {"second sending prevented, or too slow", progress, Cause::stopped, 0, give_up, transport, unknown},
                   {"renegotiation failed", progress, Cause::identity, 0, give_up, transport, unknown},
                   {"set up wrongly", progress, Cause::setup, 0, give_up, transport, unknown},
                   {"not an HTTP answer", progress, Cause::answer, 0, give_up, protocol, unknown}});
}

TEST(Verdict, CountsAStatusLineBeforeTheBreakOnlyWhereItProvesARefusal) {
  constexpr auto progress = Progress::may_have_been_sent;
  expect_verdicts({{"refused", progress, Cause::connection, 400, give_up, refused, not_applied},
                   {"refused, body too large", progress, Cause::answer, 403, give_up, refused, not_applied},
                   {"bad token", progress, Cause::connection, 401, renew_token, not_authenticated, not_applied},
                   {"not found", progress, Cause::answer, 404, give_up, not_found, not_applied},
                   {"timeout", progress, Cause::connection, 408, give_up, refused, unknown},
                   {"too many requests", progress, Cause::connection, 429, slow_down, rate_limited, not_applied},
                   {"last refusal", progress, Cause::stopped, 499, give_up, refused, not_applied},
                   {"success, cut", progress, Cause::connection, 200, give_up, transport, unknown},
                   {"success, too large", progress, Cause::answer, 200, give_up, protocol, unknown},
                   {"interim", progress, Cause::connection, 100, give_up, transport, unknown},
                   {"redirect, cut", progress, Cause::connection, 302, give_up, transport, unknown},
                   {"first failure", progress, Cause::connection, 500, give_up, transport, unknown},
                   {"not offered, cut", progress, Cause::connection, 501, give_up, transport, unknown},
                   {"gateway timeout, cut", progress, Cause::answer, 504, give_up, protocol, unknown}});
}

TEST(Verdict, HasOneRowForEachNumber) {
  std::set<std::int64_t> codes;
  std::set<std::int64_t> statuses;
  for (const auto& row : code_verdicts) codes.insert(row.number);
  for (const auto& row : status_verdicts) statuses.insert(row.number);

  EXPECT_EQ(codes.size(), code_verdicts.size());
  EXPECT_EQ(statuses.size(), status_verdicts.size());
  EXPECT_FALSE(codes.contains(200));
}

TEST(Verdict, SaysUnknownNowhereButAtTheEndOfACall) {
  for (const auto& row : code_verdicts)
    EXPECT_TRUE(row.verdict.effect == not_applied || row.verdict.next == give_up) << row.number;
  for (const auto& row : status_verdicts)
    EXPECT_TRUE(row.verdict.effect == not_applied || row.verdict.next == give_up) << row.number;
}

static_assert(judge_status(503).effect == unknown && judge(Progress::not_sent, Cause::connection, 0).next == try_again);

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

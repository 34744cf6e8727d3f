#include <imweb/pipeline/rules/token.hpp>

#include <chrono>

#include <gtest/gtest.h>

namespace imweb::inline v0::pipeline::rules {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""s;

constexpr TimePoint start = TimePoint{} + 1h;
constexpr Duration age = 50min;

const Failure::Details bad_key{.kind = FailureKind::not_authenticated, .message = "bad key", .code = -1};

/// A shop that got a token at `start`, which imweb has accepted since.
Token working_token() {
  Token token{age};
  token.issued(start);
  token.accepted(token.generation());
  return token;
}

TEST(Token, IsNotUsableBeforeTheFirstLogin) {
  const Token token{age};

  EXPECT_FALSE(token.is_usable(start));
  EXPECT_EQ(token.login_refusal(start), nullptr);
  EXPECT_LE(token.login_not_before(), start);
}

TEST(Token, IsUsableUntilItsAge) {
  Token token{age};
  token.issued(start);

  EXPECT_TRUE(token.is_usable(start));
  EXPECT_TRUE(token.is_usable(start + age - 1ns));
  EXPECT_FALSE(token.is_usable(start + age));
}

TEST(Token, CountsItsAgeFromTheLatestLogin) {
  Token token{age};
  token.issued(start);
  token.issued(start + age);

  EXPECT_TRUE(token.is_usable(start + age + age - 1ns));
  EXPECT_FALSE(token.is_usable(start + age + age));
}

TEST(Token, StartsAGenerationWithEachLogin) {
  Token token{age};
  const auto first = token.generation();
  token.issued(start);
  const auto second = token.generation();
  token.issued(start + 1s);

  EXPECT_NE(first, second);
  EXPECT_NE(second, token.generation());
}

TEST(Token, IsNotUsableAfterItsRefusal) {
  Token token = working_token();
  token.refused(token.generation(), start + 1s);

  EXPECT_FALSE(token.is_usable(start + 1s));
}

TEST(Token, CountsManyRefusalsOfOneGenerationAsOne) {
  Token token{age};
  token.issued(start);
  for (int call = 0; call < 64; ++call) token.refused(token.generation(), start + 1s);

  EXPECT_FALSE(token.is_usable(start + 1s));
  EXPECT_LE(token.login_not_before(), start + 1s);
}

TEST(Token, IgnoresALateRefusalOfAnOldGeneration) {
  Token token = working_token();
  const auto old = token.generation();
  token.refused(old, start + 1s);
  token.issued(start + 2s);
  token.refused(old, start + 3s);
  token.refused(old, start + 4s);

  EXPECT_TRUE(token.is_usable(start + 4s));
  EXPECT_LE(token.login_not_before(), start + 4s);
}

TEST(Token, IgnoresALateAcceptanceOfAnOldGeneration) {
  Token token{age};
  token.issued(start);
  const auto old = token.generation();
  token.refused(old, start);
  token.issued(start + 1s);
  token.accepted(old);
  token.refused(token.generation(), start + 2s);

  EXPECT_EQ(token.login_not_before(), start + 2s + Token::login_pause);
}

TEST(Token, PausesLoginsAfterTwoFreshTokensWereRefusedInARow) {
  Token token{age};
  token.issued(start);
  token.refused(token.generation(), start);
  EXPECT_LE(token.login_not_before(), start);
  token.issued(start + 1s);
  token.refused(token.generation(), start + 1s);

  EXPECT_EQ(token.login_not_before(), start + 1s + Token::login_pause);
  EXPECT_EQ(token.login_refusal(start + 1s), nullptr) << "no login was refused: calls wait for the next one";
}

TEST(Token, PausesLoginsAgainForEveryFurtherRefusal) {
  Token token{age};
  for (int login = 0; login < 5; ++login) {
    token.issued(start + login * 20s);
    token.refused(token.generation(), start + login * 20s);
  }

  EXPECT_EQ(token.login_not_before(), start + 80s + Token::login_pause);
}

TEST(Token, DoesNotPauseLoginsWhenATokenDiesThatHadWorked) {
  Token token = working_token();
  for (int death = 0; death < 5; ++death) {
    token.refused(token.generation(), start + death * 1s);
    token.issued(start + death * 1s);
    token.accepted(token.generation());
  }
  token.refused(token.generation(), start + 9s);

  EXPECT_LE(token.login_not_before(), start + 9s);
}

TEST(Token, PausesAfterARefusedLoginAndRepeatsTheRefusalMeanwhile) {
  Token token{age};
  token.login_refused(bad_key, start);

  const auto* refusal = token.login_refusal(start);
  ASSERT_NE(refusal, nullptr);
  EXPECT_EQ(refusal->code, -1);
  EXPECT_EQ(token.login_not_before(), start + Token::login_pause);
  EXPECT_NE(token.login_refusal(start + Token::login_pause - 1ns), nullptr);
  EXPECT_EQ(token.login_refusal(start + Token::login_pause), nullptr);
}

TEST(Token, ForgetsTheRefusedLoginWithTheNextToken) {
  Token token{age};
  token.login_refused(bad_key, start);
  token.issued(start + Token::login_pause);

  EXPECT_TRUE(token.is_usable(start + Token::login_pause));
  EXPECT_EQ(token.login_refusal(start + Token::login_pause), nullptr);
}

TEST(Token, ServesNobodyThatWasIssuedWhileLoginsMustWait) {
  Token token{age};
  token.suspend(start + 30s);
  token.issued(start + 1s);
  EXPECT_FALSE(token.is_usable(start + 1s));

  token.issued(start + 30s);
  EXPECT_TRUE(token.is_usable(start + 30s));
}

TEST(Token, DoesNotBlameAnOldRefusalForALaterRest) {
  Token token{age};
  token.login_refused(bad_key, start);
  token.suspend(start + 60s);

  EXPECT_EQ(token.login_refusal(start + Token::login_pause), nullptr);
  EXPECT_EQ(token.login_not_before(), start + 60s);
}

TEST(Token, NeverShortensARest) {
  Token token{age};
  token.suspend(start + 60s);
  token.login_refused(bad_key, start + 1s);

  EXPECT_EQ(token.login_not_before(), start + 60s);
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

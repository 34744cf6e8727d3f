#include <imweb/base/outcome.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

namespace imweb {
namespace {

Failure a_failure() { return Failure{{.kind = FailureKind::not_found, .message = "nothing there", .code = -11}}; }

static_assert(!std::is_default_constructible_v<Outcome<int>>);
static_assert(!std::is_convertible_v<Outcome<int>, bool> && std::is_constructible_v<bool, Outcome<int>>);
static_assert(!std::is_convertible_v<Outcome<std::string>, std::string>);

TEST(Outcome, IsAValue) {
  const Outcome<std::string> outcome = std::string{"done"};

  EXPECT_TRUE(outcome);
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(*outcome, "done");
  EXPECT_EQ(outcome->size(), 4U);
  EXPECT_EQ(outcome.value(), "done");
}

TEST(Outcome, IsAFailure) {
  const Outcome<std::string> outcome = a_failure();

  EXPECT_FALSE(outcome);
  EXPECT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.failure().kind(), FailureKind::not_found);
  EXPECT_EQ(outcome.failure().code(), -11);
}

TEST(Outcome, IsAValueEvenIfThatValueIsFalse) {
  const Outcome<bool> no = false;
  const Outcome<int> nothing = 0;

  EXPECT_TRUE(no);
  EXPECT_TRUE(nothing);
}

TEST(Outcome, ThrowsTheFailureWhenItsValueIsDemanded) {
  const Outcome<int> outcome = a_failure();
  try {
    (void)outcome.value();
    FAIL() << "value() of a failure returned";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure().kind(), FailureKind::not_found);
    EXPECT_EQ(error.failure().message(), "nothing there");
  }
  EXPECT_THROW((void)Outcome<int>{a_failure()}.value(), Error);
}

TEST(Outcome, LetsItsValueBeChanged) {
  Outcome<std::string> outcome = std::string{"do"};

  *outcome += "ne";
  outcome->push_back('!');

  EXPECT_EQ(*outcome, "done!");
}

TEST(Outcome, GivesAwayAMoveOnlyValue) {
  Outcome<std::unique_ptr<int>> outcome = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(outcome);
  EXPECT_EQ(*taken, 7);

  outcome = std::make_unique<int>(8);
  const std::unique_ptr<int> demanded = std::move(outcome).value();
  EXPECT_EQ(*demanded, 8);
}

TEST(OutcomeDeathTest, EndsTheProgramWhenWhatIsNotThereIsTaken) {
  const Outcome<int> failed = a_failure();
  const Outcome<int> done = 1;

  EXPECT_DEATH((void)*failed, "");
  EXPECT_DEATH((void)done.failure(), "");
}

TEST(Outcome, IsCopiedAndAssigned) {
  Outcome<int> outcome = 1;
  const Outcome<int> copy = outcome;

  outcome = a_failure();
  EXPECT_FALSE(outcome);
  EXPECT_EQ(*copy, 1);

  outcome = copy;
  EXPECT_EQ(*outcome, 1);
}

}  // namespace
}  // namespace imweb

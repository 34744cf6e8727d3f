#include <imweb/base/failure.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using std::chrono_literals::operator""ms;

static_assert(!std::is_default_constructible_v<Failure>);
static_assert(!std::is_convertible_v<Failure::Details, Failure>);
static_assert(std::is_base_of_v<std::exception, Error> && !std::is_convertible_v<Failure, Error>);

TEST(FailureKind, IsNamedAsItsEnumerator) {
  struct Row {
    FailureKind kind;
    std::string_view name;
  };
  constexpr Row rows[] = {
      {FailureKind::invalid_argument, "invalid_argument"},
      {FailureKind::not_authenticated, "not_authenticated"},
      {FailureKind::not_permitted, "not_permitted"},
      {FailureKind::rate_limited, "rate_limited"},
      {FailureKind::not_found, "not_found"},
      {FailureKind::refused, "refused"},
      {FailureKind::maintenance, "maintenance"},
      {FailureKind::server_error, "server_error"},
      {FailureKind::transport, "transport"},
      {FailureKind::protocol, "protocol"},
      {FailureKind::deadline_exceeded, "deadline_exceeded"},
      {FailureKind::cancelled, "cancelled"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_string(row.kind), row.name);
  EXPECT_EQ(std::size(rows), 12U);
}

TEST(FailureKind, HasANameForWhatIsNotListed) { EXPECT_EQ(to_string(static_cast<FailureKind>(200)), "unlisted"); }

TEST(Effect, IsNamedAsItsEnumerator) {
  EXPECT_EQ(to_string(Effect::not_applied), "not_applied");
  EXPECT_EQ(to_string(Effect::unknown), "unknown");
}

TEST(Failure, IsARefusalBeforeAnythingWasSentUnlessToldOtherwise) {
  const Failure failure{Failure::Details{}};

  EXPECT_EQ(failure.kind(), FailureKind::invalid_argument);
  EXPECT_EQ(failure.effect(), Effect::not_applied);
  EXPECT_EQ(failure.message(), "");
  EXPECT_EQ(failure.code(), std::nullopt);
  EXPECT_EQ(failure.http_status(), 0);
  EXPECT_EQ(failure.attempts(), 0);
  EXPECT_EQ(failure.retry_after(), std::nullopt);
}

TEST(Failure, AnswersWhatItWasTold) {
  const Failure failure{{.kind = FailureKind::rate_limited,
                         .effect = Effect::unknown,
                         .message = "too fast",
                         .code = -7,
                         .http_status = 429,
                         .attempts = 2,
                         .retry_after = 3000ms}};

  EXPECT_EQ(failure.kind(), FailureKind::rate_limited);
  EXPECT_EQ(failure.effect(), Effect::unknown);
  EXPECT_EQ(failure.message(), "too fast");
  EXPECT_EQ(failure.code(), -7);
  EXPECT_EQ(failure.http_status(), 429);
  EXPECT_EQ(failure.attempts(), 2);
  EXPECT_EQ(failure.retry_after(), 3000ms);
}

TEST(Failure, SaysKindEffectAndMessageOnOneLine) {
  const Failure failure{{.kind = FailureKind::protocol, .effect = Effect::unknown, .message = "not JSON"}};

  EXPECT_EQ(to_string(failure), "protocol, effect unknown: not JSON");
}

TEST(Error, CarriesTheFailureAndItsMessage) {
  const Error error{Failure{{.kind = FailureKind::refused, .message = "no such action", .code = -99}}};
  const Error copy = error;

  EXPECT_EQ(copy.failure().kind(), FailureKind::refused);
  EXPECT_EQ(copy.failure().code(), -99);
  EXPECT_NE(std::string{copy.what()}.find("no such action"), std::string::npos);
}

TEST(Error, IsCaughtAsAStandardException) {
  try {
    throw Error{Failure{{.message = "no such action"}}};
  } catch (const std::exception& caught) {
    EXPECT_NE(std::string{caught.what()}.find("no such action"), std::string::npos);
  }
}

}  // namespace
}  // namespace imweb

#include "http/reply.hpp"

#include <gtest/gtest.h>

#include <variant>

namespace imweb::http {
namespace {

/// What is said of a request that libcurl ended with `code`, after it was sent so many times.
TransportFailure failure_of(CURLcode code, int sendings) {
  const CurlOptions options;
  EventLoop loop;
  OpenSockets sockets{loop};
  Surroundings around{.options = options, .sockets = sockets, .shared = nullptr, .has_reported = false};
  Handle handle{around, Reading::little};
  handle.transfer.sendings = sendings;
  return std::get<TransportFailure>(reply_of(code, handle));
}

TEST(Reply, BlamesTheAnswerWhereItIsTooLargeForLibcurl) {
  constexpr auto too_large = static_cast<CURLcode>(100);  // newer than the oldest libcurl that will do
  for (const auto code : {CURLE_OUT_OF_MEMORY, too_large}) {
    EXPECT_EQ(failure_of(code, 1).cause, Cause::answer) << code;
    EXPECT_EQ(failure_of(code, 1).progress, Progress::may_have_been_sent) << code;
    EXPECT_EQ(failure_of(code, 0).cause, Cause::connection) << code;
    EXPECT_EQ(failure_of(code, 0).progress, Progress::not_sent) << code;
  }
}

}  // namespace
}  // namespace imweb::http

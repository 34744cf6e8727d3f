// What comes back: whole answers, answers that break off, and answers that would never end.
#include <chrono>
#include <cstddef>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>

#include "http/reply.hpp"
#include "support/raw_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

std::string repeated(std::string_view text, std::size_t times) {
  std::string whole;
  for (std::size_t i = 0; i < times; ++i) whole += text;
  return whole;
}

/// One PATCH that the server answers like this.
std::shared_ptr<WatchedExchange> ask_for(const Transmission& delivery) {
  RawServer server{[&delivery](const HttpRequest&) { return delivery; }};
  CurlTransport transport;
  return ask(transport, {.method = Method::patch, .url = server.url(), .body = "{}", .max_body_bytes = 1000});
}

TEST(CurlTransport, HandsOutAnAnswerOfAnyStatus) {
  for (const int status : {200, 204, 302, 400, 401, 404, 429, 500, 503}) {
    SCOPED_TRACE(status);
    const auto response = ask_for(answer(status == 204 ? "" : "body", status))->response();
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.body, status == 204 ? "" : "body");
  }
}

TEST(CurlTransport, ReadsBodiesInEveryFraming) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(ask_for(closing(head + "Content-Length: 4\r\n\r\nbody"))->response().body, "body");
  EXPECT_EQ(ask_for(closing(head + "Transfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n"))->response().body,
            "body");
  EXPECT_EQ(ask_for(closing(head + "Connection: close\r\n\r\nbody"))->response().body, "body");
  EXPECT_EQ(
      ask_for(closing("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + head + "Content-Length: 4\r\n\r\nbody"))->response().body,
      "body");
}

TEST(CurlTransport, KeepsNulBytesOfABody) {
  const std::string body("a\0b", 3);
  EXPECT_EQ(ask_for(answer(body))->response().body, body);
}

TEST(CurlTransport, TakesABodyUpToItsCap) { EXPECT_EQ(ask_for(answer(std::string(1000, 'x')))->response().body.size(), 1000U); }

struct AnswerRow {
  std::string_view name;
  std::string bytes;
  int status;
};

TEST(CurlTransport, CutsOffAnswersThatGrowTooLarge) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string chunk = "64\r\n" + std::string(100, 'x') + "\r\n";
  const AnswerRow rows[] = {
      {"body over the cap", head + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x'), 200},
      {"large body", head + "Content-Length: 5000000\r\n\r\n" + std::string(5'000'000, 'x'), 200},
      {"endless chunks", head + "Transfer-Encoding: chunked\r\n\r\n" + repeated(chunk, 10'000), 200},
      {"body until the connection closes", head + "\r\n" + std::string(100'000, 'x'), 200},
      {"many headers", head + repeated("X-Header: 0123456789\r\n", 5000) + "\r\n", 200},
      {"one long header", head + "X-Header: " + std::string(90'000, 'x') + "\r\n\r\n", 200},
      {"endless 100 Continue", repeated("HTTP/1.1 100 Continue\r\n\r\n", 5000), 100},
      {"endless 103 Early Hints", repeated("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n", 2000), 103},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto failure = ask_for(closing(row.bytes, Ending::stall))->failure();
    EXPECT_EQ(failure.progress, Progress::may_have_been_sent);
    EXPECT_EQ(failure.cause, Cause::answer);
    EXPECT_EQ(failure.status, row.status);
    EXPECT_NE(failure.what.find("larger than allowed"), std::string::npos) << failure.what;
  }
}

TEST(CurlTransport, RefusesAnAnswerOfTwoLengths) {
  const std::string_view lengths[] = {
      "Content-Length: 4\r\nContent-Length: 5\r\n",
      "Content-Length: 5\r\ncontent-length: 4\r\n",
      "Content-Length: 4\r\nX-Header: x\r\nContent-Length : 5\r\n",
      "Content-Length: 4, 5\r\n",
      "Content-Length: 4\r\nContent-Length: 4,\r\n",
      "Content-Length: 4x\r\n",
      "Content-Length: 0x4\r\n",
      "Content-Length: 99999999999999999999\r\n",
  };
  for (const auto length : lengths) {
    SCOPED_TRACE(length);
    const auto exchange = ask_for(closing("HTTP/1.1 200 OK\r\n" + std::string{length} + "\r\nbody!"));
    EXPECT_EQ(exchange->failure().progress, Progress::may_have_been_sent);
    EXPECT_EQ(exchange->failure().cause, Cause::answer);
    EXPECT_EQ(exchange->failure().status, 200);
    EXPECT_EQ(exchange->sent_count(), 1);
  }
}

TEST(CurlTransport, UsesNoConnectionAgainThatBroughtAnAnswerOfTwoLengths) {
  RawServer server{[](const HttpRequest& request) {
    return request.target == "/good"
               ? answer("{}")
               : closing("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nbody!", Ending::stall);
  }};
  CurlTransport transport;
  EXPECT_EQ(ask(transport, {.url = server.url("/odd")})->failure().cause, Cause::answer);
  EXPECT_EQ(ask(transport, {.url = server.url("/good")})->response().body, "{}");
  EXPECT_EQ(server.connections(), 2);
}

TEST(CurlTransport, ReadsAnAnswerThatRepeatsItsLength) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(ask_for(closing(head + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody"))->response().body, "body");
  EXPECT_EQ(ask_for(closing(head + "Content-Length: 4 , 4\r\nContent-Length-Of-Old: 9\r\n\r\nbody"))->response().body, "body");
  EXPECT_EQ(ask_for(closing("HTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\n\r\n" + head + "Content-Length: 4\r\n\r\nbody"))
                ->response()
                .body,
            "body");
}

/// RFC 9112, section 6.3: the chunks count.
TEST(CurlTransport, PassesOverALengthBesideChunks) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string length = "Content-Length: 30\r\n";
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  for (const auto& lines : {length + chunked, chunked + length})
    for (const std::string ending : {"0\r\n\r\n", "0\r\nContent-Length: 5\r\n\r\n"}) {
      SCOPED_TRACE(lines + ending);
      EXPECT_EQ(ask_for(closing(head + lines + "\r\n4\r\nbody\r\n" + ending, Ending::stall))->response().body, "body");
    }
}

TEST(CurlTransport, TakesAHeadThatBreaksOffForAnEmptyAnswer) {  // which then is understood as little as the broken one
  const auto response = ask_for(closing("HTTP/1.1 200 OK\r\n"))->response();
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
}

TEST(CurlTransport, KnowsTheStatusOfAnAnswerThatBrokeOff) {
  for (const int status : {200, 400, 503})
    for (const auto ending : {Ending::close, Ending::reset}) {
      const std::string head = "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 100\r\n\r\n";
      const auto failure = ask_for(closing(head + "{\"code\":", ending))->failure();
      EXPECT_EQ(failure.progress, Progress::may_have_been_sent);
      EXPECT_EQ(failure.status, status);
    }
}

TEST(CurlTransport, DoesNotTakeNonsenseForAnAnswer) {
  for (const std::string bytes : {"SSH-2.0-OpenSSH_9.2\r\n", "<html></html>", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 20\r\n\r\n",
                                  "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "\r\n\r\n\r\n"}) {
    SCOPED_TRACE(bytes);
    const auto exchange = ask_for(closing(bytes));
    EXPECT_EQ(exchange->failure().progress, Progress::may_have_been_sent);
    EXPECT_EQ(exchange->sent_count(), 1);
  }
}

std::string http_date(std::chrono::seconds from_now) {
  const std::time_t moment = std::time(nullptr) + from_now.count();
  std::tm parts{};
  gmtime_r(&moment, &parts);
  char text[64] = {};
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

std::optional<std::chrono::seconds> retry_after(const std::string& value) {
  return ask_for(answer("{}", 429, {{"Retry-After", value}}))->response().retry_after;
}

TEST(CurlTransport, ReadsRetryAfterInSeconds) {
  EXPECT_EQ(retry_after("120"), 120s);
  const auto longest = retry_after("999999999");
  const bool is_ours = curl_version_info(CURLVERSION_NOW)->version_num < 0x080000;  // libcurl 8 may say six hours at most by itself
  EXPECT_TRUE(longest == 24h || (!is_ours && longest == 6h));
  EXPECT_FALSE(ask_for(answer("{}", 429))->response().retry_after);
}

TEST(CurlTransport, ReadsRetryAfterAsADate) {
  const auto wait = retry_after(http_date(1h));
  ASSERT_TRUE(wait);
  EXPECT_GE(*wait, 59min);
  EXPECT_LE(*wait, 61min);
}

TEST(CurlTransport, IgnoresRetryAfterThatMakesNoSense) {
  for (const std::string value : {"-5", "0", "soon", "", "Mon, 99 Foo 2026"}) EXPECT_FALSE(retry_after(value)) << value;
  EXPECT_FALSE(retry_after(http_date(-1h)));
}

TEST(CurlTransport, EndsARequestAtItsDeadline) {
  const Transmission endless[] = {closing("", Ending::stall),
                                  closing("HTTP/1.1 200 OK\r\n", Ending::stall),
                                  {.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + std::string(500, ' '),
                                   .per_byte = 10ms}};
  for (const auto& delivery : endless) {
    RawServer server{[&delivery](const HttpRequest&) { return delivery; }};
    CurlTransport transport;
    const TimePoint deadline = std::chrono::steady_clock::now() + 150ms;
    const auto exchange = ask(transport, {.method = Method::patch, .url = server.url(), .body = "{}", .deadline = deadline});
    const auto late = std::chrono::steady_clock::now() - deadline;
    EXPECT_EQ(exchange->failure().progress, Progress::may_have_been_sent);
    EXPECT_GE(late, -5ms);
    EXPECT_LT(late, 5s);
  }
}

}  // namespace
}  // namespace imweb::http

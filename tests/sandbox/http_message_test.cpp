#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "sandbox/http_message.hpp"

namespace {

using namespace imweb::testing::sandbox;

struct Row {
  const char* name;
  std::string bytes;
  int expected;  // 0: needs more; 1: complete; otherwise the status of the refusal
};

int verdict(const std::string& bytes) {
  const auto parsed = parse_request(bytes, {.head_bytes = 100, .body_bytes = 20});
  if (const auto* bad = std::get_if<BadRequest>(&parsed)) return bad->status;
  return std::holds_alternative<ParsedRequest>(parsed) ? 1 : 0;
}

const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

const Row rows[] = {
    {"nothing", "", 0},
    {"half a head", "GET / HTTP/1.1\r\nHost", 0},
    {"no body", "GET / HTTP/1.1\r\n\r\n", 1},
    {"half a body", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab", 0},
    {"a body", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd", 1},
    {"length in another case", "POST / HTTP/1.1\r\ncontent-LENGTH:4 \r\n\r\nabcd", 1},
    {"chunks", chunked + "3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n", 1},
    {"chunks with a trailer", chunked + "1\r\na\r\n0\r\nA: b\r\n\r\n", 1},
    {"chunks without an end", chunked + "3\r\nabc\r\n", 0},
    {"chunks without the last line", chunked + "3\r\nabc\r\n0\r\n", 0},
    {"half a chunk", chunked + "3\r\nab", 0},
    {"a chunk of no size", chunked + "x\r\n", 400},
    {"a chunk that is longer than said", chunked + "1\r\nabc\r\n", 400},
    {"chunks that are too long", chunked + "f\r\n123456789012345\r\nf\r\n", 413},
    {"a body that is too long", "POST / HTTP/1.1\r\nContent-Length: 21\r\n\r\n", 413},
    {"an endless length", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
    {"a negative length", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400},
    {"another coding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
    {"no version", "GET /\r\n\r\n", 400},
    {"HTTP/2", "GET / HTTP/2.0\r\n\r\n", 400},
    {"a header without a name", "GET / HTTP/1.1\r\n: x\r\n\r\n", 400},
    {"a head that is too long", "GET / HTTP/1.1\r\nA: " + std::string(200, 'a'), 431},
    {"a complete head that is too long", "GET / HTTP/1.1\r\nA: " + std::string(200, 'a') + "\r\n\r\n", 431},
};

TEST(SandboxHttpMessage, ReadsRequests) {
  for (const auto& row : rows) EXPECT_EQ(verdict(row.bytes), row.expected) << row.name;
}

TEST(SandboxHttpMessage, TakesNoMoreThanOneRequest) {
  const std::string bytes = "PATCH /a?b=c HTTP/1.1\r\nX: y\r\nContent-Length: 2\r\n\r\nokGET";

  const auto parsed = parse_request(bytes, {});

  const auto& [request, size] = std::get<ParsedRequest>(parsed);
  EXPECT_EQ(size, bytes.size() - 3);
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.target, "/a?b=c");
  EXPECT_EQ(request.body, "ok");
  EXPECT_EQ(*request.header("x"), "y");
  EXPECT_EQ(request.header("z"), nullptr);
}

TEST(SandboxHttpMessage, PutsChunksTogether) {
  const auto parsed = parse_request(chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nGET", {});

  EXPECT_EQ(std::get<ParsedRequest>(parsed).request.body, "abcde");
  EXPECT_EQ(std::get<ParsedRequest>(parsed).size, chunked.size() + 20);
}

TEST(SandboxHttpMessage, KnowsWhoKeepsTheConnection) {
  EXPECT_TRUE((HttpRequest{.version = "HTTP/1.1"}.keeps_alive()));
  EXPECT_FALSE((HttpRequest{.version = "HTTP/1.1", .headers = {{"Connection", "Close"}}}.keeps_alive()));
  EXPECT_FALSE((HttpRequest{.version = "HTTP/1.0"}.keeps_alive()));
  EXPECT_TRUE((HttpRequest{.version = "HTTP/1.0", .headers = {{"connection", "keep-alive"}}}.keeps_alive()));
}

TEST(SandboxHttpMessage, WritesAnswers) {
  EXPECT_EQ(to_bytes(200, {{"A", "b"}}, "body"), "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 4\r\n\r\nbody");
  EXPECT_EQ(to_bytes(777, {{"content-length", "9"}}, "body"), "HTTP/1.1 777 Status\r\ncontent-length: 9\r\n\r\nbody");
}

TEST(SandboxHttpMessage, DecodesForms) {
  const auto fields = form_fields("a=1&b=x%20y+z&&c&d=%4");

  ASSERT_EQ(fields.size(), 4U);
  EXPECT_EQ(fields[1].second, "x y z");
  EXPECT_EQ(fields[2].second, "");
  EXPECT_EQ(fields[3].second, "%4");
}

}  // namespace

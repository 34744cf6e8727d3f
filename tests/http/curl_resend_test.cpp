// libcurl resends any request by itself when a kept connection dies before the answer. This library must not.
#include <string>
#include <string_view>

#include <sys/socket.h>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>

#include "sandbox/socket.hpp"
#include "support/raw_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;

struct ResendRow {
  std::string_view name;
  Transmission instead;
};

const ResendRow deaths[] = {
    {"FIN", closing("")},
    {"RST", closing("", Ending::reset)},
    {"three bytes, FIN", closing("HTT")},
    {"three bytes, RST", closing("HTT", Ending::reset)},
    {"100 Continue, FIN", closing("HTTP/1.1 100 Continue\r\n\r\n")},
    {"100 Continue, RST", closing("HTTP/1.1 100 Continue\r\n\r\n", Ending::reset)},
    {"headers, FIN", closing("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")},
};

Request request_to(const RawServer& server, Method method, std::string_view path) {
  return {.method = method, .url = server.url(path), .body = method == Method::get ? "" : "{}"};
}

void write_all(const sandbox::Descriptor& connection, std::string_view bytes) {
  ASSERT_EQ(::send(connection.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
}

/// A server that answers "/warm" and lets everything else die.
RawServer::Answering dying(const Transmission& instead) {
  return [instead](const HttpRequest& request) { return request.target == "/warm" ? answer("{}") : instead; };
}

TEST(CurlTransport, SendsAPatchOnceWhenAReusedConnectionDies) {
  for (const auto& row : deaths) {
    SCOPED_TRACE(row.name);
    RawServer server{dying(row.instead)};
    CurlTransport transport;
    ASSERT_EQ(ask(transport, request_to(server, Method::patch, "/warm"))->response().status, 200);

    const auto exchange = ask(transport, request_to(server, Method::patch, "/order"));

    EXPECT_EQ(exchange->failure().progress, Progress::may_have_been_sent);
    EXPECT_EQ(exchange->sent_count(), 1);
    EXPECT_EQ(server.requests().size(), 2U);
    EXPECT_LE(server.connections(), 2);  // libcurl may open another, but nothing goes over it
  }
}

TEST(CurlTransport, SendsAPatchOnceWhenANewConnectionDies) {
  for (const auto& row : deaths) {
    SCOPED_TRACE(row.name);
    RawServer server{dying(row.instead)};
    CurlTransport transport;

    const auto exchange = ask(transport, request_to(server, Method::patch, "/order"));

    EXPECT_EQ(exchange->failure().progress, Progress::may_have_been_sent);
    EXPECT_EQ(exchange->sent_count(), 1);
    EXPECT_EQ(server.requests().size(), 1U);
  }
}

TEST(CurlTransport, SendsRequestsOfEveryMethodOnce) {
  for (const auto method : {Method::get, Method::post, Method::patch}) {
    SCOPED_TRACE(to_string(method));
    RawServer server{dying(closing(""))};
    CurlTransport transport;
    ASSERT_EQ(ask(transport, request_to(server, method, "/warm"))->response().status, 200);
    EXPECT_EQ(ask(transport, request_to(server, method, "/order"))->failure().progress, Progress::may_have_been_sent);
    EXPECT_EQ(server.requests().size(), 2U);
  }
}

TEST(CurlTransport, GoesOnAfterAPreventedResend) {
  RawServer server{dying(closing(""))};
  CurlTransport transport;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(ask(transport, request_to(server, Method::patch, "/warm"))->response().status, 200);
    EXPECT_EQ(ask(transport, request_to(server, Method::patch, "/order"))->failure().progress, Progress::may_have_been_sent);
  }
  EXPECT_EQ(server.requests().size(), 6U);
}

TEST(CurlTransport, TakesANewConnectionWhenTheKeptOneWasClosedWhileIdle) {
  RawServer server;
  CurlTransport transport;
  ASSERT_EQ(ask(transport, request_to(server, Method::patch, "/warm"))->response().status, 200);
  server.close_idle_connections();

  const auto exchange = ask(transport, request_to(server, Method::patch, "/order"));

  EXPECT_EQ(exchange->response().status, 200);
  EXPECT_EQ(exchange->sent_count(), 1);
  EXPECT_EQ(server.requests().size(), 2U);
}

/// What stands on a kept connection before anybody asked.
const ResendRow leftovers[] = {
    {"an answer", answer(R"({"code":-7,"msg":"TOO MANY REQUEST"})")},
    {"a refusal, FIN", closing("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")},
    {"a byte", {.bytes = "H"}},
};

TEST(CurlTransport, TakesNoAnswerThatStoodThereBeforeItAsked) {
  for (const auto& row : leftovers) {
    SCOPED_TRACE(row.name);
    sandbox::Descriptor listening = sandbox::bind_loopback(0);
    sandbox::listen_on(listening);
    CurlTransport transport;
    const std::string url = "http://127.0.0.1:" + std::to_string(sandbox::port_of(listening)) + "/";
    auto exchange = begin(transport, {.method = Method::patch, .url = url, .body = "{}"});
    ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));
    const sandbox::Descriptor first{::accept(listening.number(), nullptr, nullptr)};
    write_all(first, answer("{}").bytes);
    ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
    write_all(first, row.instead.bytes);

    exchange = begin(transport, {.method = Method::patch, .url = url, .body = "{}"});
    ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));
    const sandbox::Descriptor second{::accept(listening.number(), nullptr, nullptr)};
    write_all(second, answer(R"({"code":200})").bytes);
    ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));

    EXPECT_EQ(exchange->response().body, R"({"code":200})");
    EXPECT_EQ(exchange->sent_count(), 1);
  }
}

TEST(CurlTransport, DoesNotResendAfterExpectationFailed) {
  RawServer server{[](const HttpRequest&) { return answer("{}", 417); }};
  CurlTransport transport;
  const auto exchange = ask(transport, {.method = Method::patch, .url = server.url(), .body = std::string(4096, ' ')});
  EXPECT_EQ(exchange->response().status, 417);
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests().front().header("expect"), nullptr);
}

}  // namespace
}  // namespace imweb::http

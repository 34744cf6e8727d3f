#include <imweb/http/curl_transport.hpp>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "http/requests.hpp"
#include "support/raw_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

TEST(CurlTransport, SendsWhatItIsGivenAndNothingElse) {
  RawServer server;
  CurlTransport transport;
  const auto exchange = ask(transport, {.method = Method::patch,
                                        .url = server.url("/v2/shop/orders/1/send?order_version=v2"),
                                        .headers = {{"Content-Type", "application/json"}, {"access-token", "the-token"}},
                                        .body = "{\"a\":\"한글\"}"});
  ASSERT_EQ(exchange->response().status, 200);
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.target, "/v2/shop/orders/1/send?order_version=v2");
  EXPECT_EQ(request.body, "{\"a\":\"한글\"}");
  std::vector<std::string> names;
  for (const auto& header : request.headers) names.push_back(header.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Host", "Accept", "Content-Type", "access-token", "Content-Length"}));
  EXPECT_EQ(*request.header("access-token"), "the-token");
}

TEST(CurlTransport, KnowsTheThreeMethods) {
  RawServer server;
  CurlTransport transport;
  for (const auto method : {Method::get, Method::post, Method::patch, Method::get}) {
    const auto exchange = ask(transport, {.method = method, .url = server.url(), .body = method == Method::get ? "" : "{}"});
    EXPECT_EQ(exchange->response().status, 200);
    EXPECT_EQ(server.requests().back().method, to_string(method));
    EXPECT_EQ(server.requests().back().body, method == Method::get ? "" : "{}");
  }
}

TEST(CurlTransport, SendsAnEmptyBodyWithItsLength) {
  RawServer server;
  CurlTransport transport;
  ASSERT_EQ(ask(transport, {.method = Method::patch, .url = server.url()})->response().status, 200);
  EXPECT_EQ(*server.requests().at(0).header("content-length"), "0");
}

TEST(CurlTransport, ReportsSentOnceAndBeforeDone) {
  RawServer server;
  CurlTransport transport;
  const auto exchange = begin(transport, {.url = server.url()});
  EXPECT_EQ(exchange->sent_count(), 0);
  ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() > 0; }));
  ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
  EXPECT_EQ(exchange->sent_count(), 1);
  EXPECT_EQ(exchange->done_count(), 1);
}

TEST(CurlTransport, KeepsItsConnection) {
  RawServer server;
  CurlTransport transport;
  for (int i = 0; i < 5; ++i) ASSERT_EQ(ask(transport, {.method = Method::patch, .url = server.url()})->response().status, 200);
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlTransport, TellsAnswersOfSimultaneousRequestsApart) {
  RawServer server{[](const HttpRequest& request) { return answer(request.target); }};
  CurlTransport transport;
  std::vector<std::shared_ptr<WatchedExchange>> exchanges;
  for (int i = 0; i < 20; ++i) exchanges.push_back(begin(transport, {.url = server.url("/" + std::to_string(i))}));
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(drive(transport, [&] { return exchanges[static_cast<std::size_t>(i)]->is_done(); }));
    EXPECT_EQ(exchanges[static_cast<std::size_t>(i)]->response().body, "/" + std::to_string(i));
  }
}

TEST(CurlTransport, DoesNotFollowRedirects) {
  RawServer elsewhere;
  for (const int status : {301, 302, 303, 307, 308})
    for (const std::string& location :
         {elsewhere.url("/steal"), std::string{"//evil.invalid/"}, std::string{"file:///etc/hostname"}}) {
      RawServer server{[&](const HttpRequest&) { return answer("", status, {{"Location", location}}); }};
      CurlTransport transport;
      const auto exchange = ask(transport, {.method = Method::patch, .url = server.url(), .headers = {{"access-token", "t"}}});
      EXPECT_EQ(exchange->response().status, status);
      EXPECT_EQ(server.requests().size(), 1U);
    }
  EXPECT_EQ(elsewhere.connections(), 0);
}

/// Sets variables of the environment for as long as it lives.
class Environment {
 public:
  Environment(std::vector<std::string> names, const std::string& value) : names_(std::move(names)) {
    for (const auto& name : names_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() {
    for (const auto& name : names_) ::unsetenv(name.c_str());
  }

 private:
  std::vector<std::string> names_;
};

TEST(CurlTransport, IgnoresTheProxiesOfTheEnvironment) {
  RawServer proxy;
  RawServer server;
  const Environment proxies{{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}, proxy.url()};
  CurlTransport transport;
  EXPECT_EQ(ask(transport, {.method = Method::patch, .url = server.url()})->response().status, 200);
  EXPECT_EQ(proxy.connections(), 0);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(CurlTransport, UsesTheProxyItWasGivenWhateverTheEnvironmentExempts) {
  RawServer proxy;
  RawServer server;
  const Environment exemptions{{"no_proxy", "NO_PROXY"}, "*"};
  CurlTransport transport{{.proxy = proxy.url()}};
  EXPECT_EQ(ask(transport, {.method = Method::patch, .url = server.url("/order")})->response().status, 200);
  EXPECT_EQ(server.connections(), 0);
  ASSERT_EQ(proxy.requests().size(), 1U);
  EXPECT_EQ(proxy.requests().front().target, server.url("/order"));
}

TEST(CurlTransport, IsWokenFromAnotherThread) {
  CurlTransport transport;
  const TimePoint before = now();
  std::jthread waker{[&] { transport.wake(); }};
  transport.wait_until(before + 30s);
  EXPECT_LT(now() - before, 20s);
}

TEST(CurlTransport, RemembersAWakeThatCameBeforeTheWait) {
  CurlTransport transport;
  const TimePoint before = now();
  transport.wake();
  transport.wait_until(before + 30s);
  EXPECT_LT(now() - before, 20s);
}

TEST(CurlTransport, WaitsUntilTheMomentComes) {
  CurlTransport transport;
  for (const auto wait : {20'000us, 1'500us, 300us}) {
    const TimePoint until = now() + wait;
    while (now() < until) transport.wait_until(until);
    EXPECT_LT(now() - until, 5s);
  }
  transport.wait_until(now() - 1h);
}

TEST(CurlTransport, StopsWaitingWhenARequestHasLeft) {
  RawServer server{
      [](const HttpRequest& request) { return request.target == "/warm" ? answer("{}") : closing("", Ending::stall); }};
  CurlTransport transport;
  ASSERT_EQ(ask(transport, {.url = server.url("/warm")})->response().status, 200);

  const auto exchange = begin(transport, {.method = Method::patch, .url = server.url("/order")});
  const TimePoint before = now();
  while (exchange->sent_count() == 0) transport.wait_until(before + 8s);

  EXPECT_LT(now() - before, 4s);  // the engine must date the next turn from here, not from the answer
}

}  // namespace
}  // namespace imweb::http

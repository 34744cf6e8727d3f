// Handles, connections and buffers go from request to request. Nothing that one of them was asked, or answered, reaches the next.
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/socket.h>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>

#include "http/header_lines.hpp"
#include "http/requests.hpp"
#include "sandbox/socket.hpp"
#include "support/raw_server.hpp"
#include "support/tls_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

TEST(CurlReuse, LeavesNothingOfTheMethodAndTheBody) {
  RawServer server;
  CurlTransport transport;
  const auto methods = {Method::patch, Method::get, Method::post, Method::patch,
                        Method::post,  Method::get, Method::get,  Method::patch};
  std::size_t length = 0;
  for (const auto method : methods) {
    const std::string body(method == Method::get ? 0 : ++length, 'x');
    ASSERT_EQ(ask(transport, {.method = method, .url = server.url(), .body = body})->response().status, 200);
    const auto seen = server.requests().back();
    EXPECT_EQ(seen.method, to_string(method));
    EXPECT_EQ(seen.body, body);
    EXPECT_EQ(seen.header("content-length") != nullptr, method != Method::get);
  }
}

TEST(CurlReuse, LeavesNothingOfTheHeaders) {
  RawServer server;
  CurlTransport transport;
  auto first = patch(server.url());
  first.headers = {{"access-token", "KANARI"}, {"X-Long", std::string(3000, 'x')}};
  ASSERT_EQ(ask(transport, first)->response().status, 200);
  auto second = patch(server.url());
  second.headers = {{"X-Short", "1"}};
  ASSERT_EQ(ask(transport, second)->response().status, 200);
  EXPECT_EQ(server.requests().back().header("access-token"), nullptr);
  EXPECT_EQ(server.requests().back().header("x-long"), nullptr);
  EXPECT_EQ(*server.requests().back().header("x-short"), "1");
}

TEST(CurlReuse, WipesTheLineWithTheToken) {
  HeaderLines lines;
  const curl_slist* const list = lines.set({{"access-token", "KANARI"}});
  const char* const line = list->next->data;
  ASSERT_EQ(std::string_view{line}, "access-token: KANARI");
  ASSERT_EQ(list->next->next, nullptr);
  lines.wipe();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(line[i], '\0') << i;
}

TEST(CurlReuse, CountsTheHeadersOfEachAnswerAnew) {
  RawServer server{[](const HttpRequest&) { return answer("{}", 200, {{"X-Long", std::string(40'000, 'x')}}); }};
  CurlTransport transport;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(transport, patch(server.url()))->response().status, 200);
}

TEST(CurlReuse, CountsTheBodyOfEachAnswerAnew) {
  RawServer server{[](const HttpRequest& request) { return answer(std::string(request.target == "/long" ? 2000 : 1000, 'x')); }};
  CurlTransport transport;
  for (const auto path : {"/", "/", "/long", "/", "/"}) {
    const auto exchange = ask(transport, {.url = server.url(path), .max_body_bytes = 1000});
    if (path == std::string_view{"/long"}) {
      EXPECT_EQ(exchange->failure().cause, Cause::answer);
    } else {
      EXPECT_EQ(exchange->response().body.size(), 1000U);
    }
  }
}

TEST(CurlReuse, LeavesNothingOfTheAnswer) {
  RawServer server{[](const HttpRequest& request) {
    return request.target == "/busy" ? answer("{}", 429, {{"Retry-After", "7"}}) : answer("", 204);
  }};
  CurlTransport transport;
  ASSERT_EQ(ask(transport, patch(server.url("/busy")))->response().retry_after, 7s);
  const auto response = ask(transport, patch(server.url()))->response();
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
  EXPECT_FALSE(response.retry_after);
}

TEST(CurlReuse, LeavesNothingOfAFailure) {
  const RefusingPort refusing;
  RawServer server{[](const HttpRequest& request) {
    return request.target == "/" ? answer("{}")
                                 : closing(
                                       "HTTP/1.1 503 X\r\n"
                                       "Content-Length: 9\r\n\r\n");
  }};
  CurlTransport transport;
  ASSERT_EQ(ask(transport, patch(server.url("/cut")))->failure().status, 503);
  const auto failure = ask(transport, patch(refusing.url()))->failure();
  EXPECT_EQ(failure.progress, Progress::not_sent);
  EXPECT_EQ(failure.status, 0);
  EXPECT_EQ(ask(transport, patch(server.url()))->response().status, 200);
}

TEST(CurlReuse, LeavesNothingOfTheDeadline) {
  RawServer server{[](const HttpRequest& request) {
    auto slow = answer("{}");
    if (request.target == "/slow") slow.delay = 1500ms;
    return slow;
  }};
  CurlTransport transport;
  auto hurried = patch(server.url());
  hurried.deadline = std::chrono::steady_clock::now() + 200ms;
  ASSERT_EQ(ask(transport, hurried)->response().status, 200);
  EXPECT_EQ(ask(transport, patch(server.url("/slow")))->response().status, 200);
}

/// A server that answers when the test says so.
class SlowServer {
 public:
  SlowServer() { sandbox::listen_on(listening_); }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(sandbox::port_of(listening_)) + "/"; }
  [[nodiscard]] sandbox::Descriptor accept() const {
    return sandbox::Descriptor{::accept(listening_.number(), nullptr, nullptr)};
  }
  /// Takes what has come; true when there was something.
  static bool has_read(const sandbox::Descriptor& connection) {
    char bytes[4096];
    return ::recv(connection.number(), bytes, sizeof bytes, MSG_DONTWAIT) > 0;
  }
  static void write(const sandbox::Descriptor& connection, std::string_view bytes) {
    ASSERT_EQ(::send(connection.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }

 private:
  sandbox::Descriptor listening_ = sandbox::bind_loopback(0);
};

TEST(CurlReuse, TakesOneNewConnectionForAStaleOneAndKeepsThat) {
  const SlowServer server;
  CurlTransport transport;
  std::vector<sandbox::Descriptor> connections;
  for (int i = 0; i < 4; ++i) {
    const auto exchange = begin(transport, patch(server.url()));
    ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));
    if (i < 2) connections.push_back(server.accept());
    SlowServer::write(connections.back(), answer("{}").bytes);
    ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); })) << "the request went elsewhere";
    if (i == 0) SlowServer::write(connections.back(), "nobody asked for this");
  }
}

/// Requests that have arrived, each over a connection of its own, and wait for their answers.
class Waiting {
 public:
  void begin_all(int count) {
    for (int i = 0; i < count; ++i) {
      exchanges.push_back(begin(transport, patch(server.url())));
      ASSERT_TRUE(drive(transport, [&] { return exchanges.back()->sent_count() == 1; }));
      connections.push_back(server.accept());
      ASSERT_TRUE(SlowServer::has_read(connections.back()));
    }
  }

  void answer_all() const {
    for (const auto& connection : connections) SlowServer::write(connection, answer("{}").bytes);
  }

  SlowServer server{};
  CurlTransport transport{};
  std::vector<std::shared_ptr<WatchedExchange>> exchanges{};
  std::vector<sandbox::Descriptor> connections{};
};

TEST(CurlReuse, HearsEveryAnswerThatIsHereWhereTheMomentHasCome) {
  Waiting waiting;
  ASSERT_NO_FATAL_FAILURE(waiting.begin_all(200));
  waiting.answer_all();

  waiting.transport.wait_until(std::chrono::steady_clock::now());

  for (const auto& exchange : waiting.exchanges) EXPECT_TRUE(exchange->is_done());
}

TEST(CurlReuse, HearsOfAnAnswerThoughInEachTurnAnotherRequestLeaves) {
  Waiting waiting;
  ASSERT_NO_FATAL_FAILURE(waiting.begin_all(12));
  auto& [server, transport, exchanges, connections] = waiting;
  waiting.answer_all();
  for (const auto& exchange : exchanges) ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));

  const auto first = begin(transport, patch(server.url()));
  ASSERT_TRUE(drive(transport, [&] { return first->sent_count() == 1; }));
  for (const auto& connection : connections)
    if (SlowServer::has_read(connection)) SlowServer::write(connection, answer("{}").bytes);
  for (int turn = 0; turn < 4; ++turn) {
    exchanges.push_back(begin(transport, patch(server.url())));
    transport.wait_until(std::chrono::steady_clock::now() + 10s);
  }

  EXPECT_TRUE(first->is_done());
}

/// Paths and queries, each after all the others on the same handle.
const std::string_view targets[] = {"/v2/shop/orders/202604270000001/process?order_version=v2",
                                    "/v2/shop/orders?page=2&limit=25",
                                    "/v2/shop/orders",
                                    "/",
                                    "/v2/shop/orders/202604270000001",
                                    "/?",
                                    "/a?b?c",
                                    "/a%2Fb%2fC?d=%EA%B0%80&e=f+g",
                                    "//double//slash",
                                    "/./a/../b",
                                    "/a/..?x=/../",
                                    "/.hidden/a.b",
                                    "/a;b:c@d!e$f'g(h)i*j",
                                    "/a#fragment",
                                    "/a?x=y#fragment",
                                    "/plain"};

TEST(CurlReuse, AsksForEachUrlWhatANewHandleWouldAskFor) {
  RawServer server;
  CurlTransport reused;
  for (int round = 0; round < 2; ++round)
    for (const auto target : targets) {
      SCOPED_TRACE(target);
      CurlTransport fresh;
      ASSERT_EQ(ask(fresh, patch(server.url(target)))->response().status, 200);
      const std::string expected = server.requests().back().target;
      ASSERT_EQ(ask(reused, patch(server.url(target)))->response().status, 200);
      EXPECT_EQ(server.requests().back().target, expected);
    }
}

TEST(CurlReuse, AsksAProxyForEachUrl) {
  RawServer proxy;
  CurlTransport transport{{.proxy = proxy.url()}};
  for (const std::string url :
       {"http://127.0.0.1:1/one", "http://127.0.0.1:1/two?x=1", "http://127.0.0.2:1/three", "http://127.0.0.1:1/"}) {
    ASSERT_EQ(ask(transport, patch(url))->response().status, 200);
    EXPECT_EQ(proxy.requests().back().target, url);
    EXPECT_EQ("http://" + *proxy.requests().back().header("host") + url.substr(url.find('/', 7)), url);
  }
}

TEST(CurlReuse, FindsTheServerOfEachUrl) {
  RawServer one{[](const HttpRequest&) { return answer("one"); }};
  RawServer two{[](const HttpRequest&) { return answer("two"); }};
  CurlTransport transport;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(ask(transport, patch(one.url("/a")))->response().body, "one");
    EXPECT_EQ(ask(transport, patch(two.url("/a")))->response().body, "two");
  }
  EXPECT_EQ(one.connections() + two.connections(), 2);
}

TEST(CurlReuse, RefusesAfterAGoodUrlWhatItRefusesBefore) {
  RawServer server;
  CurlTransport transport;
  const std::string good = server.url("");
  for (const std::string& bad :
       {good + "@imweb.invalid/a", good + "0000/a", good.substr(7) + "/a", std::string{"/a"}, std::string{"?a=b"},
        std::string{"//imweb.invalid/a"}, "ftp" + good.substr(4) + "/a", good + "/a\r\nX: 1", std::string{}}) {
    SCOPED_TRACE(bad);
    ASSERT_EQ(ask(transport, patch(good + "/a"))->response().status, 200);
    const auto seen = server.requests().size();
    EXPECT_EQ(ask(transport, patch(bad))->failure().cause, Cause::setup);
    EXPECT_EQ(server.requests().size(), seen);
  }
}

TEST(CurlReuse, TakesAnAnswerThatNeedsManyReadings) {
  const std::string body(1024 * 1024, 'x');
  RawServer server{[&](const HttpRequest&) { return answer(body); }};
  CurlTransport transport;
  for (const std::size_t most : {body.size(), 8 * body.size()})
    EXPECT_TRUE(ask(transport, {.url = server.url(), .max_body_bytes = most})->response().body == body);
}

TEST(CurlReuse, WorksOnceTheTrustStoreIsThere) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate, {"-www"}};
  const std::string later = certificates.trusted() + "/later.pem";
  CurlTransport transport{{.ca_file = later}};
  ASSERT_EQ(ask(transport, {.url = server.url()})->failure().cause, Cause::setup);
  std::filesystem::copy_file(certificate.file, later);
  EXPECT_EQ(ask(transport, {.url = server.url()})->response().status, 200);
}

}  // namespace
}  // namespace imweb::http

// What the transport refuses to do at all, and what it can prove not to have sent.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>

#include "http/requests.hpp"
#include "support/raw_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

struct RefusalRow {
  std::string_view name;
  std::string url;
};

TEST(CurlTransport, RefusesUrlsThatAreNeitherHttpsNorLoopback) {
  const RefusalRow rows[] = {
      {"plain http", "http://api.imweb.invalid/v2"},
      {"plain http to an address", "http://192.0.2.1/v2"},
      {"loopback as a prefix of a name", "http://127.0.0.1.imweb.invalid/v2"},
      {"localhost as a prefix of a name", "http://localhost.imweb.invalid/v2"},
      {"loopback as a user", "http://127.0.0.1@api.imweb.invalid/v2"},
      {"user and password", "http://user:password@127.0.0.1:1/v2"},
      {"user over https", "https://user:password@127.0.0.1:1/v2"},
      {"ftp", "ftp://127.0.0.1/v2"},
      {"file", "file:///etc/hostname"},
      {"no scheme", "127.0.0.1:1/v2"},
      {"no host", "https://"},
      {"empty", ""},
      {"line break", "http://127.0.0.1:1/v2\r\nX: 1"},
      {"port out of range", "http://127.0.0.1:99999/v2"},
  };
  CurlTransport transport;
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto exchange = ask(transport, patch(row.url));
    EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
    EXPECT_EQ(exchange->failure().cause, Cause::setup);
    EXPECT_EQ(exchange->failure().what.find("password"), std::string::npos);
    EXPECT_EQ(exchange->sent_count(), 0);
  }
}

TEST(CurlTransport, SendsNoPlainHttpThroughAProxyElsewhere) {
  for (const std::string proxy : {"http://proxy.invalid:3128", "192.0.2.1:3128", "socks5h://proxy.invalid"}) {
    CurlTransport transport{{.proxy = proxy}};
    const auto exchange = ask(transport, patch("http://127.0.0.1:1/v2"));
    EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
    EXPECT_EQ(exchange->failure().cause, Cause::setup);
    EXPECT_NE(exchange->failure().what.find("plain http"), std::string::npos) << exchange->failure().what;
  }
}

TEST(CurlTransport, RefusesTimesToConnectThatAreNone) {
  for (const auto wrong : {0ms, -1ms, 3'600'001ms}) {
    CurlTransport transport{{.connect_timeout = wrong}};
    EXPECT_EQ(ask(transport, patch("http://127.0.0.1:1/v2"))->failure().cause, Cause::setup);
  }
}

TEST(CurlTransport, RefusesPinsThatWouldStopTheShopSoonerOrLater) {
  const std::string pin = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  const std::pair<std::string_view, std::vector<std::string>> rows[] = {
      {"one alone", {pin}},
      {"no prefix", {pin, pin.substr(8)}},
      {"another digest", {pin, "sha1//AAAAAAAAAAAAAAAAAAAAAAAAAAA="}},
      {"too short", {pin, "sha256//AAAA="}},
      {"no padding", {pin, pin.substr(0, pin.size() - 1) + "A"}},
      {"not base64", {pin, "sha256//AAAAAAAAAAAAAAAAAAAAA;AAAAAAAAAAAAAAAAAAAAA="}},
      {"empty", {pin, ""}},
      {"a file's name", {pin, "/etc/ssl/key.pem"}},
  };
  for (const auto& [name, pins] : rows) {
    SCOPED_TRACE(name);
    CurlTransport transport{{.pinned_keys = pins}};
    const auto exchange = ask(transport, patch("https://127.0.0.1:1/v2"));
    EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
    EXPECT_EQ(exchange->failure().cause, Cause::setup);
    EXPECT_NE(exchange->failure().what.find("pinned_keys"), std::string::npos) << exchange->failure().what;
  }
}

TEST(CurlTransport, SendsNoByteForARefusedUrl) {
  RawServer server;
  CurlTransport transport;
  const std::string authority = server.url("").substr(7);
  for (const auto& url : {"http://user:password@" + authority + "/", "ftp://" + authority + "/", "gopher://" + authority + "/"})
    EXPECT_EQ(ask(transport, patch(url))->failure().cause, Cause::setup) << url;
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlTransport, TalksPlainHttpToEveryNameOfLoopback) {
  RawServer server;
  CurlTransport transport;
  const std::string port = server.url("").substr(server.url("").rfind(':'));
  for (const std::string host : {"127.0.0.1", "localhost", "127.1"})
    EXPECT_EQ(ask(transport, patch("http://" + host + port + "/"))->response().status, 200) << host;
}

TEST(CurlTransport, RefusesHeadersThatCouldEndEarly) {
  RawServer server;
  CurlTransport transport;
  const std::string bad[] = {"a\r\nX-Evil: 1", "a\n", "\r", std::string("a\0b", 3), "a\tb", "a\x7f", "토큰"};
  for (const auto& text : bad) {
    auto in_value = patch(server.url());
    in_value.headers = {{"access-token", text}};
    auto in_name = patch(server.url());
    in_name.headers = {{text, "value"}};
    for (const auto& request : {in_value, in_name}) {
      const auto failure = ask(transport, request)->failure();
      EXPECT_EQ(failure.progress, Progress::not_sent);
      EXPECT_EQ(failure.cause, Cause::setup);
      EXPECT_EQ(failure.what.find("Evil"), std::string::npos);
    }
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlTransport, NamesTheTrustStoreThatIsMissing) {
  RawServer server;
  for (const auto& options : {CurlOptions{.ca_file = "/nowhere/ca.pem"}, CurlOptions{.ca_dir = "/nowhere/ca.pem"}}) {
    CurlTransport transport{options};
    const auto failure = ask(transport, patch(server.url()))->failure();
    EXPECT_EQ(failure.progress, Progress::not_sent);
    EXPECT_EQ(failure.cause, Cause::setup);
    EXPECT_NE(failure.what.find(options.ca_file.empty() ? "ca_dir" : "ca_file"), std::string::npos);
    EXPECT_NE(failure.what.find("/nowhere/ca.pem"), std::string::npos);
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(CurlTransport, RefusesEverythingWhileTlsKeysAreLogged) {
  RawServer server;
  const std::string log = "keys-of-" + std::to_string(::getpid());
  ::setenv("SSLKEYLOGFILE", log.c_str(), 1);
  CurlTransport logging;
  ::unsetenv("SSLKEYLOGFILE");
  const auto failure = ask(logging, patch(server.url()))->failure();
  EXPECT_EQ(failure.progress, Progress::not_sent);
  EXPECT_EQ(failure.cause, Cause::setup);
  EXPECT_NE(failure.what.find("SSLKEYLOGFILE"), std::string::npos);
  EXPECT_EQ(server.connections(), 0);
  EXPECT_FALSE(std::filesystem::exists(log));
}

TEST(CurlTransport, SaysNotSentWhenTheConnectionIsRefused) {
  const RefusingPort port;
  CurlTransport transport;
  const auto exchange = ask(transport, patch(port.url()));
  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::connection);
  EXPECT_EQ(exchange->sent_count(), 0);
}

TEST(CurlTransport, SaysNotSentWhenTheHostIsUnknown) {
  CurlTransport transport;
  const auto exchange = ask(transport, patch("https://api.imweb.invalid/v2"));
  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::connection);
  EXPECT_EQ(exchange->sent_count(), 0);
}

TEST(CurlTransport, SendsNothingAfterTheDeadline) {
  RawServer server;
  CurlTransport transport;
  for (int round = 0; round < 2; ++round) {  // the second time a kept connection is ready at once
    auto request = patch(server.url());
    request.deadline = std::chrono::steady_clock::now() - 1s;
    const auto exchange = ask(transport, std::move(request));
    EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
    EXPECT_EQ(exchange->sent_count(), 0);
    EXPECT_EQ(ask(transport, {.url = server.url("/warm")})->response().status, 200);
  }
  for (const auto& request : server.requests()) EXPECT_EQ(request.target, "/warm");
}

TEST(CurlTransport, SaysHowFarAnAbandonedRequestGot) {
  RawServer server{[](const HttpRequest&) { return closing("", Ending::stall); }};
  CurlTransport transport;

  const auto early = begin(transport, patch(server.url()));
  EXPECT_EQ(transport.abandon(*early), Progress::not_sent);

  const auto late = begin(transport, patch(server.url()));
  ASSERT_TRUE(drive(transport, [&] { return late->sent_count() == 1; }));
  EXPECT_EQ(transport.abandon(*late), Progress::may_have_been_sent);

  EXPECT_EQ(transport.abandon(*late), Progress::may_have_been_sent);  // no longer known
  EXPECT_EQ(early->done_count() + late->done_count(), 0);
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlTransport, LetsGoOfRequestsUnderWayWhenItGoes) {
  RawServer server{[](const HttpRequest&) { return closing("", Ending::stall); }};
  std::weak_ptr<WatchedExchange> left;
  {
    CurlTransport transport;
    const auto exchange = begin(transport, patch(server.url()));
    ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));
    left = exchange;
  }
  EXPECT_TRUE(left.expired());
}

}  // namespace
}  // namespace imweb::http

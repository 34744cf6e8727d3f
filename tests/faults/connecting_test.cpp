// Cases 1 to 5: the connection does not come about, or not to whom it should.
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <sys/socket.h>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"
#include "sandbox/loopback_server.hpp"
#include "support/tls_server.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// A call to this address ends as not applied; says how many logins were attempted for it.
int attempts_at(const std::string& base_url, const http::CurlOptions& connection = {}) {
  const auto observer = std::make_shared<AttemptObserver>();
  {
    auto options = options_of_shop("KANARI");
    options.base_url = base_url;
    options.connection = connection;
    options.observer = observer;
    OrderClient client{std::move(options)};
    const auto result = client.process(order(1), Place{}, {.deadline = 20s});
    expect_refused(result, FailureKind::transport);
    EXPECT_EQ(result.failure().attempts(), 0);  // the order's own request was never made
    EXPECT_EQ(result.failure().http_status(), 0);
  }
  return observer->attempts;
}

TEST(Case01, RepeatsWhatNeverLeftUntilTheNameIsFound) {
  VirtualShop shop;
  int attempt = 0;
  shop.on_order = [&](const http::Request& request) {
    return ++attempt < 3 ? broken(http::Progress::not_sent) : processed(request);
  };
  EXPECT_TRUE(shop.client.process(order(1), Place{}));
  EXPECT_EQ(shop.orders().size(), 3U);
  EXPECT_EQ(shop.logins(), 1U);
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
}

TEST(Case01, SaysNotAppliedWhereTheNameIsNeverFound) { EXPECT_EQ(attempts_at("https://api.imweb.invalid/v2"), 3); }

TEST(Case02, GoesThroughWhenSomebodyListensAgain) {
  FaultShop* open = nullptr;
  const auto observer = std::make_shared<AttemptObserver>([&] {
    if (open) open->sandbox.start_listening();
  });
  FaultShop shop{[&](ClientOptions& options) { options.observer = observer; }};
  ASSERT_TRUE(shop.process(0));
  shop.sandbox.stop_listening();
  open = &shop;  // after the first attempt, that is

  EXPECT_TRUE(shop.process(1));

  EXPECT_EQ(observer->attempts, 4);  // login, order 0, refused, order 1
  EXPECT_EQ(shop.applied(1), 1);
  EXPECT_EQ(shop.requests(1), 1);
  shop.expect_works();
}

TEST(Case02, SaysNotAppliedWhenConnectingTakesTooLong) {
  const auto full = sandbox::bind_loopback(0);
  ASSERT_EQ(::listen(full.number(), 0), 0);
  const sandbox::Descriptor visitor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::getsockname(full.number(), where, &size), 0);
  ASSERT_EQ(::connect(visitor.number(), where, size), 0);  // takes the only place; the system ignores everybody else

  const std::string url = "http://127.0.0.1:" + std::to_string(sandbox::port_of(full)) + "/v2";
  EXPECT_EQ(attempts_at(url, {.connect_timeout = 200ms}), 3);
}

TEST(Case03, SendsNothingWhenTheTlsHandshakeIsReset) {
  const Certificates certificates;
  int connections = 0;
  int requests = 0;
  std::string url;
  {
    sandbox::LoopbackServer server{{.answer =
                                        [&](const sandbox::HttpRequest&) {
                                          ++requests;
                                          return sandbox::Transmission{};
                                        },
                                    .welcome =
                                        [&] {
                                          ++connections;
                                          return sandbox::Welcome::reset;
                                        }}};
    url = "https://127.0.0.1:" + std::to_string(server.port()) + "/v2";
    EXPECT_EQ(attempts_at(url, {.ca_file = certificates.make({}).file}), 3);  // whatever certificates the system has
  }
  EXPECT_EQ(connections, 3);
  EXPECT_EQ(requests, 0);
}

struct CertificateRow {
  std::string_view name;
  Certificates::Wanted wanted;
  bool is_trusted;
};

TEST(Case04, SendsNothingToAServerThatCannotProveWhoItIs) {
  const CertificateRow rows[] = {
      {"another name", {.subject = "DNS:api.imweb.me"}, true},
      {"another address", {.subject = "IP:127.0.0.2"}, true},
      {"signed by itself", {}, false},
      {"expired", {.days = "-1"}, true},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const Certificates certificates;
    const auto certificate = certificates.make(row.wanted);
    TlsServer server{certificate};
    EXPECT_EQ(attempts_at(server.url() + "v2", {.ca_file = row.is_trusted ? certificate.file : ""}), 1);  // not repeated
    const std::string seen = server.end();
    for (const auto sent : {"POST", "PATCH", "KANARI"}) EXPECT_EQ(seen.find(sent), std::string::npos);
  }
}

TEST(Case04, StopsTheShopAtOnceAndLeavesOthersAlone) {
  VirtualShop shop;
  shop.on_order = [](const http::Request&) { return broken(http::Progress::not_sent, http::Cause::identity); };
  const auto result = shop.client.process(order(1), Place{});
  expect_refused(result, FailureKind::transport);
  EXPECT_EQ(result.failure().attempts(), 1);
  EXPECT_GE(result.failure().retry_after(), 30s);
  expect_refused(shop.client.process(order(2), Place{}, {.deadline = 20s}), FailureKind::transport);
  EXPECT_EQ(shop.requests(), 2U) << "the login and the one order; nothing more while the shop rests";
  shop.on_order = processed;
  OrderClient other{options_of_shop("two"), shop.engine};
  EXPECT_TRUE(other.process(order(1), Place{}));
  EXPECT_TRUE(shop.client.process(order(2), Place{})) << "once the shop has rested";
}

TEST(Case05, SendsNothingToAKeyOtherThanThePinnedOnes) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const Certificates others;
  const std::string pin = others.pin_of(others.make({}));
  TlsServer server{certificate};
  EXPECT_EQ(attempts_at(server.url() + "v2", {.ca_file = certificate.file, .pinned_keys = {pin, pin}}), 1);
  EXPECT_EQ(server.end().find("POST"), std::string::npos);
}

TEST(Case05, SendsNothingToACertificateOtherThanTheOnesGiven) {
  const Certificates ours;
  const Certificates theirs;
  const auto expected = ours.make({});
  TlsServer server{theirs.make({})};
  EXPECT_EQ(attempts_at(server.url() + "v2", {.ca_file = expected.file}), 1);
  EXPECT_EQ(server.end().find("POST"), std::string::npos);
}

}  // namespace
}  // namespace imweb

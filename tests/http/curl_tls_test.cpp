// Against real TLS: a server that cannot prove who it is never sees a byte of HTTP.
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>

#include "sandbox/socket.hpp"
#include "support/tls_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

Request patch(const TlsServer& server) {
  return {.method = Method::patch, .url = server.url(), .headers = {{"access-token", "KANARI"}}, .body = "{}"};
}

TEST(CurlTls, TrustsTheCertificateInCaFile) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate, {"-www"}};
  CurlTransport transport{{.ca_file = certificate.file}};
  const auto exchange = ask(transport, {.url = server.url()});
  EXPECT_EQ(exchange->response().status, 200);
  EXPECT_EQ(exchange->sent_count(), 1);
}

TEST(CurlTls, TrustsTheCertificatesInCaDir) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  run_openssl({"rehash", certificates.trusted()});
  const TlsServer server{certificate, {"-www"}};
  CurlTransport transport{{.ca_dir = certificates.trusted()}};
  EXPECT_EQ(ask(transport, {.url = server.url()})->response().status, 200);
}

TEST(CurlTls, SpeaksTls12AsWellAs13) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  for (const auto version : {"-tls1_2", "-tls1_3"}) {
    const TlsServer server{certificate, {"-www", version}};
    CurlTransport transport{{.ca_file = certificate.file}};
    EXPECT_EQ(ask(transport, {.url = server.url()})->response().status, 200) << version;
  }
}

TEST(CurlTls, SendsThePatchToAServerThatIsTrusted) {  // so that the tests below can tell that it was not sent
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate};
  CurlTransport transport{{.ca_file = certificate.file}};
  const auto exchange = begin(transport, patch(server));
  ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));
  EXPECT_TRUE(server.has_seen("KANARI"));
}

TEST(CurlTls, KeepsItsConnectionForTheNextRequest) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  for (const auto version : {"-tls1_2", "-tls1_3"}) {
    SCOPED_TRACE(version);
    const TlsServer server{certificate, {version, "-naccept", "1"}};
    CurlTransport transport{{.ca_file = certificate.file}};
    for (const std::string token : {"FIRST", "SECOND", "THIRD"}) {
      auto request = patch(server);
      request.headers[0].value = token;
      const auto exchange = begin(transport, std::move(request));
      ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1 || exchange->is_done(); }));
      ASSERT_FALSE(exchange->is_done());
      ASSERT_TRUE(server.has_seen(token));
      server.type("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}\n");
      ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
      EXPECT_EQ(exchange->response().status, 200);
    }
  }
}

/// What a server with this certificate learns of a PATCH, and what the transport says about it.
void expect_nothing_sent(const Certificates::Wanted& wanted, bool is_trusted) {
  const Certificates certificates;
  const auto certificate = certificates.make(wanted);
  TlsServer server{certificate};
  CurlTransport transport{is_trusted ? CurlOptions{.ca_file = certificate.file} : CurlOptions{}};

  const auto exchange = ask(transport, patch(server));

  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::identity) << exchange->failure().what;
  EXPECT_EQ(exchange->sent_count(), 0);
  const std::string seen = server.end();
  EXPECT_EQ(seen.find("PATCH"), std::string::npos);
  EXPECT_EQ(seen.find("KANARI"), std::string::npos);
}

TEST(CurlTls, SendsNothingToACertificateThatNobodyVouchesFor) { expect_nothing_sent({}, false); }

TEST(CurlTls, SendsNothingToACertificateForAnotherName) {
  expect_nothing_sent({.subject = "DNS:api.imweb.me"}, true);
  expect_nothing_sent({.subject = "IP:127.0.0.2"}, true);
}

TEST(CurlTls, SendsNothingToACertificateThatHasExpired) { expect_nothing_sent({.days = "-1"}, true); }

constexpr auto pin_of_nobody = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

TEST(CurlTls, SendsToAServerWithOneOfThePinnedKeys) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate, {"-www"}};
  CurlTransport transport{{.ca_file = certificate.file, .pinned_keys = {pin_of_nobody, certificates.pin_of(certificate)}}};
  EXPECT_EQ(ask(transport, {.url = server.url()})->response().status, 200);
}

TEST(CurlTls, SendsNothingToATrustedServerWithAnotherKeyThanThePinnedOnes) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  TlsServer server{certificate};
  CurlTransport transport{{.ca_file = certificate.file, .pinned_keys = {pin_of_nobody, pin_of_nobody}}};

  const auto exchange = ask(transport, patch(server));

  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::identity) << exchange->failure().what;
  EXPECT_EQ(server.end().find("KANARI"), std::string::npos);
}

TEST(CurlTls, SendsNothingToAServerThatOnlySpeaksTls11) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  TlsServer server{certificate, {"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"}};
  CurlTransport transport{{.ca_file = certificate.file}};
  const auto exchange = ask(transport, patch(server));
  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->sent_count(), 0);
  EXPECT_EQ(server.end().find("PATCH"), std::string::npos);
}

TEST(CurlTls, BlamesItsTrustStoreWhenThatIsNoCertificate) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate};
  CurlTransport transport{{.ca_file = certificate.key}};
  const auto exchange = ask(transport, patch(server));
  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::identity);
}

TEST(CurlTls, GivesUpWhenTheHandshakeDoesNotComeToAnEnd) {
  const sandbox::Descriptor silent = sandbox::bind_loopback(0);
  sandbox::listen_on(silent);
  const Certificates certificates;
  CurlTransport transport{{.ca_file = certificates.make({}).file, .connect_timeout = 200ms}};
  const auto exchange = ask(transport, {.method = Method::patch,
                                        .url = "https://127.0.0.1:" + std::to_string(sandbox::port_of(silent)) + "/"});
  EXPECT_EQ(exchange->failure().progress, Progress::not_sent);
  EXPECT_EQ(exchange->failure().cause, Cause::timeout);
}

}  // namespace
}  // namespace imweb::http

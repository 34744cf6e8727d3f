// A static client goes when the program ends: quietly, with exit code 0, and with a true word for each call under way.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "life/child.hpp"
#include "support/tls_server.hpp"

namespace imweb {
namespace {

using namespace testing;

/// True for no words at all, and for what LeakSanitizer remarks when it looks at a forked child; a leak would change the exit code.
bool is_nothing(std::string_view words) {
  return words.empty() || words.find("was not suspended. False leaks are possible") != words.npos;
}

void expect_quiet_end(const std::string& way, std::string_view last_words) {
  Child child{IMWEB_STATIC_CLIENT, {way}};
  EXPECT_EQ(child.end(), 0) << child.said;
  EXPECT_TRUE(child.said.starts_with(last_words)) << child.said;
  EXPECT_TRUE(is_nothing(std::string_view{child.said}.substr(child.said.find('\n') + 1))) << child.said;
}

TEST(Exit, OfAProgramWithAStaticClient) { expect_quiet_end("idle", "processed"); }

TEST(Exit, OfAProgramWithAStaticClientAndACallInFlight) { expect_quiet_end("in_flight", "cancelled, effect unknown"); }

TEST(Exit, OfAProgramWhoseClientGoesLaterThanLibcurl) { expect_quiet_end("early", "cancelled, effect unknown"); }

TEST(Exit, OfAProgramThatExitsInACallback) { expect_quiet_end("exit_in_callback", "processed"); }

TEST(Exit, OfAForkedChildWithAStaticClient) { expect_quiet_end("fork", "invalid_argument, effect not_applied"); }

/// A TLS server that never answers, and a program that exits while it waits for the answer.
void expect_quiet_end_of_tls(const std::string& program, std::vector<std::string> arguments) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate};
  arguments.insert(arguments.end(), {server.url() + "v2", certificate.file});
  Child child{program, std::move(arguments)};
  ASSERT_TRUE(server.has_seen("made-up-secret"));  // the login has arrived

  EXPECT_EQ(child.end(), 0) << child.said;
  EXPECT_TRUE(child.said.starts_with("cancelled, effect not_applied")) << child.said;
}

TEST(Exit, OfAProgramWithAStaticClientAndATlsConnection) { expect_quiet_end_of_tls(IMWEB_STATIC_CLIENT, {"tls"}); }

/// OpenSSL cleans up in an exit handler of its own and keeps a little of what is used after that; nothing here can prevent it, so that
/// leaks are not looked for.
TEST(Exit, OfAProgramWhoseClientGoesLaterThanTheTlsLibrary) {
  expect_quiet_end_of_tls("/usr/bin/env", {"ASAN_OPTIONS=detect_leaks=0", IMWEB_STATIC_CLIENT, "early_tls"});
}

}  // namespace
}  // namespace imweb

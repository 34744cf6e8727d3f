// A static client goes when the program ends: quietly, with exit code 0, and with a true word for each call under way.
#include <string>
#include <string_view>

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

/// A TLS server that never answers, and a program that exits while it waits for the answer. Gives what it says after the word on that call.
std::string expect_quiet_end_of_tls(const std::string& way) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  const TlsServer server{certificate};
  Child child{IMWEB_STATIC_CLIENT, {way, server.url() + "v2", certificate.file}};
  EXPECT_TRUE(server.has_seen("made-up-secret"));  // the login has arrived

  EXPECT_EQ(child.end(), 0) << child.said;
  EXPECT_TRUE(child.said.starts_with("cancelled, effect not_applied")) << child.said;
  return child.said.substr(child.said.find('\n') + 1);
}

TEST(Exit, OfAProgramWithAStaticClientAndATlsConnection) { expect_quiet_end_of_tls("tls"); }

TEST(Exit, OfAProgramWhoseClientGoesLaterThanTheTlsLibrary) {
  const std::string late = expect_quiet_end_of_tls("early_tls");
  const auto of_new_client = late.find('\n') + 1;
  for (const auto& refusal : {late.substr(0, of_new_client), late.substr(of_new_client)})
    EXPECT_TRUE(refusal.starts_with("invalid_argument, effect not_applied")) << late;
}

TEST(Exit, OfAProgramWhoseClientNeverGoes) { expect_quiet_end_of_tls("kept_tls"); }

TEST(Exit, OfAForkedChildWhoseClientNeverGoes) { expect_quiet_end_of_tls("fork_and_keep_tls"); }

}  // namespace
}  // namespace imweb

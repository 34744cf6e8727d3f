// Cases 45 and 46: what surrounds a client. Variables, files of the user, old protocols.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"
#include "support/raw_server.hpp"
#include "support/tls_server.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// Sets a variable of the environment, and puts it back. Make it before, and let it outlive, every client.
class Variable {
 public:
  Variable(std::string name, const std::string& value) : name_(std::move(name)) {
    const char* before = std::getenv(name_.c_str());
    if (before) before_ = before;
    was_set_ = before != nullptr;
    ::setenv(name_.c_str(), value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (was_set_) ::setenv(name_.c_str(), before_.c_str(), 1);
    if (!was_set_) ::unsetenv(name_.c_str());
  }

 private:
  std::string name_;
  std::string before_{};
  bool was_set_ = false;
};

std::string unique_path(std::string_view name) {
  return (std::filesystem::current_path() / (std::string{name} + "-" + std::to_string(::getpid()))).string();
}

TEST(Case45, IgnoresTheProxiesOfTheEnvironment) {
  RawServer proxy;
  const Variable one{"http_proxy", proxy.url()}, two{"https_proxy", proxy.url()}, three{"all_proxy", proxy.url()};
  const Variable four{"ALL_PROXY", proxy.url()}, five{"HTTPS_PROXY", proxy.url()};
  FaultShop shop;
  EXPECT_TRUE(shop.process(1));
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(Case45, IgnoresPasswordsInNetrc) {
  const std::string home = unique_path("home");
  std::filesystem::create_directory(home);
  std::ofstream{home + "/.netrc"} << "machine 127.0.0.1 login KANARI password KANARI\ndefault login KANARI password KANARI\n";
  const Variable variable{"HOME", home}, other{"NETRC", home + "/.netrc"};
  RawServer server;
  auto options = options_of_shop();
  options.base_url = server.url("/v2");
  OrderClient client{std::move(options)};
  EXPECT_FALSE(client.process(order(1), Place{}));
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests().front().header("authorization"), nullptr);
  std::filesystem::remove_all(home);
}

/// In a process of its own, as libcurl looks at the variable when it starts. Ends with 0 if all is as it should be.
[[noreturn]] void send_while_keys_are_logged(const std::string& file) {
  bool is_refused = false;
  bool is_sent_without = false;
  {
    const Variable variable{"SSLKEYLOGFILE", file};
    FaultShop shop;
    const auto result = shop.process(1);
    is_refused = !result && result.failure().effect() == Effect::not_applied && shop.sandbox.ledger().empty() &&
                 result.failure().message().find("SSLKEYLOGFILE") != std::string::npos;
  }
  {
    FaultShop shop;
    is_sent_without = shop.process(1).has_value();
  }
  std::exit(is_refused && is_sent_without && !std::filesystem::exists(file) ? 0 : 1);
}

TEST(Case45DeathTest, SendsNothingWhileTlsKeysWouldBeLogged) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const std::string file = "tls-keys-of-a-test";
  std::filesystem::remove(file);  // of a run that failed
  EXPECT_EXIT(send_while_keys_are_logged(file), ::testing::ExitedWithCode(0), "");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(Case46, SendsNothingToAServerWithAnOldProtocol) {
  const Certificates certificates;
  const auto certificate = certificates.make({});
  for (const auto version : {"-tls1", "-tls1_1"}) {
    SCOPED_TRACE(version);
    TlsServer server{certificate, {version, "-cipher", "ALL:@SECLEVEL=0"}};
    {
      auto options = options_of_shop();
      options.base_url = server.url() + "v2";
      options.connection.ca_file = certificate.file;
      OrderClient client{std::move(options)};
      expect_refused(client.process(order(1), Place{}, {.deadline = 10s}), FailureKind::transport);
    }
    EXPECT_EQ(server.end().find("POST"), std::string::npos);
  }
}

}  // namespace
}  // namespace imweb

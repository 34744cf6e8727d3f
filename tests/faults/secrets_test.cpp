// Case 47: everything that is shown, by every way a call can go, is searched for what must never be shown.
#include <chrono>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;

/// In every key, secret, token, password and name of a customer here.
constexpr std::string_view canary = "KANARI";
constexpr std::string_view login_echo = "KANARI-key KANARI-secret";
constexpr std::string_view echo = "KANARI-key KANARI-secret KANARI-token";
constexpr auto customer = R"("orderer":{"name":"KANARI","call":"KANARI"})";

/// Prints whatever it is told, as somebody's log might. A login outlives the call that it was made for, so reports come at any time.
class Log final : public Observer {
 public:
  void on_attempt(const AttemptReport& one) override {
    std::ostringstream line;
    line << one.shop << one.action << one.call << one.attempt << one.bytes_sent << one.bytes_received << one.http_status
         << one.code.value_or(0) << one.verdict << to_string(one.failure.value_or(FailureKind::transport))
         << to_string(one.effect);
    add(line.str());
  }
  void on_call(const CallReport& one) override {
    std::ostringstream line;
    line << one.shop << one.action << one.call << one.attempts << to_string(one.effect);
    add(line.str());
  }
  void add(const std::string& line) {
    const std::scoped_lock lock{mutex_};
    text_ += line + '\n';
  }
  void add(const Result& result) {
    try {
      add(to_string(result.value()));
    } catch (const Error& error) {
      add(std::string{error.what()});
      add(to_string(error.failure()));
    }
  }
  [[nodiscard]] std::string text() const {
    const std::scoped_lock lock{mutex_};
    return text_;
  }

 private:
  mutable std::mutex mutex_{};
  std::string text_{};  // guarded by mutex_
};

ClientOptions secretive(std::shared_ptr<Log> log) {
  return {.credentials = {.key = Secret{"KANARI-key"}, .secret = Secret{"KANARI-secret"}},
          .affiliate = "KANARI-partner",
          .name = "main",
          .observer = std::move(log)};
}

Script failing(http::Progress progress, http::Cause cause, const std::string& what) {
  return {.reply = http::TransportFailure{.progress = progress, .cause = cause, .what = what}};
}

/// That give back what they were sent, wherever an answer has room for it.
std::vector<Script> answers_with(const std::string& echoed) {
  std::vector<Script> all;
  for (const int code : {-1, -2, -5, -6, -7, -10, -11, -19, -98, -99, -999, -12345, 0, 201, 400, 401, 404, 429, 500, 501})
    all.push_back(refusal(code, echoed));
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 408, 413, 425, 429, 500, 501, 502, 503, 504, 999})
    all.push_back(reply("<html>" + echoed + "</html>", status));
  for (const auto body :
       {R"({"code":200,%})", R"({"code":200,"data":{"success":["KANARI"],%}})", R"({%,%})", R"({"code":"KANARI",%})",
        R"({"code":200,"data":{"failed":[{"order_no":"KANARI"}]}})", R"({"code":200,"access_token":"KANARI\r\n"})",
        R"({"code":200,"msg":{%}})", R"({"code":200,"code":"KANARI"})", R"({"code":200,%)", R"("KANARI")", "KANARI"}) {
    std::string text = body;
    for (auto at = text.find('%'); at != std::string::npos; at = text.find('%')) text.replace(at, 1, customer);
    all.push_back(reply(text));
  }
  for (const auto cause :
       {http::Cause::connection, http::Cause::identity, http::Cause::answer, http::Cause::setup, http::Cause::stopped})
    for (const auto progress : {http::Progress::not_sent, http::Progress::may_have_been_sent})
      all.push_back(failing(progress, cause, "broken: " + echoed));
  return all;
}

const Send sent{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"};

void run_through_a_call(VirtualShop& shop, Log& log) {
  log.add(to_string(*shop.client.plan(order(1), sent)));
  log.add(shop.client.process(order(1), sent, {.deadline = std::chrono::seconds{5}}));
  log.add(to_string(*shop.client.plan(order(1), sent)));
}

void expect_no_canary(const Log& log) {
  const std::string text = log.text();
  const auto at = text.find(canary);
  EXPECT_EQ(at, std::string::npos) << text;
  EXPECT_GT(text.size(), 100U);
}

TEST(Case47, ShowsNoSecretWhateverAnswersAnOrder) {
  for (const auto& answer : answers_with(std::string{echo})) {
    const auto log = std::make_shared<Log>();
    VirtualShop shop{secretive(log)};
    shop.on_login = [](const http::Request&) { return given_token("KANARI-token"); };
    shop.on_order = [&](const http::Request&) { return answer; };
    run_through_a_call(shop, *log);
    expect_no_canary(*log);
  }
}

TEST(Case47, ShowsNoSecretWhateverAnswersALogin) {
  for (const auto& answer : answers_with(std::string{login_echo})) {
    const auto log = std::make_shared<Log>();
    VirtualShop shop{secretive(log)};
    shop.on_login = [&, n = 0](const http::Request&) mutable { return ++n == 1 ? answer : given_token("KANARI-token"); };
    run_through_a_call(shop, *log);
    expect_no_canary(*log);
  }
}

TEST(Case47, ShowsNoSecretWhateverAnswersALoginAfterATokenWasRefused) {
  for (const auto& answer : answers_with(std::string{echo})) {
    const auto log = std::make_shared<Log>();
    VirtualShop shop{secretive(log)};
    shop.on_login = [&, n = 0](const http::Request&) mutable { return ++n == 1 ? given_token("KANARI-token") : answer; };
    shop.on_order = [](const http::Request&) { return refusal(-2, std::string{echo}); };
    run_through_a_call(shop, *log);
    expect_no_canary(*log);
  }
}

/// Everything that the process writes meanwhile must be nothing.
class Silence {
 public:
  Silence() {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() {
    const std::string out = ::testing::internal::GetCapturedStdout();
    const std::string err = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(out + err, "");
  }
};

TEST(Case47, ShowsNoSecretOverRealSocketsAndPrintsNothing) {
  const Silence silence;
  const auto log = std::make_shared<Log>();
  FaultShop shop{[&](ClientOptions& options) {
                   options.observer = log;
                   options.attempt_timeout = std::chrono::milliseconds{300};
                 },
                 {.key = "KANARI-key", .secret = "KANARI-secret"}};
  const std::string echoed{echo};
  shop.sandbox.answer_next({.status = 302, .headers = {{"Location", "http://127.0.0.1:1/?token=KANARI"}}});
  shop.sandbox.answer_next({.status = 403, .headers = {{"Set-Cookie", echoed}}, .body = "<html>" + echoed});
  shop.sandbox.answer_next({.verbatim = "HTTP/1.1 200 KANARI\r\nContent-Length: KANARI\r\n\r\nKANARI"});
  shop.sandbox.answer_next({.verbatim = "KANARI/1.1 " + echoed});
  for (const auto fault : {testing::Fault::apply_then_close, testing::Fault::half_answer, testing::Fault::stall})
    shop.sandbox.fail_next(fault);
  for (int i = 0; i < 7; ++i) log->add(shop.process(i));
  shop.sandbox.stop_listening();
  log->add(shop.process(8));
  expect_no_canary(*log);
  EXPECT_EQ(log->text().find("sandbox-token"), std::string::npos);
}

TEST(Case47, ShowsNoPasswordOfAProxy) {
  for (const auto proxy : {"http://user:KANARI@127.0.0.1:1", "ftp://user:KANARI@127.0.0.1:1",
                           "http://user:KANARI@127.0.0.1:99999", "http://user:KANARI@proxy.invalid:1",
                           "socks5://user:KANARI@127.0.0.1:1", "http://us er:KANARI@127.0.0.1:1", "user:KANARI@127.0.0.1:1"}) {
    const auto log = std::make_shared<Log>();
    auto options = secretive(log);
    options.connection.proxy = proxy;
    {
      OrderClient client{std::move(options)};
      log->add(client.process(order(1), Place{}, {.deadline = std::chrono::seconds{5}}));
    }
    expect_no_canary(*log);
  }
}

TEST(Secrets, AreMaskedInWhatImwebSaysOfAnItem) {
  VirtualShop shop{secretive(nullptr)};
  shop.on_login = [](const http::Request&) { return given_token("KANARI-token"); };
  shop.on_order = [](const http::Request& request) {
    return reply(
        R"({"code":200,"data":{"failed":[{"order_no":")" + number_in(request) +
        R"(","prod_order_list":[{"prod_order_no":"1","msg":"KANARI-token \u202e","detail_msg":"KANARI-key\nKANARI-secret"}]}]}})");
  };
  const auto outcome = shop.client.process(order(1), Place{});
  ASSERT_TRUE(outcome);
  const auto& item = outcome->failed.at(0).prod_order_list.at(0);
  EXPECT_EQ(item.msg, "[redacted] \xe2\x80\xae");
  EXPECT_EQ(item.detail_msg, "[redacted]\n[redacted]");
  EXPECT_EQ(to_string(item), "1: [redacted] ? ([redacted]?[redacted])");
}

}  // namespace
}  // namespace imweb

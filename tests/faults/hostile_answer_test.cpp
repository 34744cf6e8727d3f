// Cases 41 to 44: answers made to lead astray, to never end, or to break the reader.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/blunt_server.hpp"
#include "faults/fault_shop.hpp"
#include "support/raw_server.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

TEST(Case41, FollowsNoRedirect) {
  RawServer elsewhere;
  FaultShop shop;
  int number = 0;
  for (const std::string& location :
       {elsewhere.url("/steal"), std::string{"http://evil.invalid/"}, std::string{"file:///etc/hostname"}})
    for (const int status : {302, 307}) {
      SCOPED_TRACE(location);
      shop.sandbox.answer_next({.status = status, .headers = {{"Location", location}}});
      expect_refused(shop.process(number), FailureKind::protocol);
      EXPECT_EQ(shop.requests(number++), 1);
    }
  shop.expect_works();
  EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(Case41, CarriesNeitherKeyNorSecretToWhereALoginIsRedirected) {
  RawServer elsewhere;
  for (const int status : {302, 307, 308}) {
    FaultShop shop;
    shop.sandbox.answer_next({.status = status, .headers = {{"Location", elsewhere.url("/steal")}}}, 1,
                             {.on = RequestKind::login});
    expect_refused(shop.process(1), FailureKind::protocol);
  }
  EXPECT_EQ(elsewhere.connections(), 0);
}

/// A PATCH is answered by `head` and then `block` over and over, as long as anybody listens. How many bytes were taken.
std::size_t taken_of_a_flood(std::string_view head, const std::string& block) {
  std::atomic<std::size_t> taken = 0;
  BluntServer server{[&](sandbox::Descriptor& socket) {
    receive(socket, await_request(socket).size);
    transmit(socket, head);
    while (taken < 100'000'000 && transmit(socket, block)) taken += block.size();
  }};
  OrderClient client{server.options()};
  const auto result = client.process(order(1), Place{}, {.deadline = 30s});
  EXPECT_EQ(result ? "a value" : to_string(result.failure().kind()), "protocol");
  EXPECT_TRUE(!result && result.failure().effect() == Effect::unknown);
  EXPECT_EQ(server.orders(), 1);
  return taken;
}

struct FloodRow {
  std::string_view name, head, block;
};

TEST(Case42, CutsOffAnswersThatNeverEnd) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string filler(4096, 'x');
  const std::string sized = ok + "Content-Length: 104857600\r\n\r\n";
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "1000\r\n" + filler + "\r\n";
  const FloodRow rows[] = {
      {"100 MB", sized, filler},
      {"endless chunks", chunked, chunk},
      {"until the connection closes", "HTTP/1.1 200 OK\r\n\r\n", filler},
      {"headers", ok, "X-Header: 0123456789\r\n"},
      {"one header", "HTTP/1.1 200 OK\r\nX-Header: ", filler},
      {"100 Continue", "", "HTTP/1.1 100 Continue\r\n\r\n"},
      {"103 Early Hints", "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_LT(taken_of_a_flood(row.head, std::string{row.block}), 16'000'000U);  // our cap, and what sockets hold
  }
}

TEST(Case42, EndsAnAnswerThatTricklesAtItsDeadline) {
  FaultShop shop;
  shop.sandbox.fail_next(testing::Fault::one_byte_per_second);
  shop.expect_doubt(shop.process(1, {.deadline = 500ms}), FailureKind::deadline_exceeded, 1, 1);
  shop.expect_works();
}

TEST(Case42, PassesOverAFewInterimAnswers) {
  FaultShop shop;
  std::string bytes;
  for (int i = 0; i < 50; ++i) bytes += "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
  const std::string body = R"({"msg":"SUCCESS","code":200,"data":{"success":[")" + order(1).str() + R"("],"failed":[]}})";
  bytes += "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  shop.sandbox.answer_next({.verbatim = bytes, .processing = Processing::done});
  EXPECT_TRUE(shop.process(1));
  shop.expect_works();
}

// {"code":200,"data":{"success":["202604277421001"]}}, packed
constexpr std::string_view packed{
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x4a\xce\x4f\x49\x55\xb2\x32\x32\x30\xd0\x51\x4a\x49\x2c\x49\x54\xb2\xaa\x56"
    "\x2a"
    "\x2e\x4d\x4e\x4e\x2d\x2e\x56\xb2\x8a\x56\x32\x32\x30\x32\x33\x30\x31\x32\x37\x37\x31\x32\x34\x30\x30\x54\x8a\xad\xad\x05\x00"
    "\x66"
    "\x18\xf0\xe3\x33\x00\x00\x00",
    71};

TEST(Case43, UnpacksNothing) {
  FaultShop shop;
  int number = 1;
  for (const std::string encoding : {"gzip", "gzip, gzip, gzip, gzip, gzip, gzip"}) {
    SCOPED_TRACE(encoding);
    shop.sandbox.answer_next(
        {.headers = {{"Content-Encoding", encoding}}, .body = std::string{packed}, .processing = Processing::done});
    shop.expect_doubt(shop.process(number), FailureKind::protocol, number, 1);
    ++number;
  }
  shop.expect_works();
}

/// What can be read as it stands was not packed, whatever its header says: it is no reason for doubt.
TEST(Case43, ReadsWhatIsOnlyCalledPacked) {
  FaultShop shop;
  for (int number = 1; number < 3; ++number) {
    const std::string body = R"({"code":200,"data":{"success":[")" + order(number).str() + R"("],"failed":[]}})";
    shop.sandbox.answer_next({.headers = {{"Content-Encoding", "gzip"}}, .body = body, .processing = Processing::done});
    EXPECT_TRUE(shop.process(number));
  }
  shop.expect_works();
}

TEST(Case43, AsksForNothingPacked) {
  RawServer server;
  auto options = options_of_shop();
  options.base_url = server.url("/v2");
  OrderClient client{std::move(options)};
  EXPECT_FALSE(client.process(order(1), Place{}));
  for (const auto& request : server.requests())
    for (const auto name : {"accept-encoding", "te"}) EXPECT_EQ(request.header(name), nullptr);
}

std::string many_keys(std::size_t count) {
  std::string json = "{\"code\":200";
  for (std::size_t i = 0; i < count; ++i) json += ",\"k" + std::to_string(i) + "\":0";
  return json + "}";
}

struct JsonRow {
  std::string_view name;
  std::string body;
};

const std::string ours = R"({"code":200,"data":{"success":[")" + order(1).str() + "\"]}";

const JsonRow json_rows[] = {
    {"a million levels", std::string(1'000'000, '[')},
    {"a million levels within", R"({"code":200,"data":)" + std::string(1'000'000, '{')},
    {"a number of a million digits", R"({"code":)" + std::string(1'000'000, '9') + "}"},
    {"a hundred thousand keys", many_keys(100'000)},
    {"something behind", ours + "} x"},
    {"two answers", ours + "}" + ours + "}"},
    {"half a surrogate", ours + R"(,"msg":"\ud800"})"},
    {"not UTF-8", ours + ",\"msg\":\"\xff\xfe\"}"},
    {"NUL", ours + std::string(",\"msg\":\"\0\"}", 10)},
    {"a byte order mark", "\xEF\xBB\xBF" + ours + "}"},
    {"UTF-16", std::string("\xff\xfe{\0}\0", 6)},
};

TEST(Case44, SurvivesJsonThatIsMadeToBreakReaders) {
  VirtualShop shop;
  for (const auto& row : json_rows) {
    SCOPED_TRACE(row.name);
    shop.on_order = [&](const http::Request&) { return reply(row.body); };
    const auto result = shop.client.process(order(1), Place{});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), FailureKind::protocol);
    EXPECT_EQ(result.failure().effect(), Effect::unknown);
    EXPECT_LT(result.failure().message().size(), 1000U);
  }
}

}  // namespace
}  // namespace imweb

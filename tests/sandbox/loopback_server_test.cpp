#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "plain_client.hpp"
#include "sandbox/loopback_server.hpp"

namespace {

using namespace std::chrono_literals;
using namespace imweb::testing::sandbox;
using ClientEnding = PlainClient::Ending;

constexpr const char* get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string ok = to_bytes(200, {}, "{}");

LoopbackServer serving(Transmission delivery) {
  return LoopbackServer{{.answer = [delivery](const HttpRequest&) { return delivery; }}};
}

PlainClient::Heard ask(const Transmission& delivery) {
  const LoopbackServer server = serving(delivery);
  PlainClient client{server.port()};
  client.send(get);
  return client.read_to_end();
}

TEST(SandboxLoopbackServer, KeepsTheConnectionForFurtherRequests) {
  const LoopbackServer server = serving({.bytes = ok});
  PlainClient client{server.port()};

  for (int i = 0; i < 3; ++i) {
    client.send(get);
    EXPECT_EQ(client.read_answer(), ok);
  }
}

TEST(SandboxLoopbackServer, AnswersPipelinedRequestsInOrder) {
  int count = 0;
  const LoopbackServer server{
      {.answer = [&count](const HttpRequest&) { return Transmission{.bytes = to_bytes(200, {}, std::to_string(++count))}; }}};
  PlainClient client{server.port()};

  client.send(std::string{get} + get + "GET /x HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto heard = client.read_to_end();

  EXPECT_EQ(heard.text, to_bytes(200, {}, "1") + to_bytes(200, {}, "2") + to_bytes(200, {}, "3"));
  EXPECT_EQ(heard.ending, ClientEnding::fin);
}

TEST(SandboxLoopbackServer, ReadsARequestThatComesInPieces) {
  std::string body;
  const LoopbackServer server{{.answer = [&body](const HttpRequest& request) {
    body = request.body;
    return Transmission{.bytes = ok};
  }}};
  PlainClient client{server.port()};

  const std::string request = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  for (const char c : request) client.send(std::string(1, c));

  EXPECT_EQ(client.read_answer(), ok);
  EXPECT_EQ(body, "abc");
}

TEST(SandboxLoopbackServer, AnswersAClientThatHasFinishedSending) {
  const LoopbackServer server = serving({.bytes = ok, .delay = 5ms});
  PlainClient client{server.port()};

  client.send(get);
  client.end_sending();
  const auto heard = client.read_to_end();

  EXPECT_EQ(heard.text, ok);
  EXPECT_EQ(heard.ending, ClientEnding::fin);
}

TEST(SandboxLoopbackServer, EndsByFin) {
  EXPECT_EQ(ask({.ending = Ending::close}).ending, ClientEnding::fin);
  EXPECT_EQ(ask({.bytes = "HTT", .ending = Ending::close}).text, "HTT");
}

TEST(SandboxLoopbackServer, EndsByReset) { EXPECT_EQ(ask({.ending = Ending::reset}).ending, ClientEnding::reset); }

TEST(SandboxLoopbackServer, Stalls) {
  const LoopbackServer server = serving({.ending = Ending::stall});
  PlainClient client{server.port()};
  client.patience(20);

  client.send(std::string{get} + get);

  EXPECT_EQ(client.read_to_end().ending, ClientEnding::silence);
}

TEST(SandboxLoopbackServer, Delays) {
  const auto before = std::chrono::steady_clock::now();

  const auto heard = ask({.bytes = ok, .delay = 30ms, .ending = Ending::close});

  EXPECT_EQ(heard.text, ok);
  EXPECT_GE(std::chrono::steady_clock::now() - before, 30ms);
}

TEST(SandboxLoopbackServer, TricklesByteByByte) {
  const auto before = std::chrono::steady_clock::now();

  const auto heard = ask({.bytes = "12345", .per_byte = 10ms, .ending = Ending::close});

  EXPECT_EQ(heard.text, "12345");
  EXPECT_GE(std::chrono::steady_clock::now() - before, 40ms);
}

TEST(SandboxLoopbackServer, SendsMoreThanTheSocketHolds) {
  const std::string large(20'000'000, 'x');

  EXPECT_EQ(ask({.bytes = large, .ending = Ending::close}).text, large);
}

TEST(SandboxLoopbackServer, RefusesWhatIsNotHttp) {
  const LoopbackServer server = serving({.bytes = ok});
  PlainClient client{server.port()};

  client.send("hello\r\n\r\n");
  const auto heard = client.read_to_end();

  EXPECT_TRUE(heard.text.starts_with("HTTP/1.1 400 "));
  EXPECT_EQ(heard.ending, ClientEnding::fin);
}

TEST(SandboxLoopbackServer, RefusesAnEndlessHead) {
  const LoopbackServer server = serving({.bytes = ok});
  PlainClient client{server.port()};

  client.send("GET / HTTP/1.1\r\nA: " + std::string(100'000, 'a'));

  EXPECT_TRUE(client.read_until("431").text.starts_with("HTTP/1.1 431 "));
}

TEST(SandboxLoopbackServer, SurvivesClientsThatLeaveInTheMiddle) {
  const LoopbackServer server = serving({.bytes = std::string(5'000'000, 'x'), .delay = 1ms});
  for (int i = 0; i < 20; ++i) {
    PlainClient client{server.port()};
    client.send(i % 2 == 0 ? get : "GET / HT");
  }

  PlainClient client{server.port()};
  client.send(get);

  EXPECT_EQ(client.read_until(std::string(1000, 'x')).ending, ClientEnding::enough);
}

TEST(SandboxLoopbackServer, ResetsConnectionsThatAreNotWelcome) {
  const LoopbackServer server{
      {.answer = [](const HttpRequest&) { return Transmission{.bytes = ok}; }, .welcome = [] { return Welcome::reset; }}};
  PlainClient client{server.port()};

  EXPECT_NE(client.read_to_end().ending, ClientEnding::silence);
}

TEST(SandboxLoopbackServer, ClosesIdleConnectionsOnly) {
  LoopbackServer server = serving({.bytes = ok});
  PlainClient idle{server.port()};
  PlainClient busy{server.port()};
  idle.send(get);
  idle.read_answer();
  busy.send(get);
  busy.read_answer();
  busy.send("GET /");
  PlainClient later{server.port()};  // answered after the server has read the half request
  later.send(get);
  later.read_answer();

  server.close_idle_connections();

  EXPECT_EQ(idle.read_to_end().ending, ClientEnding::fin);
  busy.send(" HTTP/1.1\r\n\r\n");
  EXPECT_EQ(busy.read_answer(), ok);
}

TEST(SandboxLoopbackServer, RefusesAndListensAgainOnTheSamePort) {
  LoopbackServer server = serving({.bytes = ok});

  server.stop_listening();
  EXPECT_FALSE(PlainClient{server.port()}.is_connected());

  server.start_listening();
  PlainClient client{server.port()};
  client.send(get);
  EXPECT_EQ(client.read_answer(), ok);
}

TEST(SandboxLoopbackServer, RefusesAPortThatIsTaken) {
  const LoopbackServer server = serving({});

  EXPECT_THROW((LoopbackServer{{.answer = [](const HttpRequest&) { return Transmission{}; }}, server.port()}), std::system_error);
}

}  // namespace

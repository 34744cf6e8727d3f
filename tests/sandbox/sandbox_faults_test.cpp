#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/testing/sandbox.hpp>

#include "plain_client.hpp"
#include "scene.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_scene;
using ClientEnding = PlainClient::Ending;

struct FaultRow {
  Fault fault;
  const char* applied;  // the status afterwards
  ClientEnding ending;
  const char* text;  // how what the client hears begins
};

const FaultRow fault_rows[] = {
    {Fault::reset, "PAY_WAIT", ClientEnding::reset, ""},
    {Fault::close_after_reading, "PAY_WAIT", ClientEnding::fin, ""},
    {Fault::apply_then_close, "PAY_COMPLETE", ClientEnding::fin, ""},
    {Fault::apply_then_reset, "PAY_COMPLETE", ClientEnding::reset, ""},
    {Fault::half_answer, "PAY_COMPLETE", ClientEnding::fin, "HTTP/1.1 200 OK\r\n"},
    {Fault::continue_then_close, "PAY_WAIT", ClientEnding::fin, "HTTP/1.1 100 Continue\r\n\r\n"},
    {Fault::three_bytes_then_close, "PAY_COMPLETE", ClientEnding::fin, "HTT"},
    {Fault::stall, "PAY_WAIT", ClientEnding::silence, ""},
    {Fault::apply_then_stall, "PAY_COMPLETE", ClientEnding::silence, ""},
    {Fault::one_byte_per_second, "PAY_COMPLETE", ClientEnding::silence, "H"},
    {Fault::delay, "PAY_COMPLETE", ClientEnding::silence, ""},
    {Fault::drop, "PAY_WAIT", ClientEnding::silence, ""},
    {Fault::answer_twice, "PAY_COMPLETE", ClientEnding::silence, "HTTP/1.1 200 OK\r\n"},
};

TEST(SandboxFaults, FailsAsTold) {
  for (const auto& row : fault_rows) {
    SCOPED_TRACE(to_string(row.fault));
    Scene scene;
    scene.sandbox.fail_next(row.fault, 1, {.delay = 1h});

    const auto heard = row.ending == ClientEnding::silence ? scene.ask_and_listen() : scene.ask();

    EXPECT_EQ(scene.status(), row.applied);
    EXPECT_EQ(heard.ending, row.ending);
    EXPECT_TRUE(heard.text.starts_with(row.text)) << heard.text;
    EXPECT_TRUE(heard.text == row.text || std::string_view{row.text}.size() > 3) << "no more than told";
    EXPECT_EQ(scene.sandbox.ledger().back().fault, row.fault);
    EXPECT_EQ(scene.sandbox.ledger().back().applied, scene.status() == "PAY_COMPLETE");
    EXPECT_TRUE(scene.ask().text.ends_with("}")) << "the next request is answered";
  }
}

TEST(SandboxFaults, AnswersASuccessThatIsNone) {
  Scene scene;
  scene.sandbox.fail_next(Fault::answer_without_applying);

  EXPECT_NE(scene.ask().text.find(R"("success":["202604277420970"])"), std::string::npos);

  EXPECT_EQ(scene.status(), "PAY_WAIT");
  EXPECT_FALSE(scene.sandbox.ledger().back().applied);
  EXPECT_EQ(scene.sandbox.ledger().back().code, 200);
  EXPECT_EQ(scene.sandbox.applied_count(number, "deposit"), 0);
}

TEST(SandboxFaults, HitsReadsOrWritesOnly) {
  struct {
    RequestKind on;
    bool hits_read;
    bool hits_write;
  } const rows[] = {{RequestKind::order, true, true},
                    {RequestKind::read, true, false},
                    {RequestKind::write, false, true},
                    {RequestKind::any, true, true},
                    {RequestKind::login, false, false}};
  const std::string page = "GET /v2/shop/orders/" + number + " HTTP/1.1\r\nConnection: close\r\naccess-token: ";
  for (const auto& row : rows) {
    Scene scene;
    for (const bool is_read : {true, false}) {
      scene.sandbox.clear_faults();
      scene.sandbox.fail_next(Fault::close_after_reading, 1, {.on = row.on});
      PlainClient client{scene.sandbox.port()};

      client.send(is_read ? page + scene.token + "\r\n\r\n" : order_request(scene.token));
      client.end_sending();

      EXPECT_EQ(client.read_to_end().text.empty(), is_read ? row.hits_read : row.hits_write) << static_cast<int>(row.on);
    }
  }
}

TEST(SandboxFaults, HalfAnAnswerEndsInTheMiddleOfItsJson) {
  Scene scene;
  scene.sandbox.fail_next(Fault::half_answer);

  const std::string text = scene.ask().text;

  EXPECT_NE(text.find(R"({"msg":"SUCCESS")"), std::string::npos);
  EXPECT_FALSE(text.ends_with("}"));
}

TEST(SandboxFaults, AnswersTwice) {
  Scene scene;
  scene.sandbox.fail_next(Fault::answer_twice);

  const std::string text = scene.ask().text;

  EXPECT_EQ(text.substr(0, text.size() / 2), text.substr(text.size() / 2));
  EXPECT_EQ(scene.sandbox.applied_count(number, "deposit"), 1);
}

TEST(SandboxFaults, DelaysAnAnswer) {
  Scene scene;
  scene.sandbox.fail_next(Fault::delay, 1, {.delay = 30ms});
  PlainClient client{scene.sandbox.port()};
  const auto before = std::chrono::steady_clock::now();

  client.send(order_request(scene.token));
  client.read_answer();

  EXPECT_GE(std::chrono::steady_clock::now() - before, 30ms);
}

TEST(SandboxFaults, DroppedRequestsLeaveTheConnectionUsable) {
  Scene scene;
  scene.sandbox.fail_next(Fault::drop);
  PlainClient client{scene.sandbox.port()};

  client.send(order_request(scene.token, "place"));
  client.send(order_request(scene.token, "deposit"));

  EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 200 OK"));
  EXPECT_EQ(scene.status(), "PAY_COMPLETE");
}

TEST(SandboxFaults, RefusesConnections) {
  Scene scene;
  scene.sandbox.fail_next(Fault::refuse, 2);

  EXPECT_EQ(scene.ask().text, "");
  EXPECT_EQ(scene.ask().text, "");
  EXPECT_NE(scene.ask().text, "");
  EXPECT_EQ(scene.sandbox.ledger().size(), 2U);
}

TEST(SandboxFaults, HitsOnlyTheRequestsThatAreMeant) {
  Scene scene;
  scene.sandbox.fail_next(Fault::close_after_reading);
  scene.sandbox.fail_next(Fault::apply_then_close, 1, {.on = RequestKind::login});

  EXPECT_EQ(log_in(scene.sandbox), "");
  EXPECT_NE(log_in(scene.sandbox), "");
  EXPECT_EQ(scene.ask().text, "");
  EXPECT_NE(scene.ask().text, "");
}

TEST(SandboxFaults, HitsTheNthRequest) {
  Scene scene;
  scene.sandbox.fail_next(Fault::close_after_reading, 1, {.skip = 2});

  std::string answered;
  for (int i = 0; i < 4; ++i) answered += scene.ask().text.empty() ? 'n' : 'y';

  EXPECT_EQ(answered, "yyny");
}

TEST(SandboxFaults, ForgetsFaults) {
  Scene scene;
  scene.sandbox.fail_next(Fault::close_after_reading, 5);
  scene.sandbox.answer_next({.status = 502});

  scene.sandbox.clear_faults();

  EXPECT_TRUE(scene.ask().text.starts_with("HTTP/1.1 200"));
}

TEST(SandboxFaults, AnswersLiterally) {
  Scene scene;
  scene.sandbox.answer_next({.status = 502, .headers = {{"Content-Type", "text/html"}}, .body = "<html>"});
  scene.sandbox.answer_next({.body = "{", .processing = Processing::done});
  scene.sandbox.answer_next({.verbatim = "nonsense"});

  EXPECT_EQ(scene.ask().text, "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
  EXPECT_EQ(scene.status(), "PAY_WAIT");
  EXPECT_TRUE(scene.ask().text.ends_with("\r\n\r\n{"));
  EXPECT_EQ(scene.status(), "PAY_COMPLETE");
  EXPECT_EQ(scene.ask().text, "nonsense");
  EXPECT_EQ(scene.sandbox.ledger()[1].status, 502);
}

}  // namespace

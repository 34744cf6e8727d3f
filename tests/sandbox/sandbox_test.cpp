#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/testing/sandbox.hpp>

#include "plain_client.hpp"
#include "scene.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_scene;
using ClientEnding = PlainClient::Ending;

TEST(Sandbox, ProcessesAnOrder) {
  Scene scene;

  const auto heard = scene.ask();

  EXPECT_TRUE(heard.text.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(heard.text.find(R"("data":{"success":["202604277420970"],"failed":[]})"), std::string::npos);
  EXPECT_EQ(scene.status(), "PAY_COMPLETE");
  EXPECT_EQ(scene.sandbox.applied_count(number, "deposit"), 1);
}

TEST(Sandbox, WritesALedger) {
  Scene scene;
  scene.ask();
  scene.ask();

  const auto ledger = scene.sandbox.ledger();

  ASSERT_EQ(ledger.size(), 3U);
  EXPECT_EQ(ledger[0].action, "login");
  EXPECT_TRUE(ledger[0].applied);
  EXPECT_EQ(ledger[1].method, "PATCH");
  EXPECT_EQ(ledger[1].path, "/v2/shop/orders/" + number + "/deposit");
  EXPECT_EQ(ledger[1].order_no, number);
  EXPECT_EQ(ledger[1].items_applied, 1);
  EXPECT_EQ(ledger[1].status, 200);
  EXPECT_EQ(ledger[1].code, 200);
  EXPECT_FALSE(ledger[2].applied) << "the second deposit finds PAY_COMPLETE";
  EXPECT_LE(ledger[1].at, ledger[2].at);
  EXPECT_EQ(scene.sandbox.logins(), 1);
  EXPECT_EQ(scene.sandbox.applied_count(number, "deposit"), 1);
}

TEST(Sandbox, NamesTheItemInTheLedger) {
  Scene scene;
  PlainClient client{scene.sandbox.port()};

  client.send(order_request(scene.token, "deposit", R"({"prod_order_no":"202604277420970-001"})"));
  client.read_answer();

  EXPECT_EQ(scene.sandbox.ledger().back().prod_order_no, number + "-001");
}

TEST(Sandbox, RefusesTheSixthRequestOfASecond) {
  Scene scene{{.logins_in_limit = LoginsInLimit::not_counted}};
  PlainClient client{scene.sandbox.port()};
  std::string burst;
  for (int i = 0; i < 6; ++i) burst += order_request(scene.token);

  client.send(burst);
  ASSERT_TRUE(scene.sandbox.wait_for_requests(7));

  const auto ledger = scene.sandbox.ledger();
  EXPECT_EQ(ledger[5].code, 200);
  EXPECT_EQ(ledger[6].code, -7);
  EXPECT_GE(scene.sandbox.max_in_any_second(), 6);
}

TEST(Sandbox, ExpiresTokens) {
  Scene scene;

  scene.sandbox.expire_tokens();

  EXPECT_NE(scene.ask().text.find(R"("code":-2)"), std::string::npos);
}

TEST(Sandbox, GoesDownForMaintenance) {
  Scene scene;

  scene.sandbox.set_maintenance(Maintenance::on);
  EXPECT_NE(scene.ask().text.find(R"("code":-999)"), std::string::npos);

  scene.sandbox.set_maintenance(Maintenance::off);
  EXPECT_NE(scene.ask().text.find(R"("code":200)"), std::string::npos);
}

TEST(Sandbox, ShowsTheItemsOfAnOrder) {
  Scene scene;
  PlainClient client{scene.sandbox.port()};

  client.send("GET /v2/shop/orders/" + number + "/prod-orders HTTP/1.1\r\naccess-token: " + scene.token + "\r\n\r\n");

  EXPECT_NE(client.read_answer().find(R"("data":[{"order_no":"202604277420970-001","status":"PAY_WAIT")"), std::string::npos);
}

TEST(Sandbox, AnswersUnknownPagesWithMinus99) {
  const Sandbox sandbox;
  PlainClient client{sandbox.port()};

  client.send("PATCH /v2/shop/orders/1/prod/0 HTTP/1.1\r\n\r\n");

  EXPECT_NE(client.read_answer().find(R"("code":-99)"), std::string::npos);
}

TEST(Sandbox, StopsListeningAndComesBack) {
  Scene scene;

  scene.sandbox.stop_listening();
  EXPECT_FALSE(PlainClient{scene.sandbox.port()}.is_connected());

  scene.sandbox.start_listening();
  EXPECT_NE(scene.ask().text, "");
}

TEST(Sandbox, SaysWhenRequestsHaveArrived) {
  Scene scene;
  scene.sandbox.fail_next(Fault::stall);
  PlainClient client{scene.sandbox.port()};

  client.send(order_request(scene.token));

  EXPECT_TRUE(scene.sandbox.wait_for_requests(2));
  EXPECT_FALSE(scene.sandbox.wait_for_requests(3, 1ms));
}

TEST(Sandbox, StopsWithConnectionsOpen) {
  std::optional<PlainClient> client;
  {
    Scene scene;
    client.emplace(scene.sandbox.port());
    scene.sandbox.fail_next(Fault::stall);
    client->send(order_request(scene.token));
    EXPECT_TRUE(scene.sandbox.wait_for_requests(2));
  }
  EXPECT_EQ(client->read_to_end().ending, ClientEnding::fin);
}

TEST(Sandbox, ThrowsWhenThePortIsTaken) {
  const Sandbox sandbox;

  EXPECT_THROW(Sandbox({.port = sandbox.port()}), std::system_error);
}

TEST(Sandbox, ServesSeveralThreads) {
  Scene scene{{.requests_per_second = 0}};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&scene] {
        for (int j = 0; j < 10; ++j) {
          scene.sandbox.add_order({.order_no = number});
          EXPECT_NE(log_in(scene.sandbox), "");
          EXPECT_TRUE(scene.sandbox.order(number).has_value());
        }
      });
  }

  EXPECT_EQ(scene.sandbox.logins(), 41);
}

}  // namespace

// A sandbox that a test talks to by bare sockets.
//
//     Scene scene;
//     EXPECT_NE(scene.ask().text, "");
#pragma once

#include <string>
#include <utility>

#include <imweb/testing/sandbox.hpp>

#include "plain_client.hpp"

namespace sandbox_scene {

using namespace imweb::testing;

inline const std::string number = "202604277420970";

inline std::string login_request(const Sandbox& sandbox) {
  const std::string body = R"({"key":")" + sandbox.key() + R"(","secret":")" + sandbox.secret() + R"("})";
  return "POST /v2/auth HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string log_in(const Sandbox& sandbox) {
  PlainClient client{sandbox.port()};
  client.send(login_request(sandbox));
  const std::string answer = client.read_answer();
  const auto at = answer.find("sandbox-token-");
  return at == std::string::npos ? "" : answer.substr(at, answer.find('"', at) - at);
}

inline std::string order_request(const std::string& token, const std::string& action = "deposit", const std::string& body = "{}") {
  return "PATCH /v2/shop/orders/" + number + "/" + action + "?order_version=v2 HTTP/1.1\r\naccess-token: " + token +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A sandbox with one order in PAY_WAIT, and a client that is logged in and connected.
struct Scene {
  explicit Scene(SandboxOptions options = {}) : sandbox(std::move(options)) {
    sandbox.add_order({.order_no = number});
    token = log_in(sandbox);
  }
  // Deposits, on a connection that ends with the answer.
  PlainClient::Heard ask() {
    PlainClient client{sandbox.port()};
    client.send(order_request(token));
    client.end_sending();
    return client.read_to_end();
  }
  // Deposits, and listens for a while on a connection that would go on.
  PlainClient::Heard ask_and_listen() {
    PlainClient client{sandbox.port()};
    client.patience(300);
    client.send(order_request(token));
    return client.read_to_end();
  }
  std::string status() const { return sandbox.order(number)->items.at(0).status; }

  Sandbox sandbox;
  std::string token;
};

}  // namespace sandbox_scene

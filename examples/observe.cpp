// Seeing what a client does: a line for each attempt and for each call. Reports hold facts and figures, never content.
#include <chrono>
#include <iostream>
#include <memory>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

auto in_ms(imweb::Duration time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time).count(); }

/// Runs on the engine's thread, and what it is given is valid only now: format, hand over, return.
struct Log : imweb::Observer {
  void on_attempt(const imweb::AttemptReport& attempt) override {
    std::cout << "attempt call=" << attempt.call << " shop=" << attempt.shop << " action=" << attempt.action
              << " number=" << attempt.attempt << " verdict=" << attempt.verdict << " http=" << attempt.http_status
              << " code=" << attempt.code.value_or(0) << " connecting_ms=" << in_ms(attempt.connecting)
              << " answering_ms=" << in_ms(attempt.answering) << " sent=" << attempt.bytes_sent
              << " received=" << attempt.bytes_received << "\n";
  }

  void on_call(const imweb::CallReport& call) override {
    std::cout << "call    call=" << call.call << " shop=" << call.shop << " action=" << call.action
              << " attempts=" << call.attempts << " outcome=" << (call.failure ? to_string(*call.failure) : "answered");
    if (call.failure) std::cout << " effect=" << to_string(call.effect);
    std::cout << " login_ms=" << in_ms(call.waits.login) << " turn_ms=" << in_ms(call.waits.turn)
              << " pause_ms=" << in_ms(call.waits.pause) << " in_flight_ms=" << in_ms(call.in_flight) << "\n";
  }
};

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url(),
                             .name = "main",
                             .observer = std::make_shared<Log>()}};
  const imweb::OrderNo order_no{"202604270000001"};

  // A login and an action; then a token that has died; then an answer that is lost, and so an effect that is unknown.
  const auto sent = client.process(order_no, imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"});
  sandbox.expire_tokens();
  const auto repeated = client.process(order_no, imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"});
  sandbox.fail_next(imweb::testing::Fault::apply_then_close);
  const auto lost = client.process(order_no, imweb::Complete{});
  return sent && repeated && !lost ? 0 : 1;
}

// A program whose client is static and goes at exit. exit_test.cpp runs it, once for each way, and reads what it says.
//
//     static_client <way>                             with a shop of its own
//     static_client <way> <base_url> <ca_file>        against a server that never answers; exits when its input ends
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <optional>
#include <string>
#include <string_view>

#include <unistd.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "life/child.hpp"

namespace {

using namespace std::chrono_literals;
using imweb::OrderClient;
using imweb::testing::Sandbox;

const imweb::OrderNo order_no{"202604277420970"};

// Made before main, and so gone after everything that libcurl and its TLS library clean up at exit.
std::optional<Sandbox> early_sandbox;
std::optional<imweb::Engine> early_engine;
std::optional<OrderClient> early_client;

void say(const imweb::Outcome<imweb::OrderActionResult>& outcome) {
  std::puts(outcome ? "processed" : to_string(outcome.failure()).c_str());
  std::fflush(stdout);
}

imweb::ClientOptions tls_options(const std::string& base_url, const std::string& ca_file) {
  return {.credentials = {.key = imweb::Secret{"made-up-key"}, .secret = imweb::Secret{"made-up-secret"}},
          .base_url = base_url,
          .attempt_timeout = 1h,
          .connection = {.ca_file = ca_file}};
}

/// Goes between the TLS library and the early client, and tries to call then: with that client, and with a new one.
struct LateCaller {
  std::optional<imweb::ClientOptions> options{};

  LateCaller() = default;
  LateCaller(const LateCaller&) = delete;
  LateCaller& operator=(const LateCaller&) = delete;
  ~LateCaller() {
    if (!options) return;
    say(early_client->process(order_no, imweb::Place{}));
    OrderClient late{*options};
    say(late.process(order_no, imweb::Place{}));
  }
} late_caller;

imweb::ClientOptions options_for(Sandbox& sandbox) {
  sandbox.add_order({.order_no = order_no.str(), .items = {{.status = "PAY_COMPLETE"}}});
  return {.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
          .base_url = sandbox.base_url(),
          .attempt_timeout = 1h};
}

/// Ends the program with an order in flight.
void leave_in_flight(OrderClient& client, Sandbox& sandbox) {
  sandbox.fail_next(imweb::testing::Fault::apply_then_stall);
  client.start(order_no, imweb::Place{}, {.deadline = 1h}, say);
  if (!sandbox.wait_for_requests(2)) std::_Exit(9);
  std::exit(0);
}

void idle() {
  static Sandbox sandbox;
  static OrderClient client{options_for(sandbox)};
  say(client.process(order_no, imweb::Place{}));
}

void in_flight() {
  static Sandbox sandbox;
  static OrderClient client{options_for(sandbox)};
  leave_in_flight(client, sandbox);
}

void early() {
  early_sandbox.emplace();
  early_engine.emplace();
  early_client.emplace(options_for(*early_sandbox), *early_engine);
  leave_in_flight(*early_client, *early_sandbox);
}

/// Ends the program, when its input ends, with a login in flight.
void leave_login_in_flight(OrderClient& client) {
  client.start(order_no, imweb::Place{}, {.deadline = 1h}, say);
  while (std::getchar() != EOF) {
  }
}

void tls(const std::string& base_url, const std::string& ca_file) {
  static OrderClient client{tls_options(base_url, ca_file)};
  leave_login_in_flight(client);
}

void early_tls(const std::string& base_url, const std::string& ca_file) {
  early_client.emplace(tls_options(base_url, ca_file));
  late_caller.options = tls_options(base_url, ca_file);
  leave_login_in_flight(*early_client);
}

/// The client is never destroyed.
void kept_tls(const std::string& base_url, const std::string& ca_file) {
  static auto* const client = new OrderClient{tls_options(base_url, ca_file)};
  leave_login_in_flight(*client);
}

/// The same in a child, beside an engine that stayed with the parent.
int fork_and_keep_tls(const std::string& base_url, const std::string& ca_file) {
  early_engine.emplace();
  const pid_t child = imweb::testing::fork_at_rest();
  if (child != 0) return imweb::testing::wait_for(child);
  ::alarm(60);
  kept_tls(base_url, ca_file);
  return 0;
}

void exit_in_callback() {
  static Sandbox sandbox;
  static OrderClient client{options_for(sandbox)};
  client.start(order_no, imweb::Place{}, {}, [](const auto& outcome) {
    say(outcome);
    std::exit(0);
  });
  std::promise<void>{}.get_future().wait();
}

/// The child uses and destroys the client that it inherited, and ends as any program does.
int fork_and_exit() {
  static OrderClient client{{.credentials = {.key = imweb::Secret{"made-up-key"}, .secret = imweb::Secret{"made-up-secret"}}}};
  const pid_t child = imweb::testing::fork_at_rest();
  if (child != 0) return imweb::testing::wait_for(child);
  ::alarm(60);
  say(client.process(order_no, imweb::Place{}));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view way = count > 1 ? arguments[1] : "";
  if (way == "idle") idle();
  if (way == "in_flight") in_flight();
  if (way == "early") early();
  if (way == "tls" && count == 4) tls(arguments[2], arguments[3]);
  if (way == "early_tls" && count == 4) early_tls(arguments[2], arguments[3]);
  if (way == "kept_tls" && count == 4) kept_tls(arguments[2], arguments[3]);
  if (way == "fork_and_keep_tls" && count == 4) return fork_and_keep_tls(arguments[2], arguments[3]);
  if (way == "exit_in_callback") exit_in_callback();
  return way == "fork" ? fork_and_exit() : 0;
}

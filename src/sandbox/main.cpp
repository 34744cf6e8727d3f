// imweb-sandbox: the emulator as a program, for trying the API out with curl, the examples or another language's client.
//
//     imweb-sandbox --port 8080 --orders examples/sandbox_orders.json
#include <csignal>
#include <exception>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox.hpp>

#include "base/whole_number.hpp"
#include "sandbox/orders_file.hpp"

namespace {

using imweb::testing::Sandbox;
using imweb::testing::sandbox::Orders;

constexpr int exit_usage = 2;
constexpr std::string_view usage =
    "usage: imweb-sandbox [--port N] [--orders FILE]\n"
    "  --port N       port of 127.0.0.1; default: any free one\n"
    "  --orders FILE  JSON file with the shop's orders; default: a few made-up ones\n";

struct Arguments {
  std::uint16_t port = 0;
  std::string orders_file{};
  bool wants_help = false;
};

int complain(const std::string& what) {
  std::cerr << "imweb-sandbox: " << what << "\n";
  return exit_usage;
}

// Empty, after a complaint, when the arguments make no sense.
std::optional<Arguments> read_arguments(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--help") return Arguments{.wants_help = true};
    const bool has_value = (word == "--port" || word == "--orders") && i + 1 < count;
    if (!has_value) {
      std::cerr << usage;
      complain("cannot use argument " + std::string{word});
      return std::nullopt;
    }
    const std::string_view value = words[++i];
    if (word == "--orders") {
      arguments.orders_file = value;
      continue;
    }
    const auto port = imweb::whole_number<std::uint16_t>(value);
    if (!port) {
      complain("--port takes a number from 0 to 65535, not " + std::string{value});
      return std::nullopt;
    }
    arguments.port = *port;
  }
  return arguments;
}

std::optional<Orders> load_orders(const std::string& file_name) {
  if (file_name.empty()) return imweb::testing::sandbox::demo_orders();
  std::ifstream file{file_name};
  if (!file) {
    complain("cannot open " + file_name);
    return std::nullopt;
  }
  auto orders = imweb::testing::sandbox::read_orders(file);
  if (const auto* error = std::get_if<imweb::testing::sandbox::OrdersError>(&orders)) {
    complain(file_name + ": " + error->what);
    return std::nullopt;
  }
  return std::get<Orders>(orders);
}

void print_welcome(const Sandbox& sandbox, const Orders& orders) {
  std::cout << "address  " << sandbox.base_url() << "\nkey      " << sandbox.key() << "\nsecret   " << sandbox.secret() << "\n";
  for (const auto& order : orders) {
    const auto stored = sandbox.order(order.order_no);
    std::cout << "order    " << order.order_no;
    for (const auto& item : stored->items) {
      std::cout << "  " << item.prod_order_no << " " << item.status;
      if (!item.claim_status.empty()) std::cout << " " << item.claim_status;
    }
    std::cout << "\n";
  }
  std::cout << "\nTOKEN=$(curl -s " << sandbox.base_url() << "/auth -d '{\"key\":\"" << sandbox.key() << "\",\"secret\":\""
            << sandbox.secret() << "\"}' | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\n";
  const std::string order_no = orders.empty() ? "202604270000001" : orders.front().order_no;
  const std::string with_token = "-H \"access-token: $TOKEN\" ";
  std::cout << "curl -s " << with_token << sandbox.base_url() << "/shop/orders/" << order_no << "/prod-orders\n"
            << "curl -X PATCH " << with_token << "-H 'Content-Type: application/json' -d '{}' " << sandbox.base_url()
            << "/shop/orders/" << order_no << "/deposit\n\nCtrl-C stops." << std::endl;
}

// The threads that the sandbox starts inherit the mask, so the signals wait for `sigwait`. A shell starts background programs with SIGINT
// ignored, and an ignored signal is not waited for either.
sigset_t hold_back_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  std::signal(SIGINT, SIG_DFL);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve(const Arguments& arguments, const Orders& orders) {
  const sigset_t signals = hold_back_signals();
  Sandbox sandbox{{.port = arguments.port}};
  for (const auto& order : orders) sandbox.add_order(order);
  print_welcome(sandbox, orders);
  int signal = 0;
  sigwait(&signals, &signal);
  std::cout << "\nstopped after " << sandbox.ledger().size() << " requests, " << sandbox.logins() << " of them logins; at most "
            << sandbox.max_in_any_second() << " in a second" << std::endl;
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    const auto arguments = read_arguments(count, words);
    if (!arguments) return exit_usage;
    if (arguments->wants_help) {
      std::cout << usage;
      return 0;
    }
    const auto orders = load_orders(arguments->orders_file);
    return orders ? serve(*arguments, *orders) : exit_usage;
  } catch (const std::exception& error) {
    std::cerr << "imweb-sandbox: " << error.what() << "\n";
    return 1;
  }
}

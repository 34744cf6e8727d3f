// A client and a whole shop in virtual time: the client's requests go to the sandbox's rules without a socket, and a test says which of them are lost.
//
//     VirtualSandbox world;
//     world.add("202604270000001", {"PAY_COMPLETE"});
//     world.lose = [](int number, const LedgerEntry&) { return number == 7 ? Loss::after : Loss::none; };
//     const auto report = world.client.ship(list);
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/manual_clock.hpp>
#include <imweb/testing/scripted_transport.hpp>

#include "sandbox/api.hpp"

namespace imweb::testing {

/// How a request goes wrong: the connection breaks before the shop has it, or after it was carried out.
enum class Loss : std::uint8_t { none, before, after };

class VirtualSandbox {
 public:
  explicit VirtualSandbox(SandboxOptions options = {}, ClientOptions client_options = {})
      : api(std::move(options)),
        engine(std::unique_ptr<http::Transport>{transport}, clock),
        client(with_address(std::move(client_options), api.options()), engine) {}

  /// Asked with the number of the request, from 1, on the engine's thread. Set it before the first call.
  std::function<Loss(int number, const LedgerEntry& entry)> lose = [](int, const LedgerEntry&) { return Loss::none; };

  void add(const std::string& order_no, const std::vector<std::string>& statuses) {
    SandboxOrder order{.order_no = order_no};
    for (const auto& status : statuses) order.items.push_back({.status = status});
    api.shop().add(std::move(order));
  }

  [[nodiscard]] SandboxItem item(const std::string& order_no, std::size_t position = 0) const {
    return api.shop().order(order_no)->items.at(position);
  }

  /// All requests so far. The engine must be at rest.
  [[nodiscard]] const std::vector<LedgerEntry>& ledger() const { return ledger_; }
  [[nodiscard]] int count(EntryKind kind) const {
    int number = 0;
    for (const auto& entry : ledger_) number += entry.kind == kind ? 1 : 0;
    return number;
  }

  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  sandbox::Api api;
  ScriptedTransport* transport = new ScriptedTransport(clock, [this](const http::Request& request) { return answer(request); });
  Engine engine;
  OrderClient client;

 private:
  static ClientOptions with_address(ClientOptions options, const SandboxOptions& shop) {
    options.credentials = {.key = Secret{shop.key}, .secret = Secret{shop.secret}};
    return options;
  }

  Script answer(const http::Request& request) {
    constexpr std::chrono::milliseconds round_trip{40};
    sandbox::HttpRequest seen{.method = std::string{to_string(request.method)},
                              .target = request.url.substr(std::string_view{"https://api.imweb.me"}.size()),
                              .headers = request.headers,
                              .body = request.body,
                              .at = clock->now()};
    const auto call = sandbox::read_call(seen);
    LedgerEntry entry = api.entry_of(seen, call);
    const Loss loss = lose(static_cast<int>(ledger_.size()) + 1, entry);
    sandbox::Handled handled;
    if (loss != Loss::before) handled = api.handle(call, seen.at);
    entry.applied = handled.is_applied;
    entry.items_applied = handled.items_applied;
    entry.code = handled.code;
    ledger_.push_back(std::move(entry));
    if (loss != Loss::none) return {.reply_after = round_trip, .reply = http::TransportFailure{.what = "the connection broke"}};
    return {.reply_after = round_trip,
            .reply = http::Response{.status = handled.answer.status, .body = std::move(handled.answer.body)}};
  }

  std::vector<LedgerEntry> ledger_;
};

}  // namespace imweb::testing

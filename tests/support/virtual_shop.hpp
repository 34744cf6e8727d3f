// A shop at a scripted imweb in virtual time: what is sent, when, and how each request is answered.
//
//     VirtualShop shop;
//     shop.on_order = [](const http::Request&) { return reply(R"({"code":-10,"msg":"m"})"); };
//     auto outcome = shop.client.process(order(1), Place{});
//     EXPECT_EQ(shop.orders().size(), 1U);
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/manual_clock.hpp>
#include <imweb/testing/scripted_transport.hpp>

namespace imweb::testing {

using Result = Outcome<OrderActionResult>;

inline OrderNo order(int number) { return OrderNo{"20260427742" + std::to_string(1000 + number)}; }

/// A complete answer, after the time that one takes.
inline Script reply(std::string body, int status = 200) {
  return {.reply_after = std::chrono::milliseconds{50}, .reply = http::Response{.status = status, .body = std::move(body)}};
}

inline Script refusal(int code, const std::string& msg = "a message") {
  return reply("{\"msg\":\"" + msg + "\",\"code\":" + std::to_string(code) + "}");
}

inline Script broken(http::Progress progress, http::Cause cause = http::Cause::connection) {
  Script script{.reply_after = std::chrono::milliseconds{50},
                .reply = http::TransportFailure{.progress = progress, .cause = cause}};
  if (progress == http::Progress::not_sent) script.sent_after.reset();
  return script;
}

inline Script given_token(const std::string& token) {
  return reply(R"({"msg":"SUCCESS","code":200,"access_token":")" + token + "\"}");
}

/// The number in .../shop/orders/<number>/<action>?...
inline std::string number_in(const http::Request& request) {
  constexpr std::string_view before = "/shop/orders/";
  const auto begin = request.url.find(before) + before.size();
  return request.url.substr(begin, request.url.find('/', begin) - begin);
}

inline Script processed(const http::Request& request) {
  return reply(R"({"msg":"SUCCESS","code":200,"request_count":4,"data":{"success":[")" + number_in(request) +
               R"("],"failed":[]}})");
}

inline bool is_login(const http::Request& request) { return request.url.ends_with("/auth"); }

inline std::string token_in(const http::Request& request) {
  for (const auto& header : request.headers)
    if (header.name == "access-token") return header.value;
  return {};
}

inline ClientOptions options_of_shop(const std::string& name = "one") {
  return {.credentials = {.key = Secret{"key-of-shop-" + name}, .secret = Secret{"secret-of-shop-" + name}}};
}

/// Keeps outcomes that come on the engine's thread, and waits for them.
class Outcomes {
 public:
  explicit Outcomes(std::size_t expected) : left_(expected) {
    if (expected == 0) all_.set_value();
  }

  /// A callback for one call; the outcomes are kept in the order in which they come.
  [[nodiscard]] OnDone taker() {
    return [this](Result result) {
      results_.push_back(std::move(result));
      if (--left_ == 0) all_.set_value();
    };
  }

  /// All of them; fewer only when something hangs.
  [[nodiscard]] const std::vector<Result>& wait() {
    const auto patience = std::chrono::minutes{2};
    if (future_.wait_for(patience) != std::future_status::ready) throw std::runtime_error{"calls did not end"};
    return results_;
  }

 private:
  std::size_t left_;
  std::vector<Result> results_;  // touched by the engine's thread until all_ is set
  std::promise<void> all_{};
  std::future<void> future_ = all_.get_future();
};

class VirtualShop {
 public:
  explicit VirtualShop(ClientOptions options = options_of_shop())
      : engine(std::unique_ptr<http::Transport>{transport}, clock), client(std::move(options), engine) {}

  /// Asked on the engine's thread; set them before the first call.
  ScriptedTransport::Scripting on_order = processed;
  ScriptedTransport::Scripting on_login = [](const http::Request&) { return given_token("token-of-shop"); };

  [[nodiscard]] std::vector<RecordedRequest> orders() const { return recorded(false); }
  [[nodiscard]] std::size_t logins() const { return recorded(true).size(); }
  [[nodiscard]] std::size_t requests() const { return transport->requests().size(); }

  /// Runs on the engine's thread. Calls started in there all begin at the same moment of virtual time.
  void at_once(std::function<void()> what) {
    std::promise<void> done;
    client.start(OrderNo{""}, Place{}, {}, [&](const Result&) {  // refused, and so over at once, without a request
      what();
      done.set_value();
    });
    done.get_future().wait();
  }

  /// Starts these calls at the same moment and waits for all.
  [[nodiscard]] std::vector<Result> process_all(int count, const CallOptions& options = {}) {
    Outcomes outcomes{static_cast<std::size_t>(count)};
    at_once([&] {
      for (int i = 0; i < count; ++i) client.start(order(i), Place{}, options, outcomes.taker());
    });
    return outcomes.wait();
  }

  std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
  ScriptedTransport* transport = new ScriptedTransport(clock, [this](const http::Request& request) {
    return (is_login(request) ? on_login : on_order)(request);
  });
  Engine engine;
  OrderClient client;

 private:
  [[nodiscard]] std::vector<RecordedRequest> recorded(bool logins) const {
    auto all = transport->requests();
    std::erase_if(all, [logins](const RecordedRequest& one) { return is_login(one.request) != logins; });
    return all;
  }
};

}  // namespace imweb::testing

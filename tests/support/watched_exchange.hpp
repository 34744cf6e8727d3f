// Drives a transport from the test's own thread, as the engine would, and keeps what it reports.
//
//     http::CurlTransport transport;
//     const auto exchange = ask(transport, {.method = http::Method::patch, .url = server.url(), .body = "{}"});
//     EXPECT_EQ(exchange->response().status, 200);
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/http/transport.hpp>

namespace imweb::testing {

/// Thread rule: reports may come from any thread.
class WatchedExchange final : public http::Exchange {
 public:
  explicit WatchedExchange(http::Request request) : request_(std::move(request)) {}

  [[nodiscard]] const http::Request& request() const noexcept override { return request_; }
  void sent() override { ++sent_; }
  void done(http::Reply reply) override {
    const std::scoped_lock lock{mutex_};
    ++done_;
    if (!reply_) reply_ = std::move(reply);
  }

  [[nodiscard]] int sent_count() const noexcept { return sent_; }
  [[nodiscard]] int done_count() const {
    const std::scoped_lock lock{mutex_};
    return done_;
  }
  [[nodiscard]] bool is_done() const { return done_count() > 0; }

  /// The answer; a test failure and an empty one when there is none.
  [[nodiscard]] http::Response response() const { return reply_as<http::Response>(); }
  [[nodiscard]] http::TransportFailure failure() const { return reply_as<http::TransportFailure>(); }

 private:
  template <class Kind>
  [[nodiscard]] Kind reply_as() const {
    const std::scoped_lock lock{mutex_};
    const auto* kind = reply_ ? std::get_if<Kind>(&*reply_) : nullptr;
    if (kind) return *kind;
    ADD_FAILURE() << (reply_ ? "the exchange ended the other way" : "the exchange did not end");
    if (const auto* other = reply_ ? std::get_if<http::TransportFailure>(&*reply_) : nullptr) ADD_FAILURE() << other->what;
    return {};
  }

  http::Request request_;
  std::atomic<int> sent_ = 0;
  mutable std::mutex mutex_{};
  int done_ = 0;                        // guarded by mutex_
  std::optional<http::Reply> reply_{};  // guarded by mutex_
};

/// Lets the transport work until `is_over()`. False when that takes suspiciously long.
template <class Condition>
[[nodiscard]] bool drive(http::Transport& transport, Condition is_over) {
  const TimePoint patience = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!is_over()) {
    if (std::chrono::steady_clock::now() >= patience) return false;
    transport.wait_until(patience);
  }
  return true;
}

[[nodiscard]] inline std::shared_ptr<WatchedExchange> begin(http::Transport& transport, http::Request request) {
  auto exchange = std::make_shared<WatchedExchange>(std::move(request));
  transport.start(exchange);
  return exchange;
}

/// Starts the request and waits for its end.
[[nodiscard]] inline std::shared_ptr<WatchedExchange> ask(http::Transport& transport, http::Request request) {
  auto exchange = begin(transport, std::move(request));
  EXPECT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
  return exchange;
}

}  // namespace imweb::testing

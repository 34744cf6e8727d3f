// A transport that holds every request until the test ends it, in real time and from the test's own thread.
//
//     auto* transport = new HeldTransport;
//     Engine engine{std::unique_ptr<http::Transport>{transport}};
//     ...
//     const auto login = transport->next();   // waits until the engine has started one
//     login->sent();
//     login->done(http::Response{.status = 200, .body = ...});
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include <imweb/http/transport.hpp>

namespace imweb::testing {

class HeldTransport final : public http::Transport {
 public:
  void start(std::shared_ptr<http::Exchange> exchange) override {
    const std::scoped_lock lock{mutex_};
    started_.push_back(std::move(exchange));
    changed_.notify_all();
  }

  /// The next request that was started; waits for it.
  [[nodiscard]] std::shared_ptr<http::Exchange> next() {
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, std::chrono::seconds{30}, [this] { return !started_.empty(); }))
      throw std::runtime_error{"no request was started"};
    auto exchange = std::move(started_.front());
    started_.pop_front();
    return exchange;
  }

  /// Lets the login that comes next succeed.
  void let_login() {
    const auto login = next();
    login->sent();
    login->done(http::Response{.status = 200, .body = R"({"msg":"SUCCESS","code":200,"access_token":"held-token"})"});
  }

 private:
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<std::shared_ptr<http::Exchange>> started_{};
};

}  // namespace imweb::testing

// Many requests at once: they are spread over several multi handles, and nobody notices.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>
#include <imweb/testing/sandbox.hpp>

#include "http/requests.hpp"
#include "http/shards.hpp"
#include "life/child.hpp"
#include "support/raw_server.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using namespace testing;
using namespace std::chrono_literals;

constexpr int crowd = 150;  // more than two shards hold

/// That many at once, each answered with its own number.
void ask_all(CurlTransport& transport, const RawServer& server) {
  std::vector<std::shared_ptr<WatchedExchange>> exchanges;
  for (int i = 0; i < crowd; ++i) exchanges.push_back(begin(transport, patch(server.url("/" + std::to_string(i)))));
  for (int i = 0; i < crowd; ++i) {
    const auto& exchange = *exchanges[static_cast<std::size_t>(i)];
    ASSERT_TRUE(drive(transport, [&] { return exchange.is_done(); }));
    EXPECT_EQ(exchange.response().body, "/" + std::to_string(i));
    EXPECT_EQ(exchange.sent_count(), 1);
  }
}

TEST(CurlCrowd, IsAnsweredAndKeepsItsConnections) {
  RawServer server{[](const HttpRequest& request) { return answer(request.target); }};
  CurlTransport transport;
  for (int round = 0; round < 3; ++round) ask_all(transport, server);
  EXPECT_LE(server.connections(), crowd);
  EXPECT_EQ(server.requests().size(), 3U * crowd);
}

TEST(CurlCrowd, IsAbandonedOneByOne) {
  RawServer server{
      [](const HttpRequest& request) { return request.target == "/good" ? answer("{}") : closing("", Ending::stall); }};
  CurlTransport transport;
  std::vector<std::shared_ptr<WatchedExchange>> stalled;
  for (int i = 0; i < crowd; ++i) stalled.push_back(begin(transport, patch(server.url("/stall"))));
  const auto good = begin(transport, patch(server.url("/good")));
  ASSERT_TRUE(drive(transport, [&] { return good->is_done() && stalled.back()->sent_count() == 1; }));

  for (const auto& exchange : stalled)
    EXPECT_EQ(transport.abandon(*exchange), exchange->sent_count() == 1 ? Progress::may_have_been_sent : Progress::not_sent);

  EXPECT_EQ(ask(transport, patch(server.url("/good")))->response().status, 200);
  for (const auto& exchange : stalled) EXPECT_EQ(exchange->done_count(), 0);
}

/// Does something when it is done, on the engine's thread.
class Acting final : public Exchange {
 public:
  Acting(Request request, std::function<void()> act) : request_(std::move(request)), act_(std::move(act)) {}
  [[nodiscard]] const Request& request() const noexcept override { return request_; }
  void sent() override {}
  void done(Reply) override { act_(); }

 private:
  Request request_;
  std::function<void()> act_;
};

TEST(CurlCrowd, MayGrowAndShrinkWhileAnswersAreReported) {
  RawServer server{
      [](const HttpRequest& request) { return request.target == "/good" ? answer("{}") : closing("", Ending::stall); }};
  CurlTransport transport;
  std::vector<std::shared_ptr<WatchedExchange>> stalled;
  std::vector<std::shared_ptr<WatchedExchange>> more;
  for (int i = 0; i < crowd; ++i) stalled.push_back(begin(transport, patch(server.url("/stall"))));
  transport.start(std::make_shared<Acting>(patch(server.url("/good")), [&] {
    for (const auto& exchange : stalled) static_cast<void>(transport.abandon(*exchange));
    for (int i = 0; i < crowd; ++i) more.push_back(begin(transport, patch(server.url("/good"))));
  }));
  ASSERT_TRUE(drive(transport, [&] { return !more.empty(); }));
  for (const auto& exchange : more) {
    ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
    EXPECT_EQ(exchange->response().status, 200);
  }
}

TEST(CurlCrowd, SendsARequestOnceThatIsStartedTwice) {
  RawServer server;
  CurlTransport transport;
  const auto exchange = std::make_shared<WatchedExchange>(patch(server.url()));
  transport.start(exchange);
  transport.start(exchange);
  ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
  EXPECT_EQ(exchange->sent_count(), 1);
  EXPECT_EQ(exchange->done_count(), 1);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(CurlCrowd, LeavesAForkedChildNothingToDisturb) {
  RawServer server{[](const HttpRequest& request) {
    auto slow = answer(request.target);
    if (request.target == "/slow") slow.delay = 300ms;
    return slow;
  }};
  auto transport = std::make_unique<CurlTransport>();
  ASSERT_EQ(ask(*transport, patch(server.url("/warm")))->response().status, 200);
  const auto exchange = begin(*transport, patch(server.url("/slow")));
  ASSERT_TRUE(drive(*transport, [&] { return exchange->sent_count() == 1; }));

  const auto destroy = [&] {
    transport.reset();
    return exchange->done_count();
  };
  EXPECT_EQ(run_in_fork(destroy), 0);

  ASSERT_TRUE(drive(*transport, [&] { return exchange->is_done(); }));
  EXPECT_EQ(exchange->response().body, "/slow");
  EXPECT_EQ(ask(*transport, patch(server.url("/after")))->response().status, 200);
  EXPECT_EQ(server.connections(), 1);
}

/// Handles that stay where they are put, and are never run.
class Parked {
 public:
  explicit Parked(Shards& shards) {
    for (int i = 0; i < crowd; ++i) {
      where_.push_back(shards.with_room());
      EXPECT_TRUE(where_.back()->add(handles_.emplace_back(curl_easy_init())));
    }
  }
  Parked(const Parked&) = delete;
  Parked& operator=(const Parked&) = delete;
  ~Parked() {
    for (std::size_t i = 0; i < handles_.size(); ++i) {
      where_[i]->remove(handles_[i]);
      curl_easy_cleanup(handles_[i]);
    }
  }

 private:
  std::vector<Shard*> where_;
  std::vector<CURL*> handles_;
};

TEST(Shards, AreMadeWhenNeededAndClosedWhenIdleForLong) {
  EventLoop loop;
  Shards shards{loop};
  {
    const Parked parked{shards};
    EXPECT_EQ(shards.size(), 3U);
    EXPECT_FALSE(shards.close_idle(std::chrono::steady_clock::now() + 1h));
  }
  Shard* const first = shards.with_room();
  const TimePoint now = std::chrono::steady_clock::now();
  EXPECT_FALSE(shards.close_idle(now + max_idle - 10s));
  EXPECT_LE(shards.next_moment(), now + max_idle);
  EXPECT_TRUE(shards.close_idle(now + max_idle));
  EXPECT_EQ(shards.size(), 1U);
  EXPECT_EQ(shards.with_room(), first);
}

}  // namespace
}  // namespace imweb::http

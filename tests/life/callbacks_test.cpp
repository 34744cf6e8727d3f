// Callbacks that call back: long chains, the one call that is forbidden there, and the end of everything from inside.
// Throwing, and ending a client with other clients around: tests/client/lifetime_test.cpp.
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "support/held_transport.hpp"
#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

constexpr int links = 1000;

/// Each call is started by the callback of the one before.
class Chain {
 public:
  explicit Chain(OrderClient& client) : client_(client) {}

  /// How many calls ended when the last one did.
  [[nodiscard]] int run(const OrderTarget& target) {
    start(target);
    return ended_.get_future().get();
  }

 private:
  void start(const OrderTarget& target) {
    client_.start(target, Place{}, {}, [this, target](const Result&) {
      if (++count_ < links) return start(target);
      ended_.set_value(count_);
    });
  }

  OrderClient& client_;
  int count_ = 0;
  std::promise<int> ended_{};
};

TEST(Callback, MayContinueAChainOfAThousandCalls) {
  VirtualShop shop;
  EXPECT_EQ(Chain{shop.client}.run(order(1)), links);
  EXPECT_EQ(shop.orders().size(), static_cast<std::size_t>(links));
}

TEST(Callback, MayContinueAChainOfAThousandCallsThatAreRefused) {
  VirtualShop shop;
  EXPECT_EQ(Chain{shop.client}.run(OrderNo{"/"}), links);
  EXPECT_EQ(shop.requests(), 0U);
}

/// Answers inside `start`, on a clock that stands still for nobody.
class InlineTransport final : public http::Transport {
 public:
  explicit InlineTransport(std::shared_ptr<ManualClock> clock) : clock_(std::move(clock)) {}
  void start(std::shared_ptr<http::Exchange> exchange) override {
    const auto script = is_login(exchange->request()) ? given_token("t") : processed(exchange->request());
    exchange->sent();
    exchange->done(script.reply);
  }
  void wait_until(TimePoint until) override {
    if (until == never) return http::Transport::wait_until(until);
    clock_->advance_to(until);
  }

 private:
  std::shared_ptr<ManualClock> clock_;
};

TEST(Callback, MayContinueAChainOverATransportThatAnswersAtOnce) {
  const auto clock = std::make_shared<ManualClock>();
  Engine engine{std::make_unique<InlineTransport>(clock), clock};
  OrderClient client{options_of_shop(), engine};
  EXPECT_EQ(Chain{client}.run(order(1)), links);
}

TEST(Callback, ThatAlwaysStartsAnotherCallDoesNotHoldUpOtherShops) {
  auto* transport = new HeldTransport;
  Engine engine{std::unique_ptr<http::Transport>{transport}};
  OrderClient client{options_of_shop(), engine};
  OrderClient other{options_of_shop("two"), engine};
  std::atomic<bool> is_over = false;
  std::promise<void> ended;
  std::function<void(const Result&)> again = [&](const Result&) {
    if (is_over) return ended.set_value();
    other.start(OrderNo{"/"}, Place{}, {}, again);  // refused at once, and so on for ever
  };
  other.start(OrderNo{"/"}, Place{}, {}, again);

  Outcomes outcomes{1};
  client.start(order(1), Place{}, {}, outcomes.taker());
  transport->let_login();
  const auto exchange = transport->next();
  exchange->done(processed(exchange->request()).reply);
  EXPECT_TRUE(outcomes.wait()[0]);
  is_over = true;
  ended.get_future().wait();
}

TEST(Callback, ThatAlwaysStartsAnotherCallDoesNotKeepItsClientFromGoing) {
  VirtualShop shop;
  std::optional<OrderClient> client{std::in_place, options_of_shop("two"), shop.engine};
  int ended = 0;
  std::function<void(const Result&)> again = [&](const Result& result) {
    EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
    ++ended;
    client->start(order(2), Place{}, {}, again);
  };
  shop.at_once([&] {
    client->start(order(1), Place{}, {}, again);
    client.reset();
    EXPECT_EQ(ended, 2) << "the call, and the one that its callback started; the next is never begun";
  });
  EXPECT_TRUE(shop.client.process(order(3), Place{}));
  EXPECT_EQ(ended, 2);
}

TEST(Callback, ThatAlwaysStartsARefusedCallDoesNotKeepTheEngineFromGoing) {
  std::optional<Engine> engine{std::in_place, std::make_unique<HeldTransport>()};
  OrderClient client{{.credentials = {.key = Secret{"key"}, .secret = Secret{"secret"}}}, *engine};
  std::promise<void> begun;
  std::atomic<int> told = 0;
  std::function<void(const Result&)> again = [&](const Result&) {
    if (++told == 10) begun.set_value();
    client.start(OrderNo{"/"}, Place{}, {}, again);
  };
  client.start(OrderNo{"/"}, Place{}, {}, again);
  begun.get_future().wait();

  engine.reset();

  EXPECT_GE(told, 10);
}

TEST(Callback, OfTheLastMomentStillLearnsOfAnAnswerThatIsHere) {
  const auto answered = [](const std::shared_ptr<http::Exchange>& exchange) {
    exchange->done(processed(exchange->request()).reply);
  };
  auto* transport = new HeldTransport;
  Engine engine{std::unique_ptr<http::Transport>{transport}};
  OrderClient client{options_of_shop(), engine};
  std::stop_source source;
  Outcomes outcomes{1};
  client.start(order(1), Place{}, {.stop = source.get_token()}, outcomes.taker());
  transport->let_login();
  const auto exchange = transport->next();
  exchange->sent();
  client.start(OrderNo{"/"}, Place{}, {}, [&](const Result&) {  // in one batch of the engine's: first the stop, then the answer
    source.request_stop();
    answered(exchange);
  });
  EXPECT_TRUE(outcomes.wait()[0]);
}

TEST(Callback, ThatTakesLongMakesNoAnswerCountAsTooLate) {
  VirtualShop shop;
  ASSERT_TRUE(shop.client.process(order(1), Place{}));
  OrderClient other{options_of_shop("two"), shop.engine};
  ASSERT_TRUE(other.process(order(2), Place{}));
  Outcomes outcomes{1};
  shop.on_order = [&](const http::Request& request) {
    if (number_in(request) == order(4).str()) shop.clock->advance(10s);  // the engine's thread was busy for so long
    return processed(request);
  };
  shop.at_once([&] {
    shop.client.start(order(3), Place{}, {.deadline = 5s}, outcomes.taker());
    other.start(order(4), Place{}, {}, {});
  });
  EXPECT_TRUE(outcomes.wait()[0]) << outcomes.wait()[0].failure().message();
}

TEST(Callback, GetsAClearErrorFromProcessAndNoDeadlock) {
  VirtualShop shop;
  std::promise<Result> inner;
  shop.client.start(order(1), Place{}, {}, [&](const Result&) { inner.set_value(shop.client.process(order(2), Place{})); });
  const Result result = inner.get_future().get();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().kind(), FailureKind::invalid_argument);
  EXPECT_EQ(result.failure().effect(), Effect::not_applied);
  EXPECT_NE(result.failure().message().find("start()"), std::string::npos) << result.failure().message();
  EXPECT_TRUE(shop.client.process(order(3), Place{}));
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(Callback, MayUseProcessOfAClientWithAnotherEngine) {
  VirtualShop shop, other;
  std::promise<Result> inner;
  shop.client.start(order(1), Place{}, {}, [&](const Result&) { inner.set_value(other.client.process(order(2), Place{})); });
  EXPECT_TRUE(inner.get_future().get());
}

/// Calls `process` where it is forbidden too.
struct BlockingObserver final : Observer {
  void on_attempt(const AttemptReport& attempt) override {
    if (attempt.action != "login") result.set_value(client->process(order(2), Place{}));
  }
  OrderClient* client = nullptr;
  std::promise<Result> result{};
};

TEST(Callback, IsNoExceptionInAnObserver) {
  const auto observer = std::make_shared<BlockingObserver>();
  auto options = options_of_shop();
  options.observer = observer;
  VirtualShop shop{std::move(options)};
  observer->client = &shop.client;
  EXPECT_TRUE(shop.client.process(order(1), Place{}));
  EXPECT_EQ(observer->result.get_future().get().failure().kind(), FailureKind::invalid_argument);
}

// ── the end from inside ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Tells when it is destroyed, which is the last that an engine does.
class LastSign final : public http::Transport {
 public:
  explicit LastSign(std::promise<void> gone) : gone_(std::move(gone)) {}
  ~LastSign() override { gone_.set_value(); }
  void start(std::shared_ptr<http::Exchange> exchange) override {
    if (is_login(exchange->request())) exchange->done(given_token("t").reply);  // orders stay in flight
  }

 private:
  std::promise<void> gone_;
};

/// Two shops on an engine that tells when it has gone.
struct TwoShops {
  std::promise<void> gone{};
  std::future<void> is_gone = gone.get_future();
  std::unique_ptr<Engine> engine = std::make_unique<Engine>(std::make_unique<LastSign>(std::move(gone)));
  std::unique_ptr<OrderClient> one = std::make_unique<OrderClient>(options_of_shop("one"), *engine);
  std::unique_ptr<OrderClient> two = std::make_unique<OrderClient>(options_of_shop("two"), *engine);
};

TEST(Callback, MayDestroyItsClientAndTheEngineOfAllItsClients) {
  TwoShops shops;
  std::promise<std::vector<FailureKind>> ended;
  std::vector<FailureKind> kinds;
  for (int i = 0; i < 50; ++i) {
    shops.two->start(order(i), Place{}, {}, [&](const Result& result) {
      kinds.push_back(result.failure().kind());
      if (kinds.size() == 50) ended.set_value(kinds);
    });
  }
  shops.one->start(OrderNo{"/"}, Place{}, {}, [&](const Result&) {
    shops.one.reset();
    shops.two.reset();
    shops.engine.reset();
  });

  for (const auto kind : ended.get_future().get()) EXPECT_EQ(kind, FailureKind::cancelled);
  shops.is_gone.wait();
}

TEST(Callback, MayStillUseAndDestroyClientsOfTheEngineThatItDestroyed) {
  TwoShops shops;
  std::optional<Result> of_two;
  shops.one->start(OrderNo{"/"}, Place{}, {}, [&](const Result&) {
    shops.engine.reset();
    of_two = shops.two->process(order(1), Place{});
    shops.two.reset();
    shops.one.reset();
  });

  shops.is_gone.wait();
  ASSERT_TRUE(of_two);
  EXPECT_EQ(of_two->failure().effect(), Effect::not_applied);
}

TEST(Callback, MayDestroyAClientWithAnEngineOfItsOwnAndOthersInLine) {
  constexpr int calls = 100;
  Sandbox sandbox;
  sandbox.add_order({.order_no = order(0).str(), .items = {{.status = "PAY_COMPLETE"}}});
  auto client = std::make_unique<OrderClient>(
      ClientOptions{.credentials = {.key = Secret{sandbox.key()}, .secret = Secret{sandbox.secret()}},
                    .base_url = sandbox.base_url()});
  Outcomes others{calls};
  client->start(order(0), Place{}, {}, [&](const Result& result) {
    EXPECT_TRUE(result);
    client.reset();
  });
  for (int i = 1; i <= calls; ++i) client->start(order(i), Place{}, {.priority = Priority::bulk}, others.taker());

  for (const auto& result : others.wait()) {
    EXPECT_EQ(result.failure().kind(), FailureKind::cancelled);
    if (result.failure().attempts() > 0) continue;  // on a slow machine the next may have had its turn
    EXPECT_EQ(result.failure().effect(), Effect::not_applied);
  }
  EXPECT_EQ(sandbox.applied_count(order(0).str(), "place"), 1);
}

}  // namespace
}  // namespace imweb

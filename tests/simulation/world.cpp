#include "simulation/world.hpp"

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <stop_token>
#include <utility>

#include <imweb/imweb.hpp>

#include "engine/loop.hpp"
#include "operations.hpp"
#include "simulation/network.hpp"
#include "operation_job.hpp"

namespace imweb::simulation {

namespace {

using namespace std::chrono_literals;
using Result = Outcome<OrderActionResult>;

constexpr std::string_view canary = "canary-7f3a";

class World {
 public:
  World(std::uint64_t seed, int calls) : random_(seed), calls_wanted_(calls), verdict_{.seed = seed} {
    auto network = std::make_unique<Network>(clock_, seed + 1, pick_weather());
    network_ = network.get();
    loop_ = std::make_unique<engine::Loop>(std::move(network), clock_);
    const int shops = pick(1, 3);
    for (int i = 0; i < shops; ++i) open_shop();
    network_->when_idle([this] { violate("the engine waits for ever"), stop(); });
  }

  Verdict run() {
    for (std::size_t shop = 0; shop < shops_.size(); ++shop)
      for (int i = pick(1, 6); i > 0; --i, ++callers_) begin_order(shop);
    loop_->run();
    for (std::size_t shop = 0; shop < shops_.size(); ++shop) check(shop);
    verdict_.calls = calls_;
    return std::move(verdict_);
  }

 private:
  /// An order on its way through its life; the caller goes on to the next action when one is done, and repeats only what is safe.
  struct Order {
    std::size_t shop;
    OrderNo number;
    std::size_t step = 0;
    int repeats = 0;
  };
  /// What the callers of one shop know.
  struct Told {
    std::map<std::string, Effect> failed{};
    std::map<std::string, bool> done{};  ///< true: processed; false: refused
  };

  template <class T>
  T pick(T from, T to) {
    return std::uniform_int_distribution<T>{from, to}(random_);
  }
  bool chance(double share) { return std::bernoulli_distribution{share}(random_); }

  Weather pick_weather() {
    switch (pick(0, 3)) {
      case 0: return {.trip = 200us, .jitter_ms = 0.3, .jitter_max_ms = 2, .faults = chance(0.5) ? 0.05 : 0};
      case 1: return {.trip = 10ms, .jitter_ms = 2, .jitter_max_ms = 8, .faults = chance(0.5) ? 0.2 : 0.02};
      case 2: return {.trip = 10ms, .jitter_ms = 2, .jitter_max_ms = 8, .resent_packets = 0.005};
      default: return {.trip = 60ms, .jitter_ms = 4, .jitter_max_ms = 12, .faults = 0.1};
    }
  }

  testing::SandboxOptions pick_switches() {
    testing::SandboxOptions options{.key = "key-" + std::string{canary}, .secret = "secret-" + std::string{canary}};
    options.requests_per_second = 0;  // the arrivals are checked here, against every window at once
    options.token_age = chance(0.5) ? 20s : 1h;
    options.token_uses = chance(0.3) ? pick(3, 30) : 0;
    options.older_tokens = chance(0.5) ? testing::OlderTokens::stay_valid : testing::OlderTokens::become_invalid;
    options.token_error_status = static_cast<testing::TokenErrorStatus>(pick(0, 1));
    options.token_place = static_cast<testing::TokenPlace>(pick(0, 1));
    options.success_shape = static_cast<testing::SuccessShape>(pick(0, 5));
    options.failed_shape = static_cast<testing::FailedShape>(pick(0, 2));
    options.empty_list = static_cast<testing::EmptyList>(pick(0, 2));
    options.result_place = static_cast<testing::ResultPlace>(pick(0, 1));
    options.wrong_state = static_cast<testing::WrongState>(pick(0, 1));
    options.error_status = static_cast<testing::ErrorStatus>(pick(0, 1));
    options.request_count = static_cast<testing::RequestCount>(pick(0, 2));
    return options;
  }

  void open_shop() {
    const auto switches = pick_switches();
    auto& api = network_->add_shop(switches);
    const std::string number = std::to_string(shops_.size());
    ClientOptions options{.credentials = {.key = Secret{switches.key}, .secret = Secret{switches.secret}},
                          .base_url = "https://shop" + number + ".test/v2"};
    shops_.push_back(std::make_shared<engine::ShopDesk>(std::move(options), clock_->now(), random_()));
    told_.emplace_back();
    if (chance(0.2)) {
      const TimePoint down = clock_->now() + std::chrono::seconds{pick(1, 20)};
      network_->at(down, [&api] { api.shop().set_maintenance(testing::Maintenance::on); });
      network_->at(down + std::chrono::seconds{pick(1, 90)}, [&api] { api.shop().set_maintenance(testing::Maintenance::off); });
    }
    if (chance(0.2)) network_->at(clock_->now() + std::chrono::seconds{pick(1, 30)}, [&api] { api.shop().expire_tokens(); });
  }

  void begin_order(std::size_t shop) {
    const OrderNo number{"20260427" + std::to_string(1'000'000 + ++orders_)};
    const bool is_broken = chance(0.05);  // one that imweb will refuse
    network_->shop(shop).add({.order_no = number.str(), .items = {{.status = is_broken ? "COMPLETE" : "PAY_WAIT"}}});
    next_call(std::make_shared<Order>(Order{shop, number}));
  }

  /// The life of an order, one step after the other.
  static OrderAction action_of(std::size_t step) {
    switch (step) {
      case 0: return Deposit{};
      case 1: return Place{};
      case 2: return Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"};
      case 3: return Complete{};
      default: return Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}};
    }
  }
  static constexpr std::size_t steps = 5;

  void next_call(const std::shared_ptr<Order>& order) {
    if (calls_ >= calls_wanted_) return end_caller();
    if (order->step == steps) return begin_order(order->shop);
    ++calls_;
    const TimePoint now = clock_->now();
    CallOptions options{.deadline = chance(0.1) ? std::chrono::milliseconds{pick(0, 3000)} : 60s};
    options.priority = chance(0.5) ? Priority::interactive : Priority::bulk;
    if (chance(0.05)) {
      const auto source = std::make_shared<std::stop_source>();
      options.stop = source->get_token();
      network_->at(now + std::chrono::milliseconds{pick(0, 2000)}, [source] { source->request_stop(); });
    }
    const TimePoint deadline = now + options.deadline;
    auto is_told = std::make_shared<bool>(false);
    const auto& shop = shops_[order->shop]->options;
    auto on_end = [=, this](const auto&, const auto&, Result result) {
      if (std::exchange(*is_told, true)) violate("I1: a call ended twice");
      if (clock_->now() > deadline + 1ms) violate("I1: a call ended after its deadline");
      end_call(order, std::move(result));
    };
    loop_->inbox().put(engine::message::Begin{
        job_of(shops_[order->shop], shop, operations::process(order->number, action_of(order->step), shop.bare_success), options,
               deadline, std::move(on_end))});
  }

  void end_call(const std::shared_ptr<Order>& order, Result result) {
    auto& told = told_[order->shop];
    const std::string operation = order->number.str() + "/" + std::string{name(action_of(order->step))};
    if (result) {
      const bool is_processed = !result->success.empty();
      told.done[operation] = is_processed;
      ++(is_processed ? verdict_.tally.processed : verdict_.tally.refused);
      order->step = is_processed ? order->step + 1 : steps;
      return next_call(order);
    }
    const Failure& failure = result.failure();
    if (failure.message().find(canary) != std::string::npos) violate("I6: a secret in a message");
    if (failure.message().find(order->number.str()) == std::string::npos) violate("a message does not name its order");
    if (failure.effect() == Effect::not_applied && network_->account(order->shop).executed.contains(operation))
      violate("I5: " + operation + " was reported as not applied and was executed");
    told.failed[operation] = failure.effect();
    ++(failure.effect() == Effect::unknown ? verdict_.tally.unknown : verdict_.tally.not_applied);
    const bool may_repeat = failure.effect() == Effect::not_applied && ++order->repeats < 4 && !is_final(failure.kind());
    if (!may_repeat) order->step = steps;  // the caller looks before doing anything more
    network_->at(clock_->now() + std::chrono::milliseconds{pick(1, 5000)}, [=, this] { next_call(order); });
  }

  static bool is_final(FailureKind kind) {
    return kind == FailureKind::refused || kind == FailureKind::not_found || kind == FailureKind::not_permitted;
  }

  void end_caller() {
    if (--callers_ == 0) stop();
  }

  void stop() { loop_->inbox().put(engine::message::Stop{}); }

  void violate(std::string what) { verdict_.violations.push_back(std::move(what)); }

  void check(std::size_t shop) {
    const auto& account = network_->account(shop);
    const auto count = [](const auto& map, const std::string& key) { return map.contains(key) ? map.at(key) : 0; };
    for (const auto& [operation, times] : account.executed)
      if (times > 1) violate("I2: " + operation + " was executed " + std::to_string(times) + " times");
    for (const auto& [operation, is_processed] : told_[shop].done)
      if (is_processed && count(account.applied, operation) != 1) violate("I5: " + operation + " was reported done and is not");
    for (const auto& [operation, effect] : told_[shop].failed)
      if (effect == Effect::not_applied && !told_[shop].done.contains(operation) && count(account.executed, operation) > 0)
        violate("I5: " + operation + " was reported as not applied and was executed");
    for (std::size_t i = 5; i < account.arrivals.size(); ++i)
      if (account.arrivals[i] - account.arrivals[i - 5] < 1s) violate("I4: six requests within a second");
    for (const auto& [operation, effect] : told_[shop].failed)
      verdict_.tally.unknown_but_applied += effect == Effect::unknown ? count(account.applied, operation) : 0;
    verdict_.tally.logins += account.logins;
    verdict_.tally.refused_tokens += account.refused_tokens;
    verdict_.tally.requests += static_cast<int>(account.arrivals.size());
    if (account.most_logins_under_way > 1) violate("two logins at once");
  }

  std::mt19937_64 random_;
  int calls_wanted_;
  Verdict verdict_;
  std::shared_ptr<testing::ManualClock> clock_ = std::make_shared<testing::ManualClock>();
  Network* network_ = nullptr;
  std::unique_ptr<engine::Loop> loop_;
  std::vector<std::shared_ptr<engine::ShopDesk>> shops_;
  std::vector<Told> told_;
  int orders_ = 0;
  int calls_ = 0;
  int callers_ = 0;
};

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  processed += other.processed;
  refused += other.refused;
  not_applied += other.not_applied;
  unknown += other.unknown;
  unknown_but_applied += other.unknown_but_applied;
  logins += other.logins;
  refused_tokens += other.refused_tokens;
  requests += other.requests;
  return *this;
}

Verdict play(std::uint64_t seed, int calls) { return World{seed, calls}.run(); }

}  // namespace imweb::simulation

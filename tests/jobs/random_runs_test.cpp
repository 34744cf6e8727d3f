// Runs of `ship` that nobody made up: orders, switches of the shop and losses by the dice, and runs whose client or engine goes at any request.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <future>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>

#include "jobs/one_order.hpp"
#include "support/scripted_items.hpp"
#include "support/virtual_sandbox.hpp"
#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using std::chrono::seconds;
using testing::EntryKind;
using ::testing::HasSubstr;
using testing::LedgerEntry;
using testing::Loss;
using ::testing::Not;
using testing::VirtualSandbox;

Shipment parcel_of(int i) { return {.parcel_code = ParcelCode::cj, .invoice_no = "63" + std::to_string(1000000 + i)}; }

class Dice {
 public:
  explicit Dice(unsigned seed) : numbers_(seed) {}
  [[nodiscard]] int below(int n) { return static_cast<int>(numbers_() % static_cast<unsigned>(n)); }
  template <class Value>
  [[nodiscard]] Value one_of(std::initializer_list<Value> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }

 private:
  std::mt19937 numbers_;
};

testing::SandboxOptions shop_by(Dice& dice) {
  using namespace testing;
  return {.read_lag = std::chrono::milliseconds{dice.one_of({1500, 0, 0})},
          .wrong_state = dice.one_of({WrongState::error_code, WrongState::failed_list}),
          .repetition = dice.one_of({Repetition::refused, Repetition::accepted}),
          .direct_send = dice.one_of({DirectSend::refused, DirectSend::allowed})};
}

/// Three runs over the same orders of one shop, in which any request may be lost.
class RandomRuns {
 public:
  explicit RandomRuns(unsigned seed) : dice_(seed), world_(shop_by(dice_)) {
    const int orders = 1 + dice_.below(30);
    for (int i = 0; i < orders; ++i) add_order(i);
    world_.lose = [losses = Dice{seed * 7}, one_in = 5 + dice_.below(60)](int, const LedgerEntry&) mutable {
      return losses.below(one_in) > 0 ? Loss::none : losses.one_of({Loss::before, Loss::after});
    };
    const ShipOptions options{.route = dice_.one_of({ShipRoute::by_item, ShipRoute::by_order}),
                              .patience = seconds{60 * dice_.below(3)}};
    for (int run = 0; run < 3; ++run) compare(world_.client.ship(list_, options));
    count_writes();
  }

  /// Empty when all is well.
  [[nodiscard]] const std::vector<std::string>& wrongs() const { return wrongs_; }

 private:
  void add_order(int i) {
    std::vector<std::string> statuses(1 + static_cast<std::size_t>(dice_.below(3)), "PAY_COMPLETE");
    if (dice_.below(2) == 0)
      for (auto& status : statuses) status = dice_.one_of({"PAY_COMPLETE", "STANDBY", "PAY_WAIT", "DELIVERING"});
    world_.add(number(i), statuses);
    if (dice_.below(4) > 0) return list_.push_back({OrderNo{number(i)}, parcel_of(i)});
    for (std::size_t item = 1; item <= statuses.size(); ++item)
      list_.push_back({{OrderNo{number(i)}, ProdOrderNo{number(i) + "-00" + std::to_string(item)}}, parcel_of(i)});
  }

  void compare(const ShipReport& report) {
    using enum ShipState;
    for (const auto& item : report.items) {
      if (!item.prod_order_no) continue;
      const bool is_on_its_way = is_under_way(item);
      const bool is_said_so = item.state == shipped || item.state == already_shipped;
      const bool is_denied = item.state == refused || item.state == conflict || item.state == not_shipped;
      if (is_on_its_way ? is_denied : is_said_so) wrongs_.push_back("told wrongly: " + to_string(item));
    }
  }

  [[nodiscard]] bool is_under_way(const ShippedItem& item) const {
    const auto order = world_.api.shop().order(item.order_no.str());
    return std::any_of(order->items.begin(), order->items.end(), [&](const testing::SandboxItem& one) {
      return one.prod_order_no == item.prod_order_no->str() && one.status == "DELIVERING" && !one.invoice_no.empty();
    });
  }

  void count_writes() {
    std::map<std::string, int> times;
    for (const auto& entry : world_.ledger()) {
      const bool is_executed = entry.kind == EntryKind::write && entry.code == 200;
      if (!is_executed) continue;
      const auto what = entry.action + " of " + entry.order_no + " " + entry.prod_order_no;
      if (++times[what] > 1) wrongs_.push_back(what + " was executed twice");
    }
  }

  Dice dice_;
  VirtualSandbox world_;
  std::vector<ShipRequest> list_;
  std::vector<std::string> wrongs_;
};

TEST(RandomRuns, TellTheTruthAndDoNothingTwice) {
  for (unsigned seed = 1; seed <= 45; ++seed) {
    SCOPED_TRACE(seed);
    EXPECT_EQ(RandomRuns{seed}.wrongs(), std::vector<std::string>{});
  }
}

/// 60 orders that wait for their parcels.
testing::Script answer(const http::Request& request) {
  if (testing::is_login(request)) return testing::given_token("token-of-shop");
  const auto& url = request.url;
  if (request.method == http::Method::get) {
    std::string orders;
    for (int i = 0; i < 60; ++i)
      if (url.find(number(i)) != url.npos)
        orders += (orders.empty() ? "\"" : ",\"") + number(i) + R"(":[{"status":"STANDBY","order_no":")" + number(i) + "-001\"}]";
    return testing::with_data("{" + orders + "}");
  }
  const auto item = url.substr(url.find(number(0).substr(0, 10)), number(0).size() + 4);
  return testing::with_data(R"({"success":[")" + item + R"("],"failed":[]})");
}

/// Answers up to the request with this number, from 1, which stays without an answer: from then on time stands still.
class StandstillTransport final : public http::Transport {
 public:
  StandstillTransport(const std::shared_ptr<testing::ManualClock>& clock, int last)
      : last_(last), inner_(clock, [this](const http::Request& request) {
          return requests_ < last_ ? answer(request) : testing::Script{.reply_after = std::nullopt};
        }) {}

  void start(std::shared_ptr<http::Exchange> exchange) override {
    ++requests_;
    inner_.start(std::move(exchange));
  }
  http::Progress abandon(const http::Exchange& exchange) override { return inner_.abandon(exchange); }
  void wait_until(TimePoint until) override {
    if (requests_ >= last_ && !std::exchange(is_told_, true)) reached.set_value();
    inner_.wait_until(requests_ < last_ ? until : never);
  }
  void wake() override { inner_.wake(); }

  std::promise<void> reached{};

 private:
  int last_;
  int requests_ = 0;
  bool is_told_ = false;
  testing::ScriptedTransport inner_;
};

enum class Leaves : std::uint8_t { client, engine };

/// What `ship` says when the client or its engine goes at the request with this number.
ShipReport ship_until(int request, Leaves leaves) {
  std::vector<ShipRequest> list;
  for (int i = 0; i < 60; ++i) list.push_back({OrderNo{number(i)}, parcel_of(i)});
  const auto clock = std::make_shared<testing::ManualClock>();
  auto transport = std::make_unique<StandstillTransport>(clock, request);
  const auto reached = transport->reached.get_future();
  auto engine = std::make_unique<Engine>(std::move(transport), clock);
  auto client = std::make_unique<OrderClient>(testing::options_of_shop(), *engine);
  auto report = std::async(std::launch::async, [&client = *client, &list] { return client.ship(list); });

  reached.wait();
  if (leaves == Leaves::engine)
    engine.reset();
  else
    client.reset();
  return report.get();
}

TEST(BrokenOffRun, EndsAtWhicheverRequestAndNamesEveryOrder) {
  for (const auto leaves : {Leaves::client, Leaves::engine})
    for (int request = 1; request <= 30; request += 3) {
      SCOPED_TRACE(request);
      const auto report = ship_until(request, leaves);

      EXPECT_EQ(report.items.size(), 60U);
      EXPECT_FALSE(report.is_complete());
    }
}

TEST(BrokenOffRun, DoesNotClaimThatNothingWasSent) {
  constexpr int first_write = 3;
  for (const auto leaves : {Leaves::client, Leaves::engine}) {
    const auto report = ship_until(first_write, leaves);

    EXPECT_EQ(report.items.at(0).state, ShipState::unknown);
    EXPECT_EQ(report.items.at(0).failure->effect(), Effect::unknown);
    EXPECT_THAT(report.items.at(0).message, Not(HasSubstr("nothing was sent")));
  }
}

}  // namespace
}  // namespace imweb

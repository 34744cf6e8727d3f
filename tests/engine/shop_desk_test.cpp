// Who is next in line at a shop.
#include "engine/shop_desk.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/observer.hpp>

namespace imweb::engine {
namespace {

using namespace std::chrono_literals;
using pipeline::rules::Lane;

constexpr TimePoint start{1h};

/// Waits in line, and is never sent.
class WaitingJob final : public Job {
 public:
  using Job::Job;
  [[nodiscard]] http::Request request() const override { return {}; }
  [[nodiscard]] http::Envelope read(std::string) override { return {}; }
  void conclude(pipeline::Conclusion) override {}
};

struct Desk {
  std::shared_ptr<ShopDesk> shop = std::make_shared<ShopDesk>(ClientOptions{}, start, 1U);
  std::uint64_t last = 0;

  std::unique_ptr<Job> job(Rank rank, Lane lane = Lane::normal) {
    Task task{.traits = {.lane = lane}, .rank = rank};
    auto made = std::make_unique<WaitingJob>(shop, std::move(task));
    made->id.number = ++last;
    shop->line_up(*made);
    return made;
  }
};

TEST(ShopDesk, HasNoTurnToGiveWhenNobodyWaits) {
  Desk desk;
  EXPECT_EQ(desk.shop->next_turn(), never);
  EXPECT_FALSE(desk.shop->first_in_line(start));
}

TEST(ShopDesk, CallsByRankAndThenInOrder) {
  Desk desk;
  const auto bulk = desk.job(Rank::bulk);
  const auto first = desk.job(Rank::interactive);
  const auto second = desk.job(Rank::interactive);
  const auto login = desk.job(Rank::login);
  for (const auto* expected : {&login, &first, &second, &bulk}) {
    EXPECT_EQ(desk.shop->first_in_line(start), expected->get());
    desk.shop->leave_line(**expected);
  }
  EXPECT_FALSE(desk.shop->first_in_line(start));
}

TEST(ShopDesk, ForgetsWhoLeftTheLineEvenTwice) {
  Desk desk;
  const auto job = desk.job(Rank::interactive);
  desk.shop->leave_line(*job);
  desk.shop->leave_line(*job);
  EXPECT_EQ(desk.shop->next_turn(), never);
}

TEST(ShopDesk, GivesNoTurnWhileAGrantedRequestHasNotLeft) {
  Desk desk;
  const auto job = desk.job(Rank::interactive);
  desk.shop->rules.pace.granted();
  EXPECT_EQ(desk.shop->next_turn(), never);
  EXPECT_FALSE(desk.shop->first_in_line(start));

  desk.shop->rules.pace.sent(Lane::normal, start);
  EXPECT_EQ(desk.shop->next_turn(), start + 205ms);
  EXPECT_FALSE(desk.shop->first_in_line(start + 204ms));
  EXPECT_EQ(desk.shop->first_in_line(start + 205ms), job.get());
}

TEST(ShopDesk, LetsNobodyWaitBehindAListThatMayNotGoYet) {
  Desk desk;
  desk.shop->rules.pace.sent(Lane::list, start);
  const auto list = desk.job(Rank::interactive, Lane::list);
  const auto order = desk.job(Rank::bulk);
  EXPECT_EQ(desk.shop->first_in_line(start + 205ms), order.get());
  EXPECT_EQ(desk.shop->first_in_line(start + 1020ms), list.get());
}

TEST(ShopDesk, OpensAfterTheQuietStart) {
  ClientOptions options;
  options.quiet_start = 1s;
  Desk desk{.shop = std::make_shared<ShopDesk>(std::move(options), start, 1U)};
  const auto job = desk.job(Rank::interactive);
  EXPECT_EQ(desk.shop->next_turn(), start + 1s);
}

}  // namespace
}  // namespace imweb::engine

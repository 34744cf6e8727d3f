// Every fault of the sandbox that can hit an order's request, over a kept connection and over a new one.
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

struct FaultRow {
  testing::Fault fault;
  std::optional<FailureKind> kind;  ///< empty: a value
  int applied;
};

using enum FailureKind;

const FaultRow fault_rows[] = {
    {testing::Fault::none, std::nullopt, 1},
    {testing::Fault::reset, transport, 0},
    {testing::Fault::close_after_reading, transport, 0},
    {testing::Fault::apply_then_close, transport, 1},
    {testing::Fault::apply_then_reset, transport, 1},
    {testing::Fault::half_answer, transport, 1},
    {testing::Fault::continue_then_close, transport, 0},
    {testing::Fault::three_bytes_then_close, transport, 1},
    {testing::Fault::stall, transport, 0},
    {testing::Fault::apply_then_stall, transport, 1},
    {testing::Fault::one_byte_per_second, transport, 1},
    {testing::Fault::delay, std::nullopt, 1},
    {testing::Fault::drop, transport, 0},
    {testing::Fault::answer_twice, std::nullopt, 1},
    {testing::Fault::raw_answer, protocol, 1},
};

/// A shop whose client has a connection or none, and will meet one fault. All of them run at the same time, to save ours.
struct Trial {
  explicit Trial(const FaultRow& wanted) : row(wanted) {}

  void begin(int number) {
    outcome = std::make_unique<Outcomes>(1U);
    shop.client.start(order(number), Place{}, {}, outcome->taker());
  }
  const Result& end() { return outcome->wait().front(); }

  void set_up_fault() {
    if (row.fault == testing::Fault::raw_answer) {
      shop.sandbox.answer_next({.body = "<html>", .processing = Processing::done});
    } else {
      shop.sandbox.fail_next(row.fault, 1, {.delay = 300ms});
    }
  }

  FaultRow row;
  FaultShop shop{[](ClientOptions& options) { options.attempt_timeout = 1s; }};
  std::unique_ptr<Outcomes> outcome{};
};

enum class Connection { kept, fresh };

void try_every_fault(Connection connection) {
  std::vector<std::unique_ptr<Trial>> trials;
  for (const auto& row : fault_rows) trials.push_back(std::make_unique<Trial>(row));
  for (const auto& trial : trials) trial->begin(0);
  for (const auto& trial : trials) ASSERT_TRUE(trial->end());
  for (const auto& trial : trials) {
    if (connection == Connection::fresh) trial->shop.drop_connections();
    trial->set_up_fault();
    trial->begin(1);
  }
  for (const auto& trial : trials) {
    SCOPED_TRACE(to_string(trial->row.fault));
    const auto& result = trial->end();
    EXPECT_EQ(result.has_value(), !trial->row.kind);
    if (!result) trial->shop.expect_doubt(result, *trial->row.kind, 1, trial->row.applied);
    EXPECT_EQ(trial->shop.requests(1), 1);
    EXPECT_EQ(trial->shop.applied(1), trial->row.applied);
    EXPECT_EQ(trial->shop.sandbox.logins(), 1);
  }
  for (const auto& trial : trials) trial->begin(2);
  for (const auto& trial : trials) {
    SCOPED_TRACE(to_string(trial->row.fault));
    EXPECT_TRUE(trial->end());
    EXPECT_EQ(trial->shop.applied(2), 1);
  }
}

TEST(EveryFault, EndsAKeptConnectionsOrderAsItMust) { try_every_fault(Connection::kept); }

TEST(EveryFault, EndsANewConnectionsOrderAsItMust) { try_every_fault(Connection::fresh); }

TEST(EveryFault, IsKnownToTheTable) {
  const auto last = static_cast<std::size_t>(testing::Fault::raw_answer);
  EXPECT_EQ(std::size(fault_rows), last);  // all from none to raw_answer, less refuse: see below
}

TEST(EveryFault, NeverAppliesAnythingTwiceWhereConnectionsAreReset) {  // before or after the first byte left: nobody knows
  for (const auto connection : {Connection::kept, Connection::fresh}) {
    FaultShop shop;
    ASSERT_TRUE(shop.process(0));
    if (connection == Connection::fresh) shop.drop_connections();
    shop.sandbox.fail_next(testing::Fault::refuse);
    const auto result = shop.process(1);
    EXPECT_EQ(shop.applied(1), result ? 1 : 0);
    EXPECT_EQ(shop.requests(1), shop.applied(1));
    EXPECT_TRUE(result || result.failure().effect() == Effect::unknown);
    shop.expect_works();
  }
}

}  // namespace
}  // namespace imweb

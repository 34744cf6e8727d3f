// The plug is pulled at requests all over a run. `broken_runs` does it at every single one.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "jobs/broken_run.hpp"

namespace imweb::jobs {
namespace {

class LostRequest : public ::testing::TestWithParam<std::pair<Loss, ShipRoute>> {};

TEST_P(LostRequest, IsMadeGoodByOneMoreShip) {
  const auto [loss, route] = GetParam();
  const auto whole = static_cast<int>(BrokenRun{0, loss, route}.requests());
  ASSERT_GT(whole, 80);
  for (int request = 1; request <= whole; request += 17)
    for (const auto& wrong : BrokenRun{request, loss, route}.wrongs(loss))
      ADD_FAILURE() << "request " << request << ": " << wrong;
}

INSTANTIATE_TEST_SUITE_P(All, LostRequest,
                         ::testing::Values(std::pair{Loss::before, ShipRoute::by_item}, std::pair{Loss::after, ShipRoute::by_item},
                                           std::pair{Loss::before, ShipRoute::by_order},
                                           std::pair{Loss::after, ShipRoute::by_order}),
                         [](const auto& row) {
                           return std::string{row.param.first == Loss::before ? "Before" : "After"} +
                                  (row.param.second == ShipRoute::by_item ? "ByItem" : "ByOrder");
                         });

}  // namespace
}  // namespace imweb::jobs

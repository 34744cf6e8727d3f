// A few seeds for every build; the release build plays ten thousand (see simulate.cpp).
#include <gtest/gtest.h>

#include "simulation/world.hpp"

namespace imweb::simulation {
namespace {

TEST(Simulation, KeepsEveryPromiseOnAHundredSeeds) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto verdict = play(seed, 200);
    EXPECT_GE(verdict.calls, 200);
    EXPECT_TRUE(verdict.violations.empty()) << verdict.violations.front();
  }
}

TEST(Simulation, ReachesEveryEnd) {
  Tally sum;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) sum += play(seed, 200).tally;

  EXPECT_GT(sum.processed, 0);
  EXPECT_GT(sum.refused, 0);
  EXPECT_GT(sum.not_applied, 0);
  EXPECT_GT(sum.unknown, 0);
  EXPECT_GT(sum.unknown_but_applied, 0);
  EXPECT_GT(sum.refused_tokens, 0);
}

TEST(Simulation, PlaysTheSameSeedTheSameWay) {
  const auto first = play(7, 200);
  const auto again = play(7, 200);

  EXPECT_EQ(first.tally, again.tally);
}

}  // namespace
}  // namespace imweb::simulation

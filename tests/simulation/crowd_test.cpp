// A few shops for every build; the release build plays a hundred, or ten thousand (crowd_main.cpp).
#include <gtest/gtest.h>

#include "simulation/crowd.hpp"

namespace imweb::simulation {
namespace {

TEST(Crowd, EachShopKeepsItsLimitUsesItUpAndGetsItsShare) {
  const auto result = play_crowd({.shops = 20, .time = std::chrono::minutes{2}});

  EXPECT_EQ(result.violations, 0U);
  EXPECT_EQ(result.failures, 0U);
  EXPECT_GE(result.utilisation, 0.96);
  EXPECT_GE(result.fairness, 0.99);
}

TEST(Crowd, PlaysTheSameSeedTheSameWay) {
  const CrowdOptions options{.shops = 5, .time = std::chrono::seconds{20}};

  EXPECT_EQ(play_crowd(options).requests, play_crowd(options).requests);
}

}  // namespace
}  // namespace imweb::simulation

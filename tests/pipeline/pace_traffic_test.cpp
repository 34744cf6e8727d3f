// The promise of the pace, on virtual time: whatever window imweb counts by, a busy client never exceeds the limit, and wastes little of it.
#include <gtest/gtest.h>

#include "support/pipeline_traffic.hpp"

namespace imweb::inline v0::pipeline::rules {
namespace {

TEST(PaceTraffic, NeverExceedsTheLimitInALocalNetwork) {
  const auto seen = run_traffic(lan);

  EXPECT_EQ(seen.violations, 0);
  EXPECT_GE(seen.utilisation, 0.96);
  EXPECT_LT(seen.utilisation, 1.0);
}

TEST(PaceTraffic, NeverExceedsTheLimitAcrossTheCountry) {
  const auto seen = run_traffic(wan);

  EXPECT_EQ(seen.violations, 0);
  EXPECT_GE(seen.utilisation, 0.96);
}

TEST(PaceTraffic, NeverExceedsTheLimitWhenMessagesAreRetransmitted) {
  const auto seen = run_traffic(lossy_wan);

  EXPECT_EQ(seen.violations, 0);
  EXPECT_GE(seen.utilisation, 0.96);
}

TEST(PaceTraffic, ExceedsTheLimitAtTheLimitItself) {
  const auto seen = run_traffic(wan, {.requests = 5'000, .pace = {.spacing = std::chrono::milliseconds{200}}});

  EXPECT_GT(seen.violations, 1'000) << "a count that never finds anything proves nothing";
}

}  // namespace
}  // namespace imweb::inline v0::pipeline::rules

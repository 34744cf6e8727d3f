#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include <imweb/pipeline/rules/doubt.hpp>

namespace imweb::pipeline::rules {
namespace {

using std::chrono::seconds;

const TimePoint lost{std::chrono::hours{1}};
const seconds quiet{65};

TEST(Doubt, LooksEarlyThenWhenTheTimeIsOverThenOnceMore) {
  Doubt doubt{lost, lost + quiet};
  TimePoint now = lost;
  std::vector<long> looks;
  while (!doubt.is_disproved()) {
    now = doubt.next_look(now);
    looks.push_back(std::chrono::duration_cast<seconds>(now - lost).count());
    doubt.saw_nothing(now);
  }

  EXPECT_EQ(looks, (std::vector<long>{2, 5, 15, 30, 65, 67}));
}

TEST(Doubt, NothingSeenBeforeTheTimeIsOverProvesNothing) {
  Doubt doubt{lost, lost + quiet};
  for (int i = 0; i < 100; ++i) doubt.saw_nothing(lost + seconds{64});

  EXPECT_FALSE(doubt.is_disproved());
}

TEST(Doubt, TwoLooksTooCloseTogetherCountAsOne) {
  Doubt doubt{lost, lost + quiet};
  doubt.saw_nothing(lost + quiet);
  doubt.saw_nothing(lost + quiet + std::chrono::milliseconds{1999});
  EXPECT_FALSE(doubt.is_disproved());

  doubt.saw_nothing(lost + quiet + seconds{2});
  EXPECT_TRUE(doubt.is_disproved());
}

TEST(Doubt, LongAfterItStillTakesTwoLooks) {
  Doubt doubt{lost, lost + quiet};
  const TimePoint later = lost + std::chrono::hours{1};
  EXPECT_EQ(doubt.next_look(later), later);

  doubt.saw_nothing(later);
  EXPECT_FALSE(doubt.is_disproved());
  EXPECT_EQ(doubt.next_look(later), later + seconds{2});
}

TEST(Doubt, AQuietTimeShorterThanTheEarlyLooksCutsThem) {
  Doubt doubt{lost, lost + seconds{4}};
  EXPECT_EQ(doubt.next_look(lost), lost + seconds{2});
  EXPECT_EQ(doubt.next_look(lost + seconds{2}), lost + seconds{4});
}

}  // namespace
}  // namespace imweb::pipeline::rules

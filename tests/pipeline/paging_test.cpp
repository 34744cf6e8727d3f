#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include <imweb/pipeline/rules/paging.hpp>

namespace imweb::pipeline::rules {
namespace {

constexpr std::int64_t day = 24 * 60 * 60;

/// Walks with these findings, page by page; gives the numbers asked for.
std::vector<int> walk(Paging& paging, const std::vector<Paging::Found>& found) {
  std::vector<int> asked;
  for (const auto& one : found) {
    if (!paging.next()) break;
    asked.push_back(paging.next()->number);
    if (!paging.took(one)) asked.push_back(-1);
  }
  return asked;
}

TEST(Paging, EndsWithTheLastPromisedPage) {
  Paging paging{{ListWindow{}}};
  EXPECT_EQ(walk(paging, {{100, 3}, {100, 3}, {7, 3}, {1, 3}}), (std::vector{1, 2, 3}));
}

TEST(Paging, GoesOnOverEmptyPagesInTheMiddle) {
  Paging paging{{ListWindow{}}};
  EXPECT_EQ(walk(paging, {{100, 6}, {0, 6}, {0, 6}, {0, 6}, {0, 6}, {5, 6}}), (std::vector{1, 2, 3, 4, 5, 6}));
  EXPECT_FALSE(paging.next());
}

TEST(Paging, GivesUpAloudWhenPromisedPagesBringNothingForTooLong) {
  Paging paging{{ListWindow{}, ListWindow{}}};
  EXPECT_EQ(walk(paging, {{100, 900}, {0, 900}, {0, 900}, {0, 900}, {0, 900}, {0, 900}, {0, 900}}),
            (std::vector{1, 2, 3, 4, 5, 6, -1}));
  EXPECT_FALSE(paging.next());
}

TEST(Paging, WithoutAPromiseEndsAfterTwoPagesWithNothingNew) {
  Paging paging{{ListWindow{}}};
  EXPECT_EQ(walk(paging, {{25, {}}, {0, {}}, {25, {}}, {0, {}}, {0, {}}, {9, {}}}), (std::vector{1, 2, 3, 4, 5}));
}

TEST(Paging, AnEmptyListIsOnePage) {
  Paging paging{{ListWindow{}}};
  EXPECT_EQ(walk(paging, {{0, 0}, {0, 0}}), (std::vector{1}));
}

TEST(Paging, BeginsEachWindowWithItsFirstPage) {
  Paging paging{{ListWindow{1, 2}, ListWindow{2, 3}}};
  EXPECT_EQ(paging.next()->window, (ListWindow{1, 2}));
  EXPECT_EQ(walk(paging, {{100, 2}, {50, 2}}), (std::vector{1, 2}));
  EXPECT_EQ(paging.next()->window, (ListWindow{2, 3}));
  EXPECT_EQ(paging.next()->number, 1);
}

TEST(CutWindow, LeavesAllToImwebWhereNothingIsSaid) { EXPECT_EQ(cut_window({}, 1'000'000'000), (std::deque{ListWindow{}})); }

TEST(CutWindow, KeepsWhatImwebTakesAtOnce) { EXPECT_EQ(cut_window({0, 89 * day}, 0), (std::deque<ListWindow>{{0, 89 * day}})); }

TEST(CutWindow, CutsLongerOnesAtSharedBorders) {
  EXPECT_EQ(cut_window({0, 200 * day}, 0), (std::deque<ListWindow>{{0, 89 * day}, {89 * day, 178 * day}, {178 * day, 200 * day}}));
}

TEST(CutWindow, WithoutAnEndGoesUntilNow) {
  EXPECT_EQ(cut_window({0, {}}, 100 * day), (std::deque<ListWindow>{{0, 89 * day}, {89 * day, 100 * day}}));
}

TEST(CutWindow, WithoutABeginningTakesTheLastPiece) {
  EXPECT_EQ(cut_window({{}, 100 * day}, 0), (std::deque<ListWindow>{{11 * day, 100 * day}}));
}

}  // namespace
}  // namespace imweb::pipeline::rules

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include <imweb/pipeline/rules/paging.hpp>

namespace imweb::pipeline::rules {
namespace {

constexpr std::int64_t day = 24 * 60 * 60;

using Found = Paging::Found;

/// A page of a list whose pages take 100 orders; all are new.
Found page(std::size_t rows, std::optional<std::int64_t> total_page = {}, std::optional<std::int64_t> data_count = {}) {
  return {.rows = rows, .fresh = rows, .total_page = total_page, .data_count = data_count};
}

/// A full page on which nothing is new.
Found repetition(std::optional<std::int64_t> total_page = {}, std::optional<std::int64_t> data_count = {}) {
  return {.rows = 100, .total_page = total_page, .data_count = data_count};
}

constexpr Found no_data{.answer = Found::Answer::no_data};

/// Walks with these findings, page by page; gives the numbers asked for, and -1 where the walk ends aloud.
std::vector<int> walk(Paging& paging, const std::vector<Found>& found) {
  std::vector<int> asked;
  for (const auto& one : found) {
    if (!paging.next()) break;
    asked.push_back(paging.next()->number);
    if (!paging.took(one)) asked.push_back(-1);
  }
  return asked;
}

TEST(Paging, WalksAsFarAsItMust) {
  struct Row {
    const char* name;
    std::vector<Found> found;
    std::vector<int> asked;
  };
  const Row rows[] = {
      {"the last promised page is not full", {page(100, 3), page(100, 3), page(7, 3), page(1, 3)}, {1, 2, 3}},
      {"an empty list is one page", {page(0, 0), page(0, 0)}, {1}},
      {"empty pages in the middle", {page(100, 6), page(0, 6), page(0, 6), page(0, 6), page(0, 6), page(5, 6)}, {1, 2, 3, 4, 5, 6}},
      {"a gap that takes the promise back", {page(100, 3), page(0, 0), page(5, 3)}, {1, 2, 3}},
      {"a gap that knows of no data", {page(100, 3), no_data, page(5, 3)}, {1, 2, 3}},
      {"no data on the last promised page", {page(100, 2), no_data, page(5, 2)}, {1, 2}},
      {"no data where nothing is promised", {no_data, page(5)}, {1}},
      {"no data after pages without a promise", {page(100), no_data, page(5)}, {1, 2}},
      {"no promise, and twice nothing new", {page(25), page(0), repetition(), page(9), page(0), page(0)}, {1, 2, 3}},
      {"no promise, and one gap", {page(25), page(0), page(25), page(0), page(0), page(9)}, {1, 2, 3, 4, 5}},
      {"too small a promise", {page(100, 1, 250), page(100, 1, 250), page(50, 1, 250), page(1)}, {1, 2, 3}},
      {"a promise of no page at all", {page(100, 0, 250), page(100, 0, 250), page(50, 0, 250)}, {1, 2, 3}},
      {"too small a promise that nothing contradicts", {page(100, 1), page(3, 1), page(1)}, {1, 2}},
      {"a full last page, and all have come", {page(100, 2, 200), page(100, 2, 200), page(0, 2, 200)}, {1, 2}},
      {"one full page, and all have come", {page(100, 1, 100), page(0, 1, 100)}, {1}},
      {"a count that is too great on a page that is not full", {page(30, 1, 999), page(1, 1)}, {1}},
      {"a full page behind the promise that holds nothing new", {page(100, 2), page(100, 2), repetition(2), page(1)}, {1, 2, 3}},
  };
  for (const auto& [name, found, asked] : rows) {
    Paging paging{{ListWindow{}}};
    EXPECT_EQ(walk(paging, found), asked) << name;
  }
}

TEST(Paging, EndsAloudWhereTheFirstPageComesAgainAndAgain) {
  struct Row {
    const char* name;
    std::vector<Found> found;
    std::vector<int> asked;
  };
  const Row rows[] = {
      {"more are promised", {page(100, 3), repetition(3), repetition(3)}, {1, 2, 3, -1}},
      {"nothing is promised", {page(100), repetition(), repetition()}, {1, 2, 3, -1}},
      {"one page is promised, and more orders", {page(100, 1, 250), repetition(1, 250)}, {1, 2, -1}},
      {"a gap among them", {page(100, 3), page(0, 3), repetition(3)}, {1, 2, 3, -1}},
      {"more pages than the count allows", {page(100, 2, 100), repetition(2, 100)}, {1, 2, -1}},
      {"the count says that this is all", {page(100, {}, 100), repetition({}, 100), repetition({}, 100)}, {1, 2, 3}},
      {"the first was not full", {page(30, 3), repetition(3), repetition(3)}, {1, 2, 3}},
      {"a later one brought something", {page(100, 3), page(100, 3), repetition(3)}, {1, 2, 3}},
      {"only empty ones follow", {page(100, 3), page(0, 3), page(0, 3)}, {1, 2, 3}},
  };
  for (const auto& [name, found, asked] : rows) {
    Paging paging{{ListWindow{}}};
    EXPECT_EQ(walk(paging, found), asked) << name;
    EXPECT_FALSE(paging.next()) << name;
  }
}

TEST(Paging, GivesUpAloudWhenPromisedPagesBringNothingForTooLong) {
  Paging paging{{ListWindow{}, ListWindow{}}};
  const std::vector<Found> barren(7, page(0, 900));
  std::vector<Found> found{page(100, 900)};
  found.insert(found.end(), barren.begin(), barren.end());
  EXPECT_EQ(walk(paging, found), (std::vector{1, 2, 3, 4, 5, 6, -1}));
  EXPECT_FALSE(paging.next());
}

TEST(Paging, BeginsEachWindowAnew) {
  Paging paging{{ListWindow{1, 2}, ListWindow{2, 3}}};
  EXPECT_EQ(paging.next()->window, (ListWindow{1, 2}));
  EXPECT_EQ(walk(paging, {page(100, 2), page(50, 2)}), (std::vector{1, 2}));
  EXPECT_EQ(paging.next()->window, (ListWindow{2, 3}));
  EXPECT_EQ(walk(paging, {no_data}), (std::vector{1}));  // what the first window promised is of no matter here
  EXPECT_FALSE(paging.next());
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

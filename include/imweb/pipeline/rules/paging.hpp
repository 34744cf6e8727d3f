// Which page of a list to ask for next, and when to stop. imweb's pages may come empty in the middle, come twice, or be promised in greater or smaller number
// than there are (wire.md "Lists of orders"); none of that may lose an order without a word, or walk for ever.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace imweb::inline v0::pipeline::rules {

/// A piece of time that one list may cover, in unix seconds, both ends included. Empty ends are left to imweb.
struct ListWindow {
  std::optional<std::int64_t> from{};
  std::optional<std::int64_t> to{};

  friend bool operator==(const ListWindow&, const ListWindow&) = default;
};

/// What a window is cut into: imweb takes about three months. The oldest first; neighbours share their border, so that no second is lost.
[[nodiscard]] inline std::deque<ListWindow> cut_window(ListWindow whole, std::int64_t now) {
  constexpr std::int64_t longest = std::int64_t{89} * 24 * 60 * 60;
  if (!whole.from && !whole.to) return {whole};
  const std::int64_t to = whole.to.value_or(now);
  std::int64_t from = whole.from.value_or(to - longest);
  std::deque<ListWindow> windows;
  for (; to - from > longest; from += longest) windows.push_back({from, from + longest});
  windows.push_back({from, to});
  return windows;
}

/// One walk through the pages of all windows.
class Paging {
 public:
  explicit Paging(std::deque<ListWindow> windows) : windows_(std::move(windows)) {}

  /// The page to ask for; empty at the end.
  struct Page {
    ListWindow window;
    int number;
  };
  [[nodiscard]] std::optional<Page> next() const {
    return windows_.empty() ? std::nullopt : std::optional{Page{windows_.front(), at_.number}};
  }

  /// What the page held.
  struct Found {
    enum class Answer : std::uint8_t { page, no_data };

    std::size_t rows = 0;                      ///< orders on the page, new or not
    std::size_t fresh = 0;                     ///< those that no page of this window had before
    std::size_t page_size = 100;               ///< so many rows make a page full
    std::optional<std::int64_t> total_page{};  ///< imweb's word on how many pages there are
    std::optional<std::int64_t> data_count{};  ///< and on how many orders
    Answer answer = Answer::page;              ///< no_data: imweb says that there are none, without a page
  };

  /// Takes the page asked for by next(). False when the walk must end and what came may not be all.
  [[nodiscard]] bool took(const Found& found) {
    note(found);
    const bool is_last = ends_window(found);
    const bool may_lack = is_last ? only_repeats(found) : at_.barren >= most_barren;
    if (may_lack) return windows_.clear(), false;
    if (is_last) {
      next_window();
    } else {
      ++at_.number;
    }
    return true;
  }

  static constexpr int most_barren = 5;    ///< pages in a row that bring nothing new, where more are promised
  static constexpr int enough_barren = 2;  ///< the same, where nothing is promised: one may be a gap

 private:
  /// What is known of the window in which the walk stands.
  struct Place {
    int number = 1;
    int barren = 0;                          // pages in a row, up to now, that brought nothing new
    std::size_t seen = 0;                    // different orders
    std::optional<std::int64_t> promised{};  // the most pages that an answer named: one that holds nothing may name fewer
    bool begins_full = false;
    bool has_progress = false;  // a page after the first brought something new
    bool has_repeats = false;   // a page after the first held rows, and all were known
  };

  void note(const Found& found) {
    const bool is_first = at_.number == 1;
    at_.seen += found.fresh;
    at_.barren = found.fresh == 0 ? at_.barren + 1 : 0;
    if (found.total_page) at_.promised = std::max(*found.total_page, at_.promised.value_or(0));
    if (is_first) at_.begins_full = is_full(found);
    if (!is_first && found.fresh > 0) at_.has_progress = true;
    if (!is_first && found.fresh == 0 && found.rows > 0) at_.has_repeats = true;
  }

  [[nodiscard]] bool ends_window(const Found& found) const {
    if (!at_.promised) return found.answer == Found::Answer::no_data || at_.barren >= enough_barren;
    const bool can_go_on = found.fresh > 0 && is_full(found) && !is_all(found);  // a promise may be too small
    return at_.number >= *at_.promised && !can_go_on;
  }

  /// True for a window whose first page came again and again: `offset` does nothing there, and nobody knows what stands behind that page.
  [[nodiscard]] bool only_repeats(const Found& found) const {
    const bool is_one_page = is_all(found) && at_.promised.value_or(1) <= 1;
    return at_.begins_full && at_.has_repeats && !at_.has_progress && !is_one_page;
  }

  [[nodiscard]] bool is_all(const Found& found) const {
    return found.data_count && std::cmp_greater_equal(at_.seen, *found.data_count);
  }

  [[nodiscard]] static bool is_full(const Found& found) { return found.rows > 0 && found.rows >= found.page_size; }

  void next_window() {
    windows_.pop_front();
    at_ = {};
  }

  std::deque<ListWindow> windows_;
  Place at_{};
};

}  // namespace imweb::inline v0::pipeline::rules

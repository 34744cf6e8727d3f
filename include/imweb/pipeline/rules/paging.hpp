// Which page of a list to ask for next, and when to stop. imweb's pages may come empty in the middle, come twice, or be promised in greater number than there are
// (wire.md "Lists of orders"); none of that may lose an order or walk for ever.
#pragma once

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
    return windows_.empty() ? std::nullopt : std::optional{Page{windows_.front(), number_}};
  }

  /// What the page held.
  struct Found {
    std::size_t fresh;                       ///< orders that no page had before
    std::optional<std::int64_t> total_page;  ///< imweb's word on how many pages there are
  };

  /// Takes the page asked for by next(). False when the walk must end although imweb promises more: nothing new has come for too long.
  [[nodiscard]] bool took(const Found& found) {
    barren_ = found.fresh == 0 ? barren_ + 1 : 0;
    const bool is_last = found.total_page ? number_ >= *found.total_page : barren_ >= enough_barren;
    if (is_last) return next_window(), true;
    if (barren_ >= most_barren) return windows_.clear(), false;
    ++number_;
    return true;
  }

  static constexpr int most_barren = 5;    ///< pages in a row that bring nothing new, where more are promised
  static constexpr int enough_barren = 2;  ///< the same, where nothing is promised: one may be a gap

 private:
  void next_window() {
    windows_.pop_front();
    number_ = 1;
    barren_ = 0;
  }

  std::deque<ListWindow> windows_;
  int number_ = 1;
  int barren_ = 0;
};

}  // namespace imweb::inline v0::pipeline::rules

// Prints rows in columns that line up also where Korean letters take two places of the terminal.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/utf8.hpp>

namespace table {

struct Range {
  char32_t first;
  char32_t last;
};

/// What terminals draw two places wide: Hangul, Chinese and Japanese letters, full-width forms, pictures.
constexpr std::array<Range, 11> wide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0x33FF},
                                      {0x3400, 0x4DBF},
                                      {0x4E00, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};

[[nodiscard]] constexpr std::size_t width_of(char32_t c) {
  const bool joins_the_last = (c >= 0x0300 && c <= 0x036F) ||
                              (c >= 0x1160 && c <= 0x11FF);  // accents; vowels of taken-apart Hangul
  const bool is_wide = std::any_of(wide.begin(), wide.end(), [c](Range range) { return c >= range.first && c <= range.last; });
  return joins_the_last ? 0 : is_wide ? 2 : 1;
}

/// How many places of a terminal the text takes.
[[nodiscard]] constexpr std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = imweb::first_code_point(text.substr(at));
    width += c ? width_of(c->value) : 1;
    at += c ? c->size : 1;
  }
  return width;
}

using Cells = std::vector<std::string>;

inline void print_row(std::ostream& out, const Cells& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += cells[i] + std::string(widths[i] - width_of(cells[i]) + 2, ' ');
  out << line.substr(0, line.find_last_not_of(' ') + 1) << "\n";
}

/// The first row is the header, and a rule is drawn below it. All rows have as many cells.
inline void print(std::ostream& out, const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  Cells rule;
  std::transform(widths.begin(), widths.end(), std::back_inserter(rule),
                 [](std::size_t width) { return std::string(width, '-'); });
  print_row(out, rows.front(), widths);
  print_row(out, rule, widths);
  for (std::size_t i = 1; i < rows.size(); ++i) print_row(out, rows[i], widths);
}

}  // namespace table

// Any bytes as the quickstart's CSV: rows come in the order of their lines, no line is both good and bad, and the good rows written out
// are read as the same rows.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <quickstart/csv.hpp>

#include "fuzz.hpp"

namespace {

using imweb::fuzz::require;

template <class Row>
std::vector<std::size_t> lines_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> lines;
  for (const auto& row : rows) lines.push_back(row.line);
  return lines;
}

bool is_rising(const std::vector<std::size_t>& lines) {
  return std::adjacent_find(lines.begin(), lines.end(), [](auto a, auto b) { return a >= b; }) == lines.end();
}

/// CR LF, LF and CR.
std::size_t line_ends(std::string_view text) {
  std::size_t ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_second = i > 0 && text[i - 1] == '\r' && text[i] == '\n';
    if ((text[i] == '\r' || text[i] == '\n') && !is_second) ++ends;
  }
  return ends;
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text.append(c == '"' ? 2U : 1U, c);
  return text + '"';
}

void expect_the_same_when_written(const csv::Table& table) {
  std::string text;
  std::vector<std::size_t> lines;
  for (const auto& row : table.rows) {
    lines.push_back(1 + line_ends(text));
    for (std::size_t i = 0; i < row.cells.size(); ++i) text += (i == 0 ? "" : ",") + quoted(row.cells[i]);
    text += "\r\n";
  }
  const auto again = csv::read(text);
  require(again.bad_rows.empty() && again.rows.size() == table.rows.size(), "what was read can be written and read");
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    require(again.rows[i].cells == table.rows[i].cells, "a row that was written is the same row");
  require(lines_of(again.rows) == lines, "a row is numbered by the line on which it begins");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = imweb::fuzz::text_of(data, size);
  const auto table = csv::read(text);
  const auto good = lines_of(table.rows);
  const auto bad = lines_of(table.bad_rows);

  require(is_rising(good) && is_rising(bad), "rows come in the order of their lines");
  std::vector<std::size_t> all;
  std::merge(good.begin(), good.end(), bad.begin(), bad.end(), std::back_inserter(all));
  require(is_rising(all), "no line is both good and bad");
  require(all.empty() || (all.front() >= 1 && all.back() <= 1 + line_ends(text)), "a line is one of the text");
  expect_the_same_when_written(table);
  return 0;
}

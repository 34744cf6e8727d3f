// Reads CSV as RFC 4180 has it. A bad row is reported by its line and does not stop the others.
//
//     const auto table = csv::read("order_no,invoice_no\r\n202604270000001,\"6312 4578\"\r\n");
//     table.rows[1].line      // 2
//     table.rows[1].cells[1]  // 6312 4578
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imweb/base/utf8.hpp>

namespace csv {

struct Row {
  std::size_t line = 0;  ///< the line on which the row begins, from 1
  std::vector<std::string> cells{};
};

struct BadRow {
  std::size_t line = 0;
  std::string why{};
};

struct Table {
  std::vector<Row> rows{};
  std::vector<BadRow> bad_rows{};
};

/// One pass over the text. Lines end with CR LF, LF or CR; rows without any content are skipped; blanks are kept as they are.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  }

  Table read() {
    Table table;
    while (at_ < text_.size()) read_row(table);
    return table;
  }

 private:
  using Problem = std::optional<std::string>;

  void read_row(Table& table) {
    const std::size_t begin = at_;
    Row row{.line = line_};
    Problem problem = read_cells(row);
    if (problem) {  // where the row really ends is anybody's guess: it is taken to be this one line
      at_ = begin;
      line_ = row.line;
      while (!is_at_line_end()) ++at_;
    }
    if (auto wrong = find_wrong_byte(text_.substr(begin, at_ - begin))) problem = std::move(wrong);
    take_line_end();
    const bool is_empty = std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.empty(); });
    if (problem) {
      table.bad_rows.push_back({row.line, *std::move(problem)});
    } else if (!is_empty) {
      table.rows.push_back(std::move(row));
    }
  }

  Problem read_cells(Row& row) {
    do {
      std::string& cell = row.cells.emplace_back();
      if (auto problem = take('"') ? read_quoted(cell) : read_plain(cell)) return problem;
    } while (take(','));
    return is_at_line_end() ? Problem{} : Problem{"text follows a closing quote"};
  }

  Problem read_plain(std::string& cell) {
    while (!is_at_line_end() && text_[at_] != ',') {
      if (text_[at_] == '"') return "a quote stands inside an unquoted cell";
      cell += text_[at_++];
    }
    return {};
  }

  /// After the opening quote. Commas and line ends are content here; two quotes mean one.
  Problem read_quoted(std::string& cell) {
    while (at_ < text_.size()) {
      if (take('"') && !(at_ < text_.size() && text_[at_] == '"')) return {};
      const std::size_t begin = at_;
      if (!take_line_end()) ++at_;
      cell += text_.substr(begin, at_ - begin);
    }
    return "a quote is opened and never closed";
  }

  [[nodiscard]] bool is_at_line_end() const { return at_ >= text_.size() || text_[at_] == '\r' || text_[at_] == '\n'; }

  bool take(char wanted) {
    const bool is_here = at_ < text_.size() && text_[at_] == wanted;
    if (is_here) ++at_;
    return is_here;
  }

  bool take_line_end() {
    const bool has_return = take('\r');
    const bool is_line_end = take('\n') || has_return;
    if (is_line_end) ++line_;
    return is_line_end;
  }

  static Problem find_wrong_byte(std::string_view row) {
    for (std::size_t at = 0; at < row.size();) {
      const auto c = imweb::first_code_point(row.substr(at));
      if (!c) return "byte " + std::to_string(at + 1) + " is not UTF-8 (a spreadsheet's \"CSV UTF-8\" is)";
      at += c->size;
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

[[nodiscard]] inline Table read(std::string_view text) { return Reader{text}.read(); }

}  // namespace csv

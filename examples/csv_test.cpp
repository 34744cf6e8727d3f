// Tests of the quickstart's CSV reader and of what it makes of the rows.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "quickstart/csv.hpp"
#include "quickstart/shipments.hpp"

namespace {

using Cells = std::vector<std::string>;

void expect(bool is_true, std::string_view what) {
  if (is_true) return;
  std::cout << "failed: " << what << "\n";
  std::exit(1);
}

/// One row, good, with these cells, on this line.
void expect_row(std::string_view text, const Cells& cells, std::size_t line, std::string_view what) {
  const auto table = csv::read(text);
  expect(table.bad_rows.empty() && table.rows.size() == 1, what);
  expect(table.rows[0].cells == cells && table.rows[0].line == line, what);
}

/// "1: a b|3: c": the good rows.
std::string rows_of(const csv::Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    text += (text.empty() ? "" : "|") + std::to_string(row.line) + ":";
    for (const auto& cell : row.cells) text += " " + cell;
  }
  return text;
}

std::string bad_lines_of(const std::vector<csv::BadRow>& rows) {
  std::string text;
  for (const auto& row : rows) text += std::to_string(row.line) + " ";
  return text;
}

void reads_what_the_rfc_says() {
  expect_row("a,b\r\n", {"a", "b"}, 1, "CR LF");
  expect_row("a,b\n", {"a", "b"}, 1, "LF");
  expect_row("a,b\r", {"a", "b"}, 1, "CR");
  expect_row("a,b", {"a", "b"}, 1, "no line end at the end");
  expect_row(
      "\xEF\xBB\xBF"
      "a,b\n",
      {"a", "b"}, 1, "byte order mark");
  expect_row("a,,\n", {"a", "", ""}, 1, "empty cells");
  expect_row(" a ,b\n", {" a ", "b"}, 1, "blanks stay");
  expect_row("\"a,b\",\"\"\n", {"a,b", ""}, 1, "comma in quotes, empty quotes");
  expect_row("\"say \"\"yes\"\"\"\n", {"say \"yes\""}, 1, "doubled quotes");
  expect_row("\"\"\"\"\n", {"\""}, 1, "one doubled quote alone");
  expect_row("\"a\r\nb\",c\r\n", {"a\r\nb", "c"}, 1, "line end in quotes");
  expect_row("\n\r\n,,\nx\n", {"x"}, 4, "rows without content are skipped, their lines count");
  expect_row("문 앞,경비실\n", {"문 앞", "경비실"}, 1, "Korean text");
  expect(csv::read("").rows.empty() && csv::read("\n").rows.empty(), "nothing");
  expect(rows_of(csv::read("\"a\n\nb\",c\nd\n")) == "1: a\n\nb c|4: d", "lines are counted within quotes");
}

void goes_on_after_a_bad_row() {
  const auto table = csv::read("a\n\"open\nb\nc\"d\n\"e\"f\n\xC7\xD1\xB1\xDB\n\"x\"\n");
  expect(rows_of(table) == "1: a|3: b|7: x", "the good rows around bad ones");
  expect(bad_lines_of(table.bad_rows) == "2 4 5 6 ", "open quote, quote inside, text behind, not UTF-8");
  expect(table.bad_rows[3].why.find("byte 1 is not UTF-8") == 0, "says which byte");
}

void finds_the_parcels() {
  const auto list = read_shipments(
      "memo,invoice_no,order_no,parcel_code\n,6312,2026-1,CJ\n,,2026-2,CJ\n,6312,2026-1,CJ\n,6312,2026-3\n,6312,2.02604E+14,CJ\n,"
      "x,4,\"\n");
  expect(list.problem.empty() && list.parcels.size() == 1, "columns by name, in any order");
  const imweb::ShipRequest parcel{imweb::OrderNo{"2026-1"}, {.parcel_code = imweb::ParcelCode::cj, .invoice_no = "6312"}};
  expect(list.parcels[0] == parcel, "the parcel");
  expect(bad_lines_of(list.bad_rows) == "3 4 5 6 7 ",
         "no invoice, same order again, short row, number as Excel spoils it, open quote");
  expect(list.bad_rows[0].why.find("invoice_no is empty") != std::string::npos, "names the field");
  expect(!read_shipments("order_no,parcel_code\n").problem.empty(), "a missing column");
  expect(!read_shipments("").problem.empty() && !read_shipments("\xFF\n1,CJ,2\n").problem.empty(), "no header");
}

}  // namespace

int main() {
  reads_what_the_rfc_says();
  goes_on_after_a_bad_row();
  finds_the_parcels();
  std::cout << "all passed\n";
}

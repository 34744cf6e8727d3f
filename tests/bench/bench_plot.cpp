// Draws columns of a CSV file as an SVG, readable in light and dark surroundings.
//
//     bench_plot results.csv --title T --x in_flight --x-label 'calls in flight' --y cpu_us --y-label 'µs' [--log-y]
//         [--by client] [--where delay_ms=0,tls=plain] >plot.svg
//
// The x axis is logarithmic; the y axis begins at zero unless told.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/drawing.hpp"

namespace {

using namespace imweb::bench;

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream{text};
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

using Row = std::map<std::string, std::string>;

std::vector<Row> read(const std::string& file) {
  std::ifstream stream{file};
  if (!stream) throw std::runtime_error{"cannot read " + file};
  std::string line;
  std::getline(stream, line);
  const auto names = split(line, ',');
  std::vector<Row> rows;
  while (std::getline(stream, line)) {
    const auto values = split(line, ',');
    Row row;
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) row[names[i]] = values[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

bool is_wanted(const Row& row, const std::vector<std::string>& conditions) {
  for (const auto& condition : conditions) {
    const auto sides = split(condition, '=');
    if (sides.size() != 2 || row.at(sides[0]) != sides[1]) return false;
  }
  return true;
}

std::vector<Line> lines_of(const std::vector<Row>& rows, const Arguments& arguments) {
  const auto by = arguments.text("--by");
  const auto conditions = split(arguments.text("--where"), ',');
  std::vector<Line> lines;
  for (const auto& row : rows) {
    if (!is_wanted(row, conditions)) continue;
    const std::string name = by.empty() ? "" : row.at(by);
    if (lines.empty() || std::none_of(lines.begin(), lines.end(), [&](const Line& line) { return line.name == name; }))
      lines.push_back({name, {}});
    for (auto& line : lines)
      if (line.name == name)
        line.points.push_back({std::stod(row.at(arguments.text("--x"))), std::stod(row.at(arguments.text("--y")))});
  }
  return lines;
}

}  // namespace

int main(int count, char** given) {
  try {
    const Arguments arguments{count, given};
    const auto lines = lines_of(read(arguments.first()), arguments);
    if (lines.empty()) throw std::runtime_error{"nothing to draw"};
    std::cout << draw({.title = arguments.text("--title"),
                       .x = arguments.text("--x-label"),
                       .y = arguments.text("--y-label"),
                       .y_scale = arguments.has("--log-y") ? Scale::logarithmic : Scale::from_zero},
                      lines);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "bench_plot: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

// Lines over two axes, as SVG. x is logarithmic.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace imweb::bench {

struct Point {
  double x;
  double y;
};

struct Line {
  std::string name;  ///< empty: not labelled
  std::vector<Point> points;
};

enum class Scale : unsigned char { logarithmic, from_zero };

struct Labels {
  std::string title;
  std::string x;
  std::string y;
  Scale y_scale = Scale::from_zero;
};

/// The range of one axis, and where a value lies on the paper.
class Axis {
 public:
  Axis(double paper_from, double paper_to, Scale scale) : paper_from_(paper_from), paper_to_(paper_to), scale_(scale) {}

  void hold(double value) {
    low_ = std::min(low_, value);
    high_ = std::max(high_, value);
  }

  /// Room around what there is.
  void widen(double factor) {
    low_ = scale_ == Scale::from_zero ? 0 : low_ / factor;
    high_ *= factor;
  }

  [[nodiscard]] double place(double value) const {
    const double share = (scaled(value) - scaled(low_)) / (scaled(high_) - scaled(low_));
    return paper_from_ + share * (paper_to_ - paper_from_);
  }

  /// 1, 2 and 5 times powers of ten; from zero, five to ten multiples of one of them.
  [[nodiscard]] std::vector<double> round_values() const {
    std::vector<double> values;
    for (double power = 1e-3; power < 1e9; power *= 10) {
      for (const double step : {power, 2 * power, 5 * power}) {
        if (scale_ == Scale::logarithmic && step >= low_ && step <= high_) values.push_back(step);
        if (scale_ == Scale::from_zero && values.empty() && high_ / step < 10)
          for (double value = 0; value <= high_; value += step) values.push_back(value);
      }
    }
    return values;
  }

 private:
  [[nodiscard]] double scaled(double value) const { return scale_ == Scale::from_zero ? value : std::log(value); }

  double low_ = std::numeric_limits<double>::max();
  double high_ = std::numeric_limits<double>::min();
  double paper_from_;
  double paper_to_;
  Scale scale_;
};

class Drawing {
 public:
  Drawing(const Labels& labels, const std::vector<Line>& lines) : lines_(lines), y_(bottom, top, labels.y_scale) {
    for (const auto& line : lines_) {
      for (const auto& point : line.points) {
        x_.hold(point.x);
        y_.hold(point.y);
      }
    }
    x_.widen(1.15);
    y_.widen(1.3);
    out_ << std::setprecision(6) << head;
    text(left, 24, "title", labels.title);
    text((left + right) / 2, height - 10, "axis middle", labels.x);
    out_ << "<text class=\"axis middle\" transform=\"translate(16 " << (top + bottom) / 2 << ") rotate(-90)\">" << labels.y
         << "</text>\n";
    draw_grid();
    for (std::size_t i = 0; i < lines_.size(); ++i) draw_line(i);
    draw_names();
    out_ << "</svg>\n";
  }

  [[nodiscard]] std::string svg() const { return out_.str(); }

 private:
  static constexpr double height = 400;
  static constexpr double left = 70;
  static constexpr double right = 560;
  static constexpr double top = 44;
  static constexpr double bottom = 350;
  static constexpr std::array<std::string_view, 6> colours{"#d1495b", "#2e86ab", "#6a994e", "#b5651d", "#8e6bbf", "#4c9a9a"};
  static constexpr std::string_view head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 400\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<style>.paper{fill:#ffffff}.title,.axis{fill:#24292f}.title{font-size:15px}.middle{text-anchor:middle}.end{text-anchor:"
      "end}"
      ".grid{stroke:#d8dee4}"
      "@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.title,.axis{fill:#d7dce2}.grid{stroke:#30363d}}</style>\n"
      "<rect class=\"paper\" width=\"700\" height=\"400\"/>\n";

  void text(double x, double y, std::string_view style, std::string_view words) {
    out_ << "<text class=\"" << style << "\" x=\"" << x << "\" y=\"" << y << "\">" << words << "</text>\n";
  }

  void stroke(double x1, double y1, double x2, double y2) {
    out_ << "<line class=\"grid\" x1=\"" << x1 << "\" y1=\"" << y1 << "\" x2=\"" << x2 << "\" y2=\"" << y2 << "\"/>\n";
  }

  static std::string number(double value) {
    std::ostringstream out;
    out << std::setprecision(10) << value;
    return out.str();
  }

  void draw_grid() {
    for (const double value : y_.round_values()) {
      stroke(left, y_.place(value), right, y_.place(value));
      text(left - 6, y_.place(value) + 4, "axis end", number(value));
    }
    std::vector<double> values;
    for (const auto& line : lines_)
      for (const auto& point : line.points) values.push_back(point.x);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const double value : values) {
      stroke(x_.place(value), top, x_.place(value), bottom);
      text(x_.place(value), bottom + 18, "axis middle", number(value));
    }
  }

  [[nodiscard]] static std::string_view colour(std::size_t line) { return colours[line % colours.size()]; }

  void draw_line(std::size_t index) {
    out_ << "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" << colour(index) << "\" points=\"";
    for (const auto& point : lines_[index].points) out_ << x_.place(point.x) << ',' << y_.place(point.y) << ' ';
    out_ << "\"/>\n";
    for (const auto& point : lines_[index].points)
      out_ << "<circle r=\"3\" fill=\"" << colour(index) << "\" cx=\"" << x_.place(point.x) << "\" cy=\"" << y_.place(point.y)
           << "\"/>\n";
  }

  void draw_names() {
    double y = top + 10;
    for (std::size_t i = 0; i < lines_.size(); ++i, y += 20) {
      if (lines_[i].name.empty()) continue;
      out_ << "<circle r=\"5\" cx=\"" << right + 18 << "\" cy=\"" << y - 4 << "\" fill=\"" << colour(i) << "\"/>\n";
      text(right + 30, y, "axis", lines_[i].name);
    }
  }

  const std::vector<Line>& lines_;
  Axis x_{left, right, Scale::logarithmic};
  Axis y_;
  std::ostringstream out_{};
};

inline std::string draw(const Labels& labels, const std::vector<Line>& lines) { return Drawing{labels, lines}.svg(); }

}  // namespace imweb::bench

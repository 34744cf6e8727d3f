// What many busy shops got, and what it cost.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/cpu_time.hpp"

namespace imweb::bench {

class ShopFigures {
 public:
  explicit ShopFigures(std::size_t shops) : shops_(shops) {}

  /// An answer for that shop; `mistake` is empty when it was right. On the engine's thread.
  void take(std::size_t shop, const std::string& mistake) {
    if (is_over()) return;
    const std::lock_guard lock{mutex_};
    if (!mistake.empty() && mistake_.empty()) mistake_ = mistake;
    auto& one = shops_[shop];
    const auto now = Clock::now();
    if (is_counting_) {
      ++one.calls;
      if (one.last != Clock::time_point{}) gaps_.push_back(now - one.last);
    }
    one.last = now;
  }

  void begin() {
    const std::lock_guard lock{mutex_};
    is_counting_ = true;
    from_ = {Clock::now(), cpu_time()};
  }

  void end() {
    const std::lock_guard lock{mutex_};
    to_ = {Clock::now(), cpu_time()};
    is_over_ = true;
  }

  [[nodiscard]] bool is_over() const noexcept { return is_over_; }

  enum class Form : std::uint8_t { text, csv };

  /// csv: shops, calls a second, CPU of one core in percent, CPU per call in µs, utilisation of 5 calls a second in percent, worst shop's
  /// share of the median's in percent, 99 of 100 gaps between two answers of a shop in ms. Throws std::runtime_error when an answer was wrong.
  void print(std::ostream& out, Form form) {
    const std::lock_guard lock{mutex_};
    if (!mistake_.empty()) throw std::runtime_error{mistake_};
    std::sort(shops_.begin(), shops_.end(), [](const Shop& a, const Shop& b) { return a.calls < b.calls; });
    std::sort(gaps_.begin(), gaps_.end());
    const Seconds wall = to_.time - from_.time;
    const auto calls = static_cast<double>(std::max<std::size_t>(gaps_.size(), 1));
    const auto count = static_cast<double>(shops_.size());
    const auto median = static_cast<double>(std::max<std::size_t>(shops_[shops_.size() / 2].calls, 1));
    const double rate = calls / wall.count();
    const double cpu = (to_.cpu - from_.cpu) / wall * 100;
    const double each = (to_.cpu - from_.cpu).count() * 1e6 / calls;
    const double worst = 100 * static_cast<double>(shops_.front().calls) / median;
    const double gap = gaps_.empty() ? 0 : std::chrono::duration<double, std::milli>{gaps_[(gaps_.size() - 1) * 99 / 100]}.count();
    const double used = 100 * rate / (5 * count);
    out << std::fixed << std::setprecision(1);
    if (form == Form::csv) {
      out << shops_.size() << ',' << rate << ',' << cpu << ',' << each << ',' << used << ',' << worst << ',' << gap << '\n';
      return;
    }
    out << shops_.size() << " shops: " << rate << " calls/s, " << cpu << " % of one core, " << each << " us of CPU each; " << used
        << " % of 5 calls a second; the worst shop got " << worst << " % of the median; p99 between two answers " << gap
        << " ms\n";
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Shop {
    std::size_t calls = 0;
    Clock::time_point last{};
  };
  struct Mark {
    Clock::time_point time{};
    Seconds cpu{};
  };

  std::mutex mutex_{};
  std::atomic<bool> is_over_ = false;
  bool is_counting_ = false;
  std::string mistake_{};
  std::vector<Shop> shops_;
  std::vector<Clock::duration> gaps_{};
  Mark from_{};
  Mark to_{};
};

}  // namespace imweb::bench

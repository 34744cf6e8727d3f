// For programs that compare figures with what was promised.
#pragma once

#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <string>

namespace imweb::bench {

class Limits {
 public:
  /// Prints one line.
  void check(const std::string& what, double value, double limit, const std::string& unit) {
    const bool is_well = value <= limit;
    if (!is_well) exit_code_ = EXIT_FAILURE;
    std::cout << std::left << std::setw(48) << what << std::right << std::setw(10) << std::fixed << std::setprecision(1) << value
              << " of at most " << std::setw(6) << std::setprecision(0) << limit << " " << unit << (is_well ? ": ok" : ": over")
              << std::endl;
  }

  /// EXIT_FAILURE when a figure was over its limit.
  [[nodiscard]] int exit_code() const noexcept { return exit_code_; }

 private:
  int exit_code_ = EXIT_SUCCESS;
};

}  // namespace imweb::bench

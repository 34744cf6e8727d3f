// `crowd 10000 600` keeps 10,000 shops busy on one engine for 600 simulated seconds, and says how that went. Exit code 1 when one of them broke its
// limit, wasted it, or got less than the others.
#include <cstddef>
#include <cstdlib>
#include <iostream>

#include "simulation/crowd.hpp"

int main(int count, char** arguments) {
  imweb::simulation::CrowdOptions options;
  if (count > 1) options.shops = std::strtoul(arguments[1], nullptr, 10);
  if (count > 2) options.time = std::chrono::seconds{std::strtol(arguments[2], nullptr, 10)};
  const auto result = imweb::simulation::play_crowd(options);
  std::cout << options.shops << " shops, " << options.time.count() << " s: " << result.requests << " requests, "
            << result.violations << " over a limit, " << result.failures << " failed calls, utilisation "
            << result.utilisation * 100 << " %, worst shop by median " << result.fairness * 100 << " %\n";
  const bool is_well = result.violations == 0 && result.failures == 0 && result.utilisation >= 0.96 && result.fairness >= 0.99;
  return is_well ? EXIT_SUCCESS : EXIT_FAILURE;
}

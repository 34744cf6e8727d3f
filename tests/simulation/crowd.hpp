// Thousands of shops on one engine, on virtual time, each with more to do than its pace allows: does each keep to its own limit, use it up,
// and get as much as the others? The other end only counts; what it says is always success.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace imweb::simulation {

struct CrowdOptions {
  std::size_t shops = 100;
  std::chrono::seconds time = std::chrono::minutes{10};
  std::uint64_t seed = 1;
};

struct CrowdResult {
  std::uint64_t requests = 0;
  std::uint64_t violations = 0;  ///< requests that arrived less than a second after the fifth before them, at the same shop
  std::uint64_t failures = 0;    ///< calls that did not end in the success of their order
  double utilisation = 0;        ///< of five requests a second, the shop with the median; logins are requests too
  double fairness = 0;           ///< requests of the worst shop, by those of the median
};

/// Half of the shops are near, half of them far away.
[[nodiscard]] CrowdResult play_crowd(const CrowdOptions& options);

}  // namespace imweb::simulation

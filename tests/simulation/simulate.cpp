// Plays many seeds and says which broke a promise. `simulate 1 10000 200` plays seeds 1 to 10000 of 200 calls each; `simulate 4711 4711`
// plays one again. Exit code 1 when a promise was broken.
#include <cstdint>
#include <cstdlib>
#include <iostream>

#include "simulation/world.hpp"

int main(int count, char** arguments) {
  const auto number = [&](int index, std::uint64_t otherwise) {
    return count > index ? std::strtoull(arguments[index], nullptr, 10) : otherwise;
  };
  const std::uint64_t first = number(1, 1);
  const std::uint64_t last = number(2, 100);
  const int calls = static_cast<int>(number(3, 200));
  std::uint64_t broken = 0;
  std::uint64_t played = 0;
  imweb::simulation::Tally sum;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const auto verdict = imweb::simulation::play(seed, calls);
    played += static_cast<std::uint64_t>(verdict.calls);
    sum += verdict.tally;
    if (verdict.violations.empty()) continue;
    ++broken;
    std::cout << "seed " << seed << ": " << verdict.violations.front() << " (" << verdict.violations.size()
              << " in all); again: simulate " << seed << ' ' << seed << ' ' << calls << '\n';
  }
  std::cout << "processed " << sum.processed << ", refused " << sum.refused << ", not applied " << sum.not_applied << ", unknown "
            << sum.unknown << " (" << sum.unknown_but_applied << " of them applied); requests " << sum.requests << ", logins "
            << sum.logins << ", refused tokens " << sum.refused_tokens << '\n';
  std::cout << last - first + 1 << " seeds, " << played << " calls, " << broken << " seeds with violations\n";
  return broken == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

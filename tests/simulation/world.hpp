// One seed's world: shops, orders, callers with habits and bad luck, run through the real engine loop, calls and rules on virtual time.
// Afterwards the other end's account is held against what the callers were told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace imweb::simulation {

/// How the calls ended, and what else happened, so that one sees that a world was worth playing.
struct Tally {
  int processed = 0;
  int refused = 0;  ///< by imweb, in its failed list
  int not_applied = 0;
  int unknown = 0;
  int unknown_but_applied = 0;
  int logins = 0;
  int refused_tokens = 0;
  int requests = 0;

  Tally& operator+=(const Tally& other);
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct Verdict {
  std::uint64_t seed = 0;
  int calls = 0;
  Tally tally{};
  std::vector<std::string> violations{};  ///< of the invariants, in words; empty: all is well
};

/// Plays at least `calls` calls. The same seed and number play the same way again.
[[nodiscard]] Verdict play(std::uint64_t seed, int calls);

}  // namespace imweb::simulation

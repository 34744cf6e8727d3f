// Storage is kept from use to use, but not that of a flood.
#pragma once

#include <cstddef>
#include <vector>

namespace imweb::inline v0::engine {

/// Gives back the storage of a list that is empty now, where it had to grow beyond what is usual.
template <class One>
void forget_flood(std::vector<One>& emptied) noexcept {
  constexpr std::size_t most_kept = 256;
  if (emptied.capacity() > most_kept) std::vector<One>{}.swap(emptied);
}

}  // namespace imweb::inline v0::engine

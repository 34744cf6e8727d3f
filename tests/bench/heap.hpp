// Counts what the whole program, libraries included, takes from the heap. Linking heap.cpp puts malloc and its kin in the place of the C library's,
// which still do the work.
#pragma once

#include <cstddef>
#include <cstdint>

namespace imweb::bench {

/// Counts from its construction on. One at a time; any thread's allocations count.
class HeapWatch {
 public:
  HeapWatch();
  HeapWatch(const HeapWatch&) = delete;
  HeapWatch& operator=(const HeapWatch&) = delete;
  ~HeapWatch();

  [[nodiscard]] std::uint64_t allocations() const noexcept;

  /// What is held more than at the beginning, as the heap counts it: with its own few bytes for each block.
  [[nodiscard]] std::int64_t bytes() const noexcept;
};

/// As long as it lives, what this thread allocates is not counted as allocation: it belongs to the benchmark. Its bytes count.
class OwnAllocations {
 public:
  OwnAllocations() noexcept;
  OwnAllocations(const OwnAllocations&) = delete;
  OwnAllocations& operator=(const OwnAllocations&) = delete;
  ~OwnAllocations();
};

}  // namespace imweb::bench

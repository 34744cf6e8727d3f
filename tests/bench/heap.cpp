#include "bench/heap.hpp"

#include <malloc.h>

#include <atomic>
#include <cerrno>

// The C library's own, under the names by which it exports them for this.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);
}

namespace imweb::bench {

namespace {

std::atomic<bool> is_watched{false};
std::atomic<std::uint64_t> allocations_seen{0};
std::atomic<std::int64_t> bytes_held{0};
thread_local bool is_own = false;

std::int64_t size_of(void* block) noexcept {
  constexpr std::size_t header = sizeof(std::size_t);
  return static_cast<std::int64_t>(::malloc_usable_size(block) + header);
}

void* taken(void* block) noexcept {
  if (!block || !is_watched.load(std::memory_order_relaxed)) return block;
  bytes_held.fetch_add(size_of(block), std::memory_order_relaxed);
  if (!is_own) allocations_seen.fetch_add(1, std::memory_order_relaxed);
  return block;
}

void given_back(void* block) noexcept {
  if (block && is_watched.load(std::memory_order_relaxed)) bytes_held.fetch_sub(size_of(block), std::memory_order_relaxed);
}

}  // namespace

HeapWatch::HeapWatch() {
  allocations_seen = 0;
  bytes_held = 0;
  is_watched = true;
}

HeapWatch::~HeapWatch() { is_watched = false; }

std::uint64_t HeapWatch::allocations() const noexcept { return allocations_seen; }
std::int64_t HeapWatch::bytes() const noexcept { return bytes_held; }

OwnAllocations::OwnAllocations() noexcept { is_own = true; }
OwnAllocations::~OwnAllocations() { is_own = false; }

}  // namespace imweb::bench

using imweb::bench::given_back;
using imweb::bench::taken;

extern "C" {

void* malloc(std::size_t size) { return taken(__libc_malloc(size)); }
void* calloc(std::size_t count, std::size_t size) { return taken(__libc_calloc(count, size)); }
void* memalign(std::size_t alignment, std::size_t size) { return taken(__libc_memalign(alignment, size)); }
void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }

int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

void* realloc(void* block, std::size_t size) {
  given_back(block);
  return taken(__libc_realloc(block, size));
}

void free(void* block) {
  given_back(block);
  __libc_free(block);
}
}

#include "base/process_mark.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace imweb::inline v0 {

namespace {

using Cell = std::atomic<std::uint64_t>;

/// A number that the kernel sets to zero in each child; null where it does not offer that.
Cell* mark_of_this_process() noexcept {
  void* const page = ::mmap(nullptr, sizeof(Cell), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return nullptr;
  if (::madvise(page, sizeof(Cell), MADV_WIPEONFORK) == 0) return new (page) Cell{0};
  ::munmap(page, sizeof(Cell));
  return nullptr;
}

}  // namespace

std::uint64_t process_mark() noexcept {
  static Cell* const mark = mark_of_this_process();
  static Cell last = 0;  // goes with a fork, so that no child takes the number of one of its ancestors
  if (!mark) return static_cast<std::uint64_t>(::getpid());
  std::uint64_t present = mark->load();
  if (present != 0) return present;
  const std::uint64_t fresh = ++last;
  return mark->compare_exchange_strong(present, fresh) ? fresh : present;
}

}  // namespace imweb::inline v0

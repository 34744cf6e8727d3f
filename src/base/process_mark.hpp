// Tells a process from its children: a fork takes no thread with it, and shares what the kernel holds.
#pragma once

#include <cstdint>

namespace imweb::inline v0 {

/// The same number as long as the process lives, another one in each child, however it was made. Costs no system call. From any thread.
[[nodiscard]] std::uint64_t process_mark() noexcept;

}  // namespace imweb::inline v0

// Tells a process from its children, for an engine's thread does not go with a fork.
#pragma once

#include <cstdint>

namespace imweb::inline v0::engine {

/// The same number as long as the process lives, another one in each child, however it was made. Costs no system call. From any thread.
[[nodiscard]] std::uint64_t process_mark() noexcept;

}  // namespace imweb::inline v0::engine

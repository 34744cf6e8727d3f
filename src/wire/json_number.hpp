// How large a JSON number is.
#pragma once

#include <string_view>

namespace imweb::inline v0::wire {

/// True for a number beyond every double. One that is too close to zero for them is none. Precondition: it is a JSON number.
[[nodiscard]] bool is_infinite(std::string_view number) noexcept;

}  // namespace imweb::inline v0::wire

// A text that is a number and nothing else.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace imweb::inline v0 {

/// Empty for any other text, and for a number that `Integer` cannot hold. A minus is taken where `Integer` has a sign, a plus never.
template <class Integer>
[[nodiscard]] std::optional<Integer> whole_number(std::string_view text, int base = 10) noexcept {
  Integer number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace imweb::inline v0

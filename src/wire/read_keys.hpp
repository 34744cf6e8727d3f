// What a key says in a map where PHP may have written a list: its keys are then "0", "2", …
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace imweb::inline v0::wire {

inline constexpr std::size_t longest_index = 6;  ///< digits of an entry's index; the numbers of orders have 15 and more

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

[[nodiscard]] constexpr bool are_digits(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), is_digit);
}

/// True for a key that is the number of an order or an item, wherever it stands.
[[nodiscard]] constexpr bool is_number_key(std::string_view key) noexcept {
  return key.size() > longest_index && is_digit(key.front());
}

/// True for a key that may be the index of an entry. Beside items any other key is a number.
[[nodiscard]] constexpr bool is_index_key(std::string_view key) noexcept {
  return key.size() <= longest_index && are_digits(key);
}

}  // namespace imweb::inline v0::wire

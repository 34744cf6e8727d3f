#include "wire/json_number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace imweb::inline v0::wire {

namespace {

/// The power of ten behind the "e". One that no 64 bits hold is beyond every length that the number before it can have.
std::int64_t exponent_of(std::string_view digits) noexcept {
  constexpr std::int64_t beyond = std::int64_t{1} << 60U;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  std::int64_t exponent = 0;
  const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec;
  if (error != std::errc{}) exponent = digits.starts_with('-') ? -beyond : beyond;
  return std::clamp(exponent, -beyond, beyond);
}

}  // namespace

bool is_infinite(std::string_view number) noexcept {
  constexpr std::int64_t longest = 309;  // digits of the largest double
  const auto e = number.find_first_of("eE");
  const auto digits = number.substr(0, e);
  const auto first = digits.find_first_of("123456789");
  if (first == digits.npos) return false;
  const auto point = std::min(digits.find('.'), digits.size());
  const auto before_point = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + (first > point ? 1 : 0);
  const auto length = before_point + (e == number.npos ? 0 : exponent_of(number.substr(e + 1)));
  if (length != longest) return length > longest;
  double value = 0;
  return std::from_chars(number.data(), number.data() + number.size(), value).ec == std::errc::result_out_of_range;
}

}  // namespace imweb::inline v0::wire

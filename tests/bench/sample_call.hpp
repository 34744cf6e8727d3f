// The call that all benchmarks make: an order is sent. Each call has an order and a parcel of its own, and all are equally long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imweb::bench {

inline constexpr std::string_view parcel_code = "CJ";
inline constexpr std::size_t token_size = 32;

/// `call` in seven digits, after a fixed beginning.
[[nodiscard]] inline std::string numbered(std::string_view beginning, std::size_t call) {
  constexpr std::size_t modulus = 10'000'000;
  return std::string{beginning}.append(std::to_string(modulus + call % modulus), 1);
}

[[nodiscard]] inline std::string order_no_of(std::size_t call) { return numbered("20260427", call); }
[[nodiscard]] inline std::string invoice_no_of(std::size_t call) { return numbered("63124", call); }

}  // namespace imweb::bench

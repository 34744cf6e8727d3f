// An amount of money, exact: imweb writes amounts as numbers or as text, and never are they read through a floating-point number.
//
//     order->payment.payment_amount->amount   // 11900: won have no decimals
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>

namespace imweb::inline v0 {

/// `amount` divided by ten to the power of `decimals`, in `currency`. 12.50 dollars are {125, 1, "USD"}: there are no trailing zeros, so
/// equal sums compare equal.
struct Money {
  std::int64_t amount = 0;
  std::uint8_t decimals = 0;  ///< 0 for won; 0 to 18
  std::string currency{};     ///< `price_currency`: "KRW"; empty where imweb names none, as in items, and in what is sent

  friend bool operator==(const Money&, const Money&) = default;
};

/// Reads an amount as JSON writes numbers: "11900", "-12.50", "1.2e3". Empty for anything else (blanks, "+5", "1,000", "NaN"), for more than
/// 64 bits and for more than 18 decimals: an amount is never rounded. The currency is left empty.
[[nodiscard]] IMWEB_EXPORT std::optional<Money> parse_money(std::string_view text);

/// "11900 KRW", "12.5".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Money& money);

}  // namespace imweb::inline v0

// An amount of money, exact: imweb writes amounts as numbers or as text, and never are they read through a floating-point number.
//
//     order->payment.payment_amount->amount   // 11900: won have no decimals
#pragma once

#include <cstdint>
#include <string>

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

/// "11900 KRW", "12.5".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Money& money);

}  // namespace imweb::inline v0

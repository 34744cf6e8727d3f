#include <imweb/orders/money.hpp>

#include <charconv>
#include <cstddef>

namespace imweb::inline v0 {

namespace {

constexpr std::int64_t most_digits = 19;  // of a 64-bit integer
constexpr std::int64_t most_decimals = 18;

/// Takes the digits from the front of `text`.
std::string_view take_digits(std::string_view& text) {
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, std::string_view ones) {
  const bool is_there = !text.empty() && ones.find(text.front()) != ones.npos;
  if (is_there) text.remove_prefix(1);
  return is_there;
}

/// The power of ten in an exponent's digits; where they are beyond all amounts, one that is beyond them too.
std::int64_t power_of(std::string_view digits) {
  constexpr std::int64_t beyond = 1'000'000'000'000;
  std::int64_t power = 0;
  const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), power).ec;
  return error == std::errc{} && power < beyond ? power : beyond;
}

/// A decimal number: its digits without zeros around them, and after how many of them from the end the point stands.
struct Decimal {
  std::string digits;
  std::int64_t decimals = 0;
};

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal decimal{.digits = std::string{take_digits(text)}};
  if (decimal.digits.empty()) return std::nullopt;
  if (take(text, ".")) {
    const auto fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
    decimal.digits += fraction;
    decimal.decimals = static_cast<std::int64_t>(fraction.size());
  }
  if (take(text, "eE")) {
    const bool is_small = text.starts_with('-');
    take(text, "+-");
    const auto exponent = take_digits(text);
    if (exponent.empty()) return std::nullopt;
    decimal.decimals += is_small ? power_of(exponent) : -power_of(exponent);
  }
  if (!text.empty()) return std::nullopt;
  const auto last = decimal.digits.find_last_not_of('0');
  const auto kept = last == std::string::npos ? 0 : last + 1;
  decimal.decimals -= static_cast<std::int64_t>(decimal.digits.size() - kept);
  decimal.digits.resize(kept);
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  return decimal;
}

}  // namespace

std::optional<Money> parse_money(std::string_view text) {
  const bool is_negative = take(text, "-");
  auto decimal = decimal_of(text);
  if (!decimal) return std::nullopt;
  if (decimal->digits.empty()) return Money{};
  auto& [digits, decimals] = *decimal;
  const bool fits = decimals >= -most_digits && decimals <= most_decimals && digits.size() <= most_digits;
  if (!fits) return std::nullopt;
  if (decimals < 0) digits.append(static_cast<std::size_t>(-decimals), '0');
  if (is_negative) digits.insert(0, "-");
  Money money{.decimals = static_cast<std::uint8_t>(decimals > 0 ? decimals : 0)};
  const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), money.amount).ec;
  return error == std::errc{} ? std::optional{money} : std::nullopt;
}

std::string to_string(const Money& money) {
  const bool is_negative = money.amount < 0;
  std::string digits = std::to_string(money.amount).substr(is_negative ? 1 : 0);
  if (money.decimals > 0) {
    if (digits.size() <= money.decimals) digits.insert(0, money.decimals + std::size_t{1} - digits.size(), '0');
    digits.insert(digits.size() - money.decimals, ".");
  }
  return (is_negative ? "-" : "") + digits + (money.currency.empty() ? "" : " " + money.currency);
}

}  // namespace imweb::inline v0

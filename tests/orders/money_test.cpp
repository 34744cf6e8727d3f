#include <imweb/orders/money.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace imweb {
namespace {

struct MoneyRow {
  std::string_view name;
  std::string text;
  std::optional<Money> money;
};

const MoneyRow money_rows[] = {
    {"won", "11900", Money{11900}},
    {"zero", "0", Money{}},
    {"minus zero", "-0.00", Money{}},
    {"negative", "-3000", Money{-3000}},
    {"fraction", "12.5", Money{125, 1}},
    {"trailing zeros", "12.50", Money{125, 1}},
    {"whole with zeros", "3000.00", Money{3000}},
    {"less than one", "0.001", Money{1, 3}},
    {"leading zeros", "0011900", Money{11900}},
    {"exponent", "1.2e3", Money{1200}},
    {"capital exponent with plus", "12E+2", Money{1200}},
    {"negative exponent", "1250e-2", Money{125, 1}},
    {"exponent that cancels zeros", "1000e-3", Money{1}},
    {"zero with a huge exponent", "0e99999999999999999999", Money{}},
    {"most", "9223372036854775807", Money{INT64_MAX}},
    {"least", "-9223372036854775808", Money{INT64_MIN}},
    {"most decimals", "0.000000000000000001", Money{1, 18}},
    {"many zeros behind", "1." + std::string(1000, '0'), Money{1}},
    {"many zeros in front", std::string(1000, '0') + "7", Money{7}},
    {"too much", "9223372036854775808", std::nullopt},
    {"too little", "-9223372036854775809", std::nullopt},
    {"too many zeros", "1" + std::string(19, '0'), std::nullopt},
    {"too many decimals", "0.0000000000000000001", std::nullopt},
    {"huge exponent", "1e400", std::nullopt},
    {"tiny exponent", "1e-400", std::nullopt},
    {"exponent beyond 64 bits", "1e99999999999999999999", std::nullopt},
    {"negative exponent beyond 64 bits", "1e-99999999999999999999", std::nullopt},
    {"empty", "", std::nullopt},
    {"sign alone", "-", std::nullopt},
    {"plus", "+5", std::nullopt},
    {"two signs", "--5", std::nullopt},
    {"point alone", ".", std::nullopt},
    {"nothing before the point", ".5", std::nullopt},
    {"nothing behind the point", "5.", std::nullopt},
    {"nothing behind the e", "5e", std::nullopt},
    {"two points", "1.2.3", std::nullopt},
    {"two exponents", "1e2e3", std::nullopt},
    {"thousands", "11,900", std::nullopt},
    {"blank in front", " 5", std::nullopt},
    {"blank behind", "5 ", std::nullopt},
    {"currency", "11900 KRW", std::nullopt},
    {"hexadecimal", "0x10", std::nullopt},
    {"not a number", "NaN", std::nullopt},
    {"infinity", "Infinity", std::nullopt},
    {"a word", "free", std::nullopt},
    {"digits of another script", "１２", std::nullopt},
};

TEST(Money, IsReadExactlyOrNotAtAll) {
  for (const auto& [name, text, money] : money_rows) EXPECT_EQ(parse_money(text), money) << name;
}

TEST(Money, IsReadAgainFromItsText) {
  for (const auto& [name, text, money] : money_rows) {
    if (!money) continue;
    EXPECT_EQ(parse_money(to_string(*money)), money) << name;
  }
}

TEST(Money, IsShownWithItsCurrency) {
  EXPECT_EQ(to_string(Money{.amount = 11900, .currency = "KRW"}), "11900 KRW");
  EXPECT_EQ(to_string(Money{.amount = -5, .decimals = 2, .currency = "USD"}), "-0.05 USD");
}

}  // namespace
}  // namespace imweb

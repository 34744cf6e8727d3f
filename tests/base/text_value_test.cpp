#include <imweb/base/text_value.hpp>

#include <concepts>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using std::string_literals::operator""s;

class Colour : public TextValue<Colour> {
 public:
  using TextValue::TextValue;
};

class Flavour : public TextValue<Flavour> {
 public:
  using TextValue::TextValue;
};

// Text becomes a value only where somebody says so, and one kind never becomes another.
static_assert(std::is_constructible_v<Colour, std::string> && !std::is_convertible_v<std::string, Colour>);
static_assert(std::is_constructible_v<Colour, const char*> && !std::is_convertible_v<const char*, Colour>);
static_assert(!std::is_constructible_v<Colour, Flavour> && !std::is_assignable_v<Colour&, Flavour>);
static_assert(!std::is_default_constructible_v<Colour>);
static_assert(std::totally_ordered<Colour>);
static_assert(!std::equality_comparable_with<Colour, Flavour> && !std::equality_comparable_with<Colour, std::string>);
static_assert(std::is_nothrow_move_constructible_v<Colour> && std::is_nothrow_move_assignable_v<Colour>);

TEST(TextValue, KeepsItsTextByteForByte) {
  for (const std::string& text : {""s, "green"s, "초록"s, "a\0b"s, "\xff\xfe"s, std::string(10'000, 'x')})
    EXPECT_EQ(Colour{text}.str(), text);
}

TEST(TextValue, ComparesByItsText) {
  EXPECT_EQ(Colour{"green"}, Colour{"green"});
  EXPECT_NE(Colour{"green"}, Colour{"Green"});
  EXPECT_NE(Colour{"green"}, Colour{"green "});
  EXPECT_NE(Colour{"a\0b"s}, Colour{"a\0c"s});
}

TEST(TextValue, SortsByTheBytesOfItsText) {
  EXPECT_LT(Colour{""}, Colour{"a"});
  EXPECT_LT(Colour{"Z"}, Colour{"a"});
  EXPECT_LT(Colour{"10"}, Colour{"9"});
  EXPECT_LT(Colour{"z"}, Colour{"가"});
  EXPECT_EQ(Colour{"a"} <=> Colour{"a"}, std::strong_ordering::equal);
}

TEST(TextValue, GivesItsTextToMessages) { EXPECT_EQ(to_string(Colour{"green"}), "green"); }

}  // namespace
}  // namespace imweb

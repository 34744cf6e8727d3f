#include <imweb/base/utf8.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using std::string_view_literals::operator""sv;

static_assert(first_code_point("A")->value == U'A' && !first_code_point("\xff"));  // usable at compile time

TEST(Utf8, ReadsTheFirstCodePoint) {
  struct Row {
    std::string_view name, text;
    char32_t value;
    std::size_t size;
  };
  constexpr Row rows[] = {
      {"NUL", "\0x"sv, 0, 1},
      {"ASCII", "Az", U'A', 1},
      {"last of one byte", "\x7f", 0x7F, 1},
      {"first of two bytes", "\xc2\x80", 0x80, 2},
      {"last of two bytes", "\xdf\xbf", 0x7FF, 2},
      {"first of three bytes", "\xe0\xa0\x80", 0x800, 3},
      {"Hangul", "한글", U'한', 3},
      {"last before the surrogates", "\xed\x9f\xbf", 0xD7FF, 3},
      {"first after the surrogates", "\xee\x80\x80", 0xE000, 3},
      {"last of three bytes", "\xef\xbf\xbf", 0xFFFF, 3},
      {"first of four bytes", "\xf0\x90\x80\x80", 0x10000, 4},
      {"emoji", "😀!", U'😀', 4},
      {"the very last", "\xf4\x8f\xbf\xbf", 0x10FFFF, 4},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto read = first_code_point(row.text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->value, row.value);
    EXPECT_EQ(read->size, row.size);
  }
}

TEST(Utf8, RefusesBytesThatAreNotWellFormed) {
  struct Row {
    std::string_view name, text;
  };
  constexpr Row rows[] = {
      {"nothing", ""},
      {"continuation alone", "\x80"},
      {"last continuation alone", "\xbf\xbf"},
      {"overlong slash, two bytes", "\xc0\xaf"},
      {"overlong DEL, two bytes", "\xc1\xbf"},
      {"overlong, three bytes", "\xe0\x9f\xbf"},
      {"overlong NUL, three bytes", "\xe0\x80\x80"},
      {"overlong, four bytes", "\xf0\x8f\xbf\xbf"},
      {"first surrogate", "\xed\xa0\x80"},
      {"last surrogate", "\xed\xbf\xbf"},
      {"above U+10FFFF", "\xf4\x90\x80\x80"},
      {"lead byte F5", "\xf5\x80\x80\x80"},
      {"lead byte F8 of five bytes", "\xf8\x88\x80\x80\x80"},
      {"byte FE", "\xfe"},
      {"byte FF", "\xff"},
      {"two bytes cut", "\xc3"},
      {"three bytes cut after two", "\xed\x95"},
      {"four bytes cut after three", "\xf0\x9f\x98"},
      {"second byte is ASCII", "\xc3("},
      {"third byte is ASCII", "\xed\x95("},
      {"fourth byte is a lead byte", "\xf0\x9f\x98\xc2"},
  };
  for (const auto& row : rows) EXPECT_FALSE(first_code_point(row.text)) << row.name;
}

TEST(Utf8, NeverReadsPastTheEnd) {
  const std::string emoji = "😀";
  for (std::size_t size = 0; size < emoji.size(); ++size) {
    const std::string cut(emoji, 0, size);
    EXPECT_FALSE(first_code_point(std::string_view{cut}));
    EXPECT_FALSE(first_code_point(std::string_view{emoji}.substr(0, size)));
  }
}

TEST(Utf8, KnowsWhatDoesNotShow) {
  constexpr char32_t hidden[] = {0x00,   0x09,   0x0A,   0x0D,   0x1B,   0x1F,   0x7F,   0x80,   0x85,   0x9F,    0xAD,
                                 0x61C,  0x115F, 0x1160, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,  0x202A,
                                 0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE007F};
  for (const char32_t c : hidden) EXPECT_TRUE(is_unprintable(c)) << std::hex << static_cast<std::uint32_t>(c);
}

TEST(Utf8, KnowsWhatShows) {
  constexpr char32_t shown[] = {U' ',   U'!',   U'~',   0xA1,   0xAC,   0xAE, U'é',  U'ㄱ',  U'가', U'힣',   U'ﾡ',    0x200A,
                                0x2010, 0x2027, 0x202F, 0x205F, 0x2070, U'₩', U'、', 0xFFFD, U'😀',  0xE0080, 0x10FFFF};
  for (const char32_t c : shown) EXPECT_FALSE(is_unprintable(c)) << std::hex << static_cast<std::uint32_t>(c);
}

TEST(Utf8, KnowsTheBlanks) {
  constexpr char32_t blanks[] = {U' ', U'\t', 0xA0, 0x1680, 0x2000, 0x2003, 0x200A, 0x202F, 0x205F, 0x3000};
  for (const char32_t c : blanks) EXPECT_TRUE(is_blank(c)) << std::hex << static_cast<std::uint32_t>(c);
}

TEST(Utf8, TakesNoVisibleCharacterForABlank) {
  constexpr char32_t others[] = {U'a', U'0', U'-', U'_', U'.', 0x9F, 0xA1, 0x1FFF, 0x2010, 0x2FFF, U'、', U'한', U'😀'};
  for (const char32_t c : others) EXPECT_FALSE(is_blank(c)) << std::hex << static_cast<std::uint32_t>(c);
}

}  // namespace
}  // namespace imweb

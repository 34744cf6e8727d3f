#include "wire/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace imweb::wire {
namespace {

using std::string_view_literals::operator""sv;

std::string repeated(std::string_view text, std::size_t times) {
  std::string whole;
  whole.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) whole += text;
  return whole;
}

std::string nested(std::size_t depth) { return repeated("[", depth) + repeated("]", depth); }

std::string list_of(std::size_t values) { return "[" + repeated("0,", values - 2) + "0]"; }

/// All values of the document on one line: kind by its shape, keys in front.
std::string flat(const Value& value) {
  std::string text = value.key().empty() ? "" : std::string{value.key()} + "=";
  if (!value.is_container()) return text + std::string{value.text()} + " ";
  text += value.kind() == Kind::array ? "[ " : "{ ";
  for (const Value inner : value) text += flat(inner);
  return text + (value.kind() == Kind::array ? "] " : "} ");
}

std::string flat(std::string_view body) {
  const auto document = Document::parse(std::string{body});
  return document.problem().empty() ? flat(document.root()) : document.problem();
}

TEST(Document, ReadsEveryKindOfValue) {
  const auto document = Document::parse(R"([null, true, false, -7, 1.50, "text", [], {"key": "한글"}])");
  ASSERT_EQ(document.problem(), "");

  std::vector<Kind> kinds;
  for (const Value value : document.root()) kinds.push_back(value.kind());
  EXPECT_EQ(kinds, (std::vector{Kind::null, Kind::boolean, Kind::boolean, Kind::number, Kind::number, Kind::text, Kind::array,
                                Kind::object}));
  EXPECT_EQ(flat(document.root()), "[  true false -7 1.50 text [ ] { key=한글 } ] ");
}

TEST(Document, KeepsNeighboursOfContainersApart) {
  EXPECT_EQ(flat(R"({"a":{"b":[1,[2],{}]},"c":3})"), "{ a={ b=[ 1 [ 2 ] { } ] } c=3 } ");
}

TEST(Document, IsAnObjectOnlyWhenItsRootIsOne) {
  EXPECT_TRUE(Document::parse("{}").is_object());
  for (const auto body : {"[]", "[{}]", "null", "200", "\"{}\"", ""})
    EXPECT_FALSE(Document::parse(std::string{body}).is_object()) << body;
  EXPECT_FALSE(Document{}.is_object());
}

TEST(Document, AllowsADepthOf32AndNoMore) {
  EXPECT_EQ(Document::parse(nested(max_depth)).problem(), "");
  EXPECT_NE(Document::parse(nested(max_depth + 1)).problem(), "");
  EXPECT_EQ(Document::parse(repeated(R"({"a":)", max_depth) + "1" + repeated("}", max_depth)).problem(), "");
  EXPECT_NE(Document::parse(repeated(R"({"a":)", max_depth + 1) + "1" + repeated("}", max_depth + 1)).problem(), "");
}

TEST(Document, CountsDepthAndNotContainers) { EXPECT_EQ(Document::parse("[" + repeated("[],", 1000) + "[]]").problem(), ""); }

TEST(Document, Allows65536ValuesAndNoMore) {
  EXPECT_EQ(Document::parse(list_of(max_values)).problem(), "");
  EXPECT_NE(Document::parse(list_of(max_values + 1)).problem(), "");
}

TEST(Document, AllowsAsManyValuesAsToldAndNoMore) {
  EXPECT_EQ(Document::parse(list_of(max_values_of_reads), max_values_of_reads).problem(), "");
  EXPECT_NE(Document::parse(list_of(max_values_of_reads + 1), max_values_of_reads).problem(), "");
  EXPECT_NE(Document::parse(nested(max_depth + 1), max_values_of_reads).problem(), "");
}

TEST(Document, StopsAtHugeNestingWithoutTrouble) {
  for (const auto opening : {"["sv, R"({"a":)"sv, R"([{"a":)"sv}) {
    const auto document = Document::parse(repeated(opening, 100'000));
    EXPECT_NE(document.problem().find("deep"), std::string::npos) << opening;
    EXPECT_FALSE(document.is_object());
  }
  EXPECT_NE(Document::parse(nested(100'000)).problem(), "");
}

struct NotJsonRow {
  std::string_view name;
  std::string body;
};

const NotJsonRow not_json[] = {
    {"empty", ""},
    {"blanks", " \t\r\n"},
    {"HTML", "<!DOCTYPE html><html><body>KANARI</body></html>"},
    {"HTML after blanks", "\r\n  <html>KANARI"},
    {"HTML after a byte order mark", "\xEF\xBB\xBF<html>KANARI"},
    {"plain text", "KANARI Service Unavailable"},
    {"trailing garbage", R"({"msg":"KANARI"}x)"},
    {"two values", R"({"msg":"KANARI"}{"msg":"KANARI"})"},
    {"cut object", R"({"msg":"KANARI")"},
    {"cut text", R"({"msg":"KANARI)"},
    {"cut key", R"({"KANARI)"},
    {"cut escape", R"({"msg":"KANARI\u00)"},
    {"cut word", R"({"KANARI":tru)"},
    {"only closing", "}"},
    {"trailing comma", R"(["KANARI",])"},
    {"missing comma", R"(["KANARI" "KANARI"])"},
    {"missing value", R"({"KANARI":})"},
    {"key without quotes", "{KANARI:1}"},
    {"key that is a number", R"({1:"KANARI"})"},
    {"single quotes", "{'KANARI':1}"},
    {"comment", R"({"msg":"KANARI"/* */})"},
    {"NaN", R"({"KANARI":NaN})"},
    {"leading zero", R"({"KANARI":007})"},
    {"leading plus", R"({"KANARI":+7})"},
    {"bare minus", R"({"KANARI":-})"},
    {"hexadecimal", R"({"KANARI":0x10})"},
    {"NUL alone", std::string(1, '\0')},
    {"NUL behind", R"({"msg":"KANARI"})" + std::string(1, '\0') + "x"},
    {"raw NUL in a text", "{\"msg\":\"KANARI" + std::string(1, '\0') + "\"}"},
    {"raw line break in a text", "{\"msg\":\"KANARI\n\"}"},
    {"wrong escape", R"({"msg":"KANARI\x"})"},
    {"lone high surrogate", R"({"msg":"KANARI\ud83d"})"},
    {"lone low surrogate", R"({"msg":"KANARI\ude00"})"},
    {"two high surrogates", R"({"msg":"KANARI\ud83d\ud83d"})"},
    {"invalid UTF-8", "{\"msg\":\"KANARI\xFF\"}"},
    {"overlong UTF-8", "{\"msg\":\"KANARI\xC0\xAF\"}"},
    {"surrogate in UTF-8", "{\"msg\":\"KANARI\xED\xA0\x80\"}"},
    {"number beyond every double", R"({"KANARI":)" + repeated("9", 1'000'000) + "}"},
    {"exponent beyond every double", R"({"KANARI":1e999999})"},
    {"UTF-16", std::string("\xFF\xFE{\0}\0", 6)},
    {"compressed", "\x1f\x8b\x08KANARI"},
};

TEST(Document, RefusesWhatIsNotOneJsonValue) {
  for (const auto& row : not_json) {
    SCOPED_TRACE(row.name);
    const auto document = Document::parse(row.body);
    EXPECT_NE(document.problem(), "");
    EXPECT_FALSE(document.is_object());
  }
}

TEST(Document, NeverQuotesTheBodyInItsProblem) {
  for (const auto& row : not_json) EXPECT_EQ(Document::parse(row.body).problem().find("KANARI"), std::string::npos) << row.name;
}

TEST(Document, CallsHtmlByItsName) {
  EXPECT_NE(Document::parse("<html>").problem().find("HTML"), std::string::npos);
  EXPECT_NE(Document::parse("").problem().find("empty"), std::string::npos);
}

TEST(Document, RefusesAByteOrderMark) {
  EXPECT_NE(Document::parse("\xEF\xBB\xBF{\"a\":1}").problem().find("byte order mark"), std::string::npos);
}

TEST(Document, ReadsEscapedTexts) {
  const auto document = Document::parse(R"(["\uc8fc\ubb38", "\ud83d\ude00", "a\u0000b", "\"\\\/\n"])");
  ASSERT_EQ(document.problem(), "");

  std::vector<std::string_view> texts;
  for (const Value value : document.root()) texts.push_back(value.text());
  EXPECT_EQ(texts, (std::vector{"주문"sv, "😀"sv, "a\0b"sv, "\"\\/\n"sv}));
}

TEST(Document, KeepsIntegersOfAnyLengthAsText) {
  for (const auto number : {"9007199254740993", "18446744073709551615", "18446744073709551616", "2024011126137650",
                            "123456789012345678901234567890", "-9223372036854775808", "-9223372036854775809", "0"})
    EXPECT_EQ(flat(number), std::string{number} + " ");
  EXPECT_EQ(flat(repeated("9", 300)), repeated("9", 300) + " ");
}

TEST(Document, GivesIntegersOnlyOfNumbersWithoutFraction) {
  const auto integer = [](std::string_view body) { return Document::parse(std::string{body}).root().integer(); };
  EXPECT_EQ(integer("200"), 200);
  EXPECT_EQ(integer("-999"), -999);
  EXPECT_EQ(integer("9223372036854775807"), INT64_MAX);
  for (const auto other : {"200.0", "2e2", "0.5", "9223372036854775808", "\"200\"", "true", "null", "[]"})
    EXPECT_FALSE(integer(other)) << other;
}

TEST(Document, KeepsDoubledKeysVisible) { EXPECT_EQ(flat(R"({"a":1,"b":2,"a":3})"), "{ a=1 b=2 a=3 } "); }

TEST(Document, FindsAMemberByItsWholeKeyOnly) {
  const auto document = Document::parse(R"({"codes":1,"cod":2,"Code":3,"inner":{"code":4},"code":5})");
  EXPECT_EQ(document.root().find("code")->integer(), 5);
  EXPECT_FALSE(document.root().find("cod e"));
  EXPECT_FALSE(Document::parse(R"(["code"])").root().find("code"));
}

TEST(Document, OverwritesItsTextsWhenWiped) {
  auto document = Document::parse(R"({"access_token":"0123456789abcdef0123456789abcdef"})");
  const auto token = document.root().find("access_token")->text();
  ASSERT_EQ(token, "0123456789abcdef0123456789abcdef");

  document.wipe();

  for (std::size_t i = 0; i < token.size(); ++i) EXPECT_EQ(token.data()[i], '\0') << i;
  Document{}.wipe();
}

}  // namespace
}  // namespace imweb::wire

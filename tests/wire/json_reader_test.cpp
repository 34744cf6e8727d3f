// The reader of answers against nlohmann/json: the same texts are taken, and they say the same.
#include "wire/json_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/told_json.hpp"

namespace imweb::wire {
namespace {

using imweb::testing::told_by_document;
using imweb::testing::told_by_nlohmann;
using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

enum class Verdict : std::uint8_t { json, no_json };

struct Row {
  std::string_view name;
  std::string_view body;
  Verdict verdict;
};

constexpr auto json = Verdict::json;
constexpr auto no_json = Verdict::no_json;

const Row rows[] = {
    {"null", "null", json},
    {"word begun", "nul", no_json},
    {"word with more", "truex", no_json},
    {"word in capitals", "True", no_json},
    {"two words", "true false", no_json},
    {"empty object", "{ }", json},
    {"empty list", "[\n]", json},
    {"comma in an empty list", "[,]", no_json},
    {"comma in an empty object", "{,}", no_json},
    {"comma at the end of a list", "[1,]", no_json},
    {"comma at the end of an object", R"({"a":1,})", no_json},
    {"two commas", "[1,,2]", no_json},
    {"list closed as object", "[1}", no_json},
    {"object closed as list", R"({"a":1])", no_json},
    {"closed twice", "[]]", no_json},
    {"closed before it is opened", "]", no_json},
    {"value behind a value", R"({"a":1 2})", no_json},
    {"key alone", R"({"a"})", no_json},
    {"key and colon", R"({"a":})", no_json},
    {"two colons", R"({"a"::1})", no_json},
    {"colon in a list", R"(["a":1])", no_json},
    {"value without key", "{1}", no_json},
    {"empty key", R"({"":1})", json},
    {"key with escapes", R"({"\u0061\n\"":1})", json},
    {"key that is cut", R"({"\u00)", no_json},
    {"same key twice", R"({"a":1,"a":2})", json},
    {"all blanks", " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n{ \t\r\n\"a\" \t\r\n: \t\r\n2 \t\r\n} \t\r\n] \t\r\n", json},
    {"vertical tab", "[1\v]", no_json},
    {"form feed", "\f[1]", no_json},
    {"no-break space", "[\xC2\xA0]", no_json},
    {"byte order mark inside", "[\xEF\xBB\xBF\x31]", no_json},
    {"half a byte order mark", "\xEF\xBB[1]", no_json},
    {"comment", "[1]//", no_json},
    {"NUL behind", "[1]\0"sv, no_json},
    {"NUL in a text", "[\"a\0b\"]"sv, no_json},
    {"text without end", "\"abc", no_json},
    {"quote alone", "\"", no_json},
    {"backslash at the end", "\"\\", no_json},
    {"escaped quote at the end", R"("\")", no_json},
    {"every short escape", R"("\"\\\/\b\f\n\r\t")", json},
    {"escape in capitals", R"("\N")", no_json},
    {"escaped apostrophe", R"("\'")", no_json},
    {"hexadecimal escape", R"("\x41")", no_json},
    {"u in capitals", R"("\U0041")", no_json},
    {"three digits", R"("\u004")", no_json},
    {"digit that is none", R"("\u004g")", no_json},
    {"sign among the digits", R"("\u+041")", no_json},
    {"digits of both cases", R"("\uaBcD\uAbCd")", json},
    {"escaped NUL", R"("\u0000")", json},
    {"DEL", "\"\x7f\"", json},
    {"control character", "\"\x1f\"", no_json},
    {"raw line feed", "\"\n\"", no_json},
    {"escape behind plain text", R"("abc\ndef\u00e9ghi한\ud83d\ude00")", json},
    {"high surrogate and a letter", R"("\ud83da")", no_json},
    {"high surrogate and another escape", R"("\ud83d\n")", no_json},
    {"high surrogate at the end", R"("\ud83d)", no_json},
    {"high surrogate and a begun one", R"("\ud83d\u)", no_json},
    {"minus zero", "-0", json},
    {"minus zero in a list", "[-0,-0]", json},
    {"minus zero with a fraction", "-0.0", json},
    {"minus zero with an exponent", "-0e0", json},
    {"minus alone", "-", no_json},
    {"two minuses", "--1", no_json},
    {"minus and a word", "-true", no_json},
    {"plus", "+1", no_json},
    {"two zeros", "00", no_json},
    {"leading zero", "01", no_json},
    {"negative with a leading zero", "-01", no_json},
    {"point at the beginning", ".5", no_json},
    {"point at the end", "1.", no_json},
    {"two points", "1.2.3", no_json},
    {"exponent without digits", "1e", no_json},
    {"exponent with a sign alone", "1e+", no_json},
    {"exponent with a fraction", "1e1.5", no_json},
    {"infinity", "Infinity", no_json},
    {"not a number", "NaN", no_json},
    {"hexadecimal number", "0x1", no_json},
    {"number and a letter", "1a", no_json},
    {"largest unsigned", "18446744073709551615", json},
    {"one more", "18446744073709551616", json},
    {"smallest integer", "-9223372036854775808", json},
    {"one less", "-9223372036854775809", json},
};

TEST(JsonReader, TakesWhatIsJsonAndNothingElse) {
  for (const auto& row : rows) EXPECT_EQ(told_by_document(row.body).has_value(), row.verdict == json) << row.name;
}

void expect_the_same(const std::string& body) { ASSERT_EQ(told_by_document(body), told_by_nlohmann(body)) << body; }

TEST(JsonReader, ReadsWhatNlohmannReads) {
  for (const auto& row : rows) {
    expect_the_same(std::string{row.body});
    expect_the_same("[" + std::string{row.body} + "]");
    expect_the_same("{\"a\":" + std::string{row.body} + ",\"b\":1}");
  }
}

const std::string answers[] = {
    R"({"msg":"SUCCESS","code":200,"version":"2.0","data":{"success":["202604270000001"],"failed":[]}})",
    R"( { "code" : -7 , "msg" : "\uc810\uac80 점검 \ud83d\ude00" , "data" : [ null , true , false , { } ] } )",
    R"([-0.5e+10,[[1E-2,0]],{"":"\"\\\/\b\f\n\r\t"}])",
};

TEST(JsonReader, ReadsEveryPrefixAsNlohmannDoes) {
  for (const auto& answer : answers)
    for (std::size_t size = 0; size <= answer.size(); ++size) expect_the_same(answer.substr(0, size));
}

TEST(JsonReader, ReadsEveryReplacedByteAsNlohmannDoes) {
  for (const auto& answer : answers)
    for (std::size_t at = 0; at < answer.size(); ++at)
      for (int byte = 0; byte < 256; ++byte) expect_the_same(std::string{answer}.replace(at, 1, 1, static_cast<char>(byte)));
}

TEST(JsonReader, ReadsEveryDroppedAndAddedByteAsNlohmannDoes) {
  for (const auto& answer : answers)
    for (std::size_t at = 0; at < answer.size(); ++at) {
      expect_the_same(std::string{answer}.erase(at, 1));
      for (const char byte : "0-.e\"\\u{}[],: \n\x80\xED"sv) expect_the_same(std::string{answer}.insert(at, 1, byte));
    }
}

TEST(JsonReader, ReadsNumbersAtTheEdgesAsNlohmannDoes) {
  const std::string nines(308, '9'), zeros(292, '0');
  const std::string edge =
      "17976931348623158079372897140530341507993413271003782693617377898044496829276475094664901797758720709633"
      "02864166928879109465555478519404026306574886715058206819089020007083836762738548458177115317644757302700"
      "69855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792";  // half a step above the largest double
  const std::vector numbers{"0"s,
                            "1"s,
                            "12"s,
                            "0.0"s,
                            "0.5"s,
                            "1.5"s,
                            "0.000001"s,
                            nines,
                            nines + "9",
                            nines + "99",
                            "17976931348623157" + zeros,
                            "17976931348623158" + zeros,
                            "17976931348623159" + zeros,
                            edge,
                            edge.substr(0, edge.size() - 1) + "3",
                            edge.substr(0, edge.size() - 4) + "7791",
                            "0." + zeros + "1",
                            "1.7976931348623157"s,
                            "1.7976931348623159"s,
                            "1." + nines};
  const std::vector exponents{""s,
                              "e0"s,
                              "E+5"s,
                              "e-5"s,
                              "e308"s,
                              "e+308"s,
                              "e309"s,
                              "e310"s,
                              "e-308"s,
                              "e-324"s,
                              "e-400"s,
                              "e600"s,
                              "e601"s,
                              "e0000000000000000000000001"s,
                              "e9223372036854775807"s,
                              "e-9223372036854775808"s,
                              "e99999999999999999999"s,
                              "e-99999999999999999999"s,
                              "e"s,
                              "e-"s,
                              "e+-1"s};
  for (const auto& number : numbers)
    for (const auto& exponent : exponents)
      for (const auto sign : {"", "-"}) expect_the_same(sign + number + exponent);
}

TEST(JsonReader, ReadsEveryPairOfEscapedUnitsAsNlohmannDoes) {
  const auto units = {"0000", "0041", "007f", "0080", "07ff", "0800", "d7ff", "d800", "dbff", "dc00", "dfff", "e000", "ffff"};
  for (const std::string one : units)
    for (const std::string other : units) expect_the_same("[\"\\u" + one + "\\u" + other + "\"]");
}

TEST(JsonReader, ReadsEveryPairOfBytesInATextAsNlohmannDoes) {
  for (int one = 0; one < 256; ++one)
    for (int other = 0; other < 256; ++other) expect_the_same({'"', static_cast<char>(one), static_cast<char>(other), '"'});
}

TEST(JsonReader, ReadsLongCharactersAsNlohmannDoes) {
  const auto seconds = "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0"sv;
  for (int lead = 0xDF; lead < 256; ++lead)
    for (const char second : seconds)
      for (const char third : seconds)
        for (const char fourth : {'\x7F', '\x80', '\xBF', '\xC0', '"'})
          expect_the_same({'"', static_cast<char>(lead), second, third, fourth, '"'});
}

TEST(JsonReader, SaysAtWhichByteItStopped) {
  const auto problem = [](std::string body) { return Document::parse(std::move(body)).problem(); };
  EXPECT_EQ(problem("x"), "the body is not valid JSON at byte 1");
  EXPECT_EQ(problem("[1,]"), "the body is not valid JSON at byte 4");
  EXPECT_EQ(problem("[\"\\ud83d\\n\"]"), "the body is not valid JSON at byte 9");
  EXPECT_EQ(problem("{\"a\":1"), "the body is not valid JSON at byte 7");
}

TEST(JsonReader, DecodesTextsWhereTheyStand) {
  std::string body = R"(["a text that is longer than what a string keeps in itself", "\uc8fc\ubb38"])";
  const char* const begin = body.data();
  const char* const end = begin + body.size();

  const auto document = Document::parse(std::move(body));

  for (const Value value : document.root()) EXPECT_TRUE(value.text().data() > begin && value.text().data() < end) << value.text();
}

TEST(JsonReader, LeavesNothingOfABodyThatItCouldNotRead) {
  std::string body = R"({"code":200,"access_token":"0123456789abcdef\u0030123456789abcdef",)";
  const std::string_view memory{body.data(), body.size()};
  auto document = Document::parse(std::move(body));
  ASSERT_NE(document.problem(), "");

  document.wipe();

  EXPECT_EQ(memory.find_first_not_of('\0'), memory.npos);
}

}  // namespace
}  // namespace imweb::wire

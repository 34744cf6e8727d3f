#include "wire/json_text.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imweb::wire {
namespace {

std::string rewritten(std::string_view body) { return json_text(Document::parse(std::string{body}).root()); }

TEST(JsonText, WritesEveryKindOfValueAsItCame) {
  const std::string_view same = R"({"z":[null,true,false,[],{}],"a":{"b":[1,[2],"x"]},"":"empty"})";
  EXPECT_EQ(rewritten(same), same);
  EXPECT_EQ(rewritten("[ 1 ,\n { \"a\" : 2 } ]"), R"([1,{"a":2}])");
}

TEST(JsonText, KeepsNumbersAsTheyWereWritten) {
  const std::string_view same = "[12.50,1e5,1E+05,2.0e1,0.10000000000000000000001,18446744073709551616,-9223372036854775808]";
  EXPECT_EQ(rewritten(same), same);
}

TEST(JsonText, EscapesWhatJsonDemandsAndNothingElse) {
  EXPECT_EQ(rewritten(R"("\u0008\t\n\f\r\"\\\/\u0001\u001F\u007f한\u0000")"),
            "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\x7f한\\u0000\"");
  EXPECT_EQ(rewritten(R"({"\"\n":1})"), R"({"\"\n":1})");
}

TEST(JsonText, EscapesAsNlohmannDoes) {
  nlohmann::ordered_json text = std::string{};
  for (char c = 0; c < 0x7F; ++c) text.get_ref<std::string&>() += c;
  EXPECT_EQ(rewritten(text.dump()), text.dump());
}

}  // namespace
}  // namespace imweb::wire

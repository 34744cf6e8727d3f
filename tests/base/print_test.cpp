#include <imweb/base/print.hpp>

#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <imweb/base/failure.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb {
namespace {

class Word : public TextValue<Word> {
 public:
  using TextValue::TextValue;
};

struct Wordless {};

enum class Numbered { one };
[[maybe_unused]] int to_string(Numbered) { return 1; }

template <class Value>
concept Streams = requires(std::ostream& out, const Value& value) {
  out << value;
};

template <class Value>
std::string printed(const Value& value) {
  std::ostringstream out;
  out << "<" << value << ">";
  return out.str();
}

static_assert(!Streams<Wordless>, "what has no text must not print");
static_assert(!Streams<Numbered>, "to_string must give text");

TEST(Print, WritesTheTextOfAValue) { EXPECT_EQ(printed(Word{"단어"}), "<단어>"); }

TEST(Print, WritesTheNameOfAnEnumerator) {
  EXPECT_EQ(printed(FailureKind::rate_limited), "<rate_limited>");
  EXPECT_EQ(printed(Effect::not_applied), "<not_applied>");
}

TEST(Print, WritesAFailureOnOneLine) {
  const Failure failure{{.kind = FailureKind::transport, .effect = Effect::unknown, .message = "the line broke"}};

  EXPECT_EQ(printed(failure), "<transport, effect unknown: the line broke>");
}

TEST(Print, WritesEveryByteOfTheText) {
  const std::string text("a\0b", 3);

  EXPECT_EQ(printed(Word{text}), "<" + text + ">");
}

TEST(Print, LeavesOtherTypesToTheStandardLibrary) {
  EXPECT_EQ(printed(7), "<7>");
  EXPECT_EQ(printed(std::string{"text"}), "<text>");
}

}  // namespace
}  // namespace imweb

#include "wire/envelope.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "wire/document.hpp"

namespace imweb::wire {
namespace {

using Form = http::Envelope::Form;

http::Envelope read(std::string_view body) { return read_envelope(Document::parse(std::string{body})); }

TEST(Envelope, ReadsWhatTheGuideShows) {
  const auto envelope = read(R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0","data":{}})");

  EXPECT_EQ(envelope.form, Form::valid);
  EXPECT_EQ(envelope.code, 200);
  EXPECT_EQ(envelope.msg, "SUCCESS");
  EXPECT_EQ(envelope.request_count, 4);
  EXPECT_EQ(envelope.problem, "");
}

TEST(Envelope, ReadsAnErrorOfTwoMembers) {
  const auto envelope = read(R"({"msg":"API Key Error","code":-1})");

  EXPECT_EQ(envelope.form, Form::valid);
  EXPECT_EQ(envelope.code, -1);
  EXPECT_EQ(envelope.msg, "API Key Error");
  EXPECT_FALSE(envelope.request_count);
}

TEST(Envelope, TakesAnyIntegerOf64BitsAsCode) {
  for (const std::int64_t code : {std::int64_t{0}, std::int64_t{-999}, INT64_MIN, INT64_MAX}) {
    const auto envelope = read("{\"code\":" + std::to_string(code) + "}");
    EXPECT_EQ(envelope.form, Form::valid) << code;
    EXPECT_EQ(envelope.code, code);
  }
}

struct MalformedRow {
  std::string_view name, body;
};

constexpr MalformedRow malformed[] = {
    {"nothing", ""},
    {"HTML", "<html>KANARI</html>"},
    {"cut", R"({"code":200,"msg":"KANARI)"},
    {"text", R"("KANARI")"},
    {"number", "200"},
    {"null", "null"},
    {"list", R"([{"code":200,"msg":"KANARI"}])"},
    {"no code", R"({"msg":"KANARI"})"},
    {"empty object", "{}"},
    {"code as text", R"({"code":"200","msg":"KANARI"})"},
    {"code with a fraction", R"({"code":200.5,"msg":"KANARI"})"},
    {"code with an empty fraction", R"({"code":200.0,"msg":"KANARI"})"},
    {"code with an exponent", R"({"code":2e2,"msg":"KANARI"})"},
    {"code null", R"({"code":null,"msg":"KANARI"})"},
    {"code true", R"({"code":true,"msg":"KANARI"})"},
    {"code a list", R"({"code":[200],"msg":"KANARI"})"},
    {"code an object", R"({"code":{"code":200},"msg":"KANARI"})"},
    {"code beyond 64 bits", R"({"code":18446744073709551816,"msg":"KANARI"})"},
    {"code in another case", R"({"Code":200,"msg":"KANARI"})"},
    {"code inside data only", R"({"data":{"code":200},"msg":"KANARI"})"},
    {"code twice, the refusal first", R"({"code":-7,"msg":"KANARI","code":200})"},
    {"code twice, the same", R"({"code":200,"msg":"KANARI","code":200})"},
    {"code twice, once escaped", R"({"code":-7,"msg":"KANARI","c\u006fde":200})"},
    {"msg twice", R"({"code":200,"msg":"KANARI","msg":"x"})"},
    {"data twice", R"({"code":200,"msg":"KANARI","data":{},"data":[]})"},
    {"request_count twice", R"({"code":200,"request_count":"KANARI","request_count":4})"},
    {"success twice", R"({"code":200,"success":"KANARI","success":[]})"},
    {"failed twice", R"({"code":200,"failed":"KANARI","failed":[]})"},
    {"access_token twice", R"({"code":200,"access_token":"KANARI","access_token":"x"})"},
    {"success twice in data", R"({"code":200,"data":{"success":"KANARI","success":[]}})"},
    {"failed twice in data", R"({"code":200,"data":{"failed":["KANARI"],"success":[],"failed":[]}})"},
    {"access_token twice in data", R"({"code":200,"data":{"access_token":"KANARI","access_token":"x"}})"},
    {"code twice in data", R"({"code":200,"data":{"code":"KANARI","code":200}})"},
};

TEST(Envelope, IsMalformedOnAnythingElse) {
  for (const auto& row : malformed) {
    SCOPED_TRACE(row.name);
    const auto envelope = read(row.body);
    EXPECT_FALSE(envelope.has_code());
    EXPECT_NE(envelope.problem, "");
  }
}

TEST(Envelope, TellsSomethingElseFromBrokenJson) {
  for (const std::string_view body :
       {"<html>", "\xEF\xBB\xBF <html>", "\xEF\xBB\xBF{}", "Forbidden", "", " \n", "null", "200", "\"{\"", "code=200"})
    EXPECT_EQ(read(body).form, Form::no_json) << body;
  for (const std::string_view body : {"{", "[", "[]", "{}", R"({"code":200)", " \r\n\t{<html>", "{\xFF}"})
    EXPECT_EQ(read(body).form, Form::malformed) << body;
}

TEST(Envelope, NeverQuotesTheBodyInItsProblem) {
  for (const auto& row : malformed) {
    const auto envelope = read(row.body);
    EXPECT_EQ(envelope.problem.find("KANARI"), std::string::npos) << row.name;
    EXPECT_EQ(envelope.msg, "") << row.name;
  }
}

TEST(Envelope, AllowsDoublesThatNobodyReads) {
  EXPECT_EQ(read(R"({"code":200,"version":"2.0","version":"2.1"})").form, Form::valid);
  EXPECT_EQ(read(R"({"code":200,"data":{"other":{"code":1,"code":2}}})").form, Form::valid);
  EXPECT_EQ(read(R"({"code":200,"success":[],"data":{"success":[],"code":0}})").form, Form::valid);
}

TEST(Envelope, TakesRequestCountAsNumberOrText) {
  struct {
    std::string_view name, member;
    std::optional<std::int64_t> count;
  } const rows[] = {
      {"number", R"(,"request_count":4)", 4},
      {"zero", R"(,"request_count":0)", 0},
      {"text", R"(,"request_count":"3")", 3},
      {"negative", R"(,"request_count":"-2")", -2},
      {"absent", "", std::nullopt},
      {"null", R"(,"request_count":null)", std::nullopt},
      {"true", R"(,"request_count":true)", std::nullopt},
      {"list", R"(,"request_count":[4])", std::nullopt},
      {"fraction", R"(,"request_count":4.5)", std::nullopt},
      {"empty text", R"(,"request_count":"")", std::nullopt},
      {"text with a unit", R"(,"request_count":"4/s")", std::nullopt},
      {"beyond 64 bits", R"(,"request_count":99999999999999999999)", std::nullopt},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto envelope = read("{\"code\":200" + std::string{row.member} + "}");
    EXPECT_EQ(envelope.form, Form::valid);
    EXPECT_EQ(envelope.request_count, row.count);
  }
}

TEST(Envelope, KeepsMsgAsItCameAndOnlyAsText) {
  EXPECT_EQ(read(R"({"code":-10,"msg":"자동환불불가\n"})").msg, "자동환불불가\n");
  for (const auto body : {R"({"code":-10,"msg":null})", R"({"code":-10,"msg":["a"]})", R"({"code":-10,"msg":7})"}) {
    EXPECT_EQ(read(body).form, Form::valid) << body;
    EXPECT_EQ(read(body).msg, "") << body;
  }
}

}  // namespace
}  // namespace imweb::wire

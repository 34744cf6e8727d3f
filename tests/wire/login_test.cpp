#include "wire/login.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "wire/encode.hpp"

namespace imweb::wire {
namespace {

using Form = http::Envelope::Form;

ClientOptions shop(std::string key, std::string secret) {
  return {.credentials = {.key = Secret{std::move(key)}, .secret = Secret{std::move(secret)}}};
}

TEST(Login, PostsKeyAndSecretAsJson) {
  const auto request = encode_login(shop("a-key", "a-secret"));

  EXPECT_EQ(request.method, http::Method::post);
  EXPECT_EQ(request.url, "https://api.imweb.me/v2/auth");
  EXPECT_EQ(request.body, R"({"key":"a-key","secret":"a-secret"})");
  EXPECT_EQ(request.headers, common_headers(shop("a-key", "a-secret")));
}

TEST(Login, KeepsTheSecretsOutOfUrlAndHeaders) {
  auto request = encode_login(shop("a-key", "a-secret"));
  request.body.clear();
  EXPECT_EQ(to_string(request).find("a-key"), std::string::npos);
  EXPECT_EQ(to_string(request).find("a-secret"), std::string::npos);
}

TEST(Login, WritesEveryVisibleCharacterAsJsonReadsIt) {
  std::string visible;
  for (char c = 0x21; c < 0x7F; ++c) visible += c;
  const auto body = nlohmann::json::parse(encode_login(shop(R"("\","secret":"x")", visible)).body);
  EXPECT_EQ(body["key"], R"("\","secret":"x")");
  EXPECT_EQ(body["secret"], visible);
  EXPECT_EQ(body.size(), 2U);
}

TEST(Login, NeverMovesTheBodyWhileWritingIt) {
  const std::string quotes(256, '"');  // the worst case: every character is escaped
  const auto body = encode_login(shop(quotes, quotes)).body;
  EXPECT_EQ(body.size(), 22 + 4 * quotes.size());
  EXPECT_LE(body.size(), 32 + 4 * quotes.size());  // what was reserved
}

TEST(Login, GoesToTheShopsBaseUrl) {
  auto options = shop("a-key", "a-secret");
  options.base_url = "http://127.0.0.1:8080/v2/";
  options.affiliate = "partner-1";
  const auto request = encode_login(options);
  EXPECT_EQ(request.url, "http://127.0.0.1:8080/v2/auth");
  EXPECT_EQ(request.headers.back(), (http::Header{"ACCESS-AFFILIATE", "partner-1"}));
}

TEST(Login, ReadsTheTokenFromTheTopLevelOrFromData) {
  for (const auto body : {R"({"msg":"SUCCESS","code":200,"access_token":"the-token"})",
                          R"({"msg":"SUCCESS","code":200,"http_code":200,"access_token":"the-token","expires_in":3600})",
                          R"({"msg":"SUCCESS","code":200,"data":{"access_token":"the-token"}})",
                          R"({"code":200,"access_token":"the-token","data":[]})",
                          R"({"code":200,"access_token":"the-token","data":{"access_token":"another"}})"}) {
    SCOPED_TRACE(body);
    const auto answer = read_login(body);
    EXPECT_EQ(answer.envelope.form, Form::valid);
    EXPECT_EQ(answer.envelope.code, 200);
    EXPECT_EQ(answer.token.expose(), "the-token");
  }
}

struct Row {
  std::string_view name;
  std::string body;
};

std::string with_token(const std::string& json) { return R"({"msg":"SUCCESS","code":200,"access_token":)" + json + "}"; }

const Row unusable[] = {
    {"missing", R"({"msg":"SUCCESS","code":200})"},
    {"missing under data", R"({"msg":"SUCCESS","code":200,"data":{}})"},
    {"data a list", R"({"msg":"SUCCESS","code":200,"data":["KANARI"]})"},
    {"data the token itself", R"({"msg":"SUCCESS","code":200,"data":"KANARI"})"},
    {"empty", with_token(R"("")")},
    {"null", with_token("null")},
    {"number", with_token("12345")},
    {"object", with_token(R"({"access_token":"KANARI"})")},
    {"line break", with_token(R"("KANARI\r\nX-Evil: 1")")},
    {"line feed at the end", with_token(R"("KANARI\n")")},
    {"NUL", with_token(R"("KANARI\u0000")")},
    {"blank", with_token(R"("KANARI token")")},
    {"tab", with_token(R"("KANARI\ttoken")")},
    {"DEL", with_token(R"("KANARI\u007f")")},
    {"Hangul", with_token(R"("KANARI토큰")")},
    {"10 kB", with_token("\"KANARI" + std::string(10'240, 'a') + "\"")},
    {"one byte too long", with_token("\"" + std::string(4097, 'a') + "\"")},
    {"twice", R"({"code":200,"access_token":"KANARI","access_token":"KANARI"})"},
    {"code as text", R"({"code":"200","access_token":"KANARI"})"},
    {"HTML", "<html>KANARI</html>"},
    {"cut", R"({"code":200,"access_token":"KANARI)"},
};

TEST(Login, IsMalformedWithoutATokenThatCanBeUsed) {
  for (const auto& row : unusable) {
    SCOPED_TRACE(row.name);
    const auto answer = read_login(row.body);
    EXPECT_FALSE(answer.envelope.has_code());
    EXPECT_EQ(answer.envelope.problem.find("KANARI"), std::string::npos);
    EXPECT_NE(answer.envelope.problem, "");
    EXPECT_TRUE(answer.token.empty());
  }
}

TEST(Login, AllowsTokensOf4096Bytes) {
  EXPECT_EQ(read_login(with_token("\"" + std::string(4096, 'a') + "\"")).token.expose().size(), 4096U);
}

TEST(Login, PassesARefusalOnWithoutTakingAToken) {
  const auto answer = read_login(R"({"msg":"API Key Error","code":-1,"access_token":"the-token"})");

  EXPECT_EQ(answer.envelope.form, Form::valid);
  EXPECT_EQ(answer.envelope.code, -1);
  EXPECT_EQ(answer.envelope.msg, "API Key Error");
  EXPECT_TRUE(answer.token.empty());
}

}  // namespace
}  // namespace imweb::wire

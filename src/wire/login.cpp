#include "wire/login.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "wire/document.hpp"
#include "wire/encode.hpp"
#include "wire/envelope.hpp"
#include "wire/json_writer.hpp"

namespace imweb::inline v0::wire {

namespace {

constexpr std::size_t max_token_bytes = 4096;

/// A token goes into a header, so it must not be able to end one.
bool is_usable(std::string_view token) {
  const bool is_visible = std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  return is_visible && !token.empty() && token.size() <= max_token_bytes;
}

std::optional<Value> find_token(const Value& root) {
  if (const auto token = root.find("access_token")) return token;
  const auto data = root.find("data");
  return data ? data->find("access_token") : std::nullopt;
}

}  // namespace

http::Request encode_login(const ClientOptions& shop) {
  const std::string_view key = shop.credentials.key.expose();
  const std::string_view secret = shop.credentials.secret.expose();
  std::string body;
  body.reserve(32 +
               2 * (key.size() + secret.size()));  // never grows, so leaves no copy: printable characters take two bytes at most
  body += R"({"key":)";
  append_quoted(body, key);
  body += R"(,"secret":)";
  append_quoted(body, secret);
  body += '}';
  return {.method = http::Method::post, .url = url(shop, "/auth"), .headers = common_headers(shop), .body = std::move(body)};
}

LoginAnswer read_login(std::string body) {
  auto document = Document::parse(std::move(body));
  LoginAnswer answer{.envelope = read_envelope(document), .token = {}};
  const bool is_success = answer.envelope.form == http::Envelope::Form::valid && answer.envelope.code == 200;
  if (is_success) {
    const auto token = find_token(document.root());
    const bool can_be_used = token && token->kind() == Kind::text && is_usable(token->text());
    if (can_be_used) answer.token = Secret{std::string{token->text()}};
    if (!can_be_used) answer.envelope = {.problem = "the login's answer holds no usable access_token"};
  }
  document.wipe();
  return answer;
}

}  // namespace imweb::inline v0::wire

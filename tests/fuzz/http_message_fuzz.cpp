// Any bytes as a request to the sandbox: it takes no more of the buffer than there is, and comes out the same however the bytes arrive.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "fuzz.hpp"
#include "sandbox/http_message.hpp"

namespace {

using namespace imweb::testing::sandbox;
using imweb::fuzz::require;

using Parsed = std::variant<ParsedRequest, NeedsMore, BadRequest>;

/// Small enough to be met by small inputs.
constexpr HttpLimits limits{.head_bytes = 96, .body_bytes = 32};

bool is_same(const HttpRequest& a, const HttpRequest& b) {
  return a.method == b.method && a.target == b.target && a.version == b.version && a.headers == b.headers && a.body == b.body;
}

bool is_same(const Parsed& a, const Parsed& b) {
  if (a.index() != b.index()) return false;
  if (const auto* bad = std::get_if<BadRequest>(&a)) return bad->status == std::get<BadRequest>(b).status;
  const auto* one = std::get_if<ParsedRequest>(&a);
  const auto* other = std::get_if<ParsedRequest>(&b);
  return !one || (one->size == other->size && is_same(one->request, other->request));
}

/// What a server makes of bytes that arrive one by one.
Parsed fed(std::string_view bytes) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    auto parsed = parse_request(bytes.substr(0, size), limits);
    if (!std::holds_alternative<NeedsMore>(parsed)) return parsed;
  }
  return parse_request(bytes, limits);
}

void expect_within(std::string_view bytes, const ParsedRequest& parsed) {
  require(parsed.size > 0 && parsed.size <= bytes.size(), "a request takes no more than there is");
  require(parsed.request.body.size() <= limits.body_bytes, "a body is no longer than allowed");
  require(!parsed.request.method.empty() && !parsed.request.target.empty(), "a request has a method and a target");
  (void)parsed.request.keeps_alive();
  const auto fields = form_fields(parsed.request.target);
  std::size_t sum = 0;
  for (const auto& [name, value] : fields) sum += name.size() + value.size();
  require(sum <= parsed.request.target.size(), "decoding makes nothing longer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = imweb::fuzz::text_of(data, size);
  const auto whole = parse_request(bytes, limits);
  if (const auto* parsed = std::get_if<ParsedRequest>(&whole)) expect_within(bytes, *parsed);
  require(is_same(fed(bytes), whole), "a request is the same however its bytes arrive");
  (void)parse_request(bytes, {});
  return 0;
}

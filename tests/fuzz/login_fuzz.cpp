// Any bytes as the answer to a login: there is a token only with code 200, only one that stands in the answer, and only one that a
// header may hold.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "fuzz.hpp"
#include "problems.hpp"
#include "wire/login.hpp"

namespace {

using imweb::fuzz::require;
using imweb::http::Envelope;

bool is_visible(char c) { return c > 0x20 && c < 0x7F; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = imweb::fuzz::text_of(data, size);
  const auto answer = imweb::wire::read_login(std::string{body});
  const std::string_view token = answer.token.expose();

  const bool is_success = answer.envelope.form == Envelope::Form::valid && answer.envelope.code == 200;
  require(is_success == !token.empty(), "a login succeeds exactly when it gives a token");
  require(std::all_of(token.begin(), token.end(), is_visible), "a token cannot end a header");
  const bool is_escaped = body.find('\\') != body.npos;
  require(is_escaped || body.find(token) != body.npos, "a token stands in the answer");
  require(imweb::fuzz::is_harmless(answer.envelope.problem, size), "a problem holds no piece of the body");
  return 0;
}

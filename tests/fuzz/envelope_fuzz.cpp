// Any bytes as the body of an answer: an envelope is valid exactly when there is one integer code, and what is wrong is said without a piece
// of the body.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "fuzz.hpp"
#include "problems.hpp"
#include "wire/document.hpp"
#include "wire/envelope.hpp"

namespace {

using imweb::fuzz::require;
using imweb::http::Envelope;
using imweb::wire::Document;
using imweb::wire::Kind;
using imweb::wire::Value;

std::size_t count(const Value& object, std::string_view key) {
  std::size_t times = 0;
  for (const Value member : object) times += member.key() == key ? 1U : 0U;
  return times;
}

bool says_nothing_twice(const Value& object) {
  return std::all_of(std::begin(imweb::fuzz::envelope_keys), std::end(imweb::fuzz::envelope_keys),
                     [&object](std::string_view key) { return count(object, key) <= 1; });
}

bool is_envelope(const Document& document) {
  if (!document.problem().empty() || document.root().kind() != Kind::object) return false;
  const auto code = document.root().find("code");
  const auto data = document.root().find("data");
  const bool is_clear = says_nothing_twice(document.root()) &&
                        (!data || data->kind() != Kind::object || says_nothing_twice(*data));
  return is_clear && code && code->integer();
}

void expect_the_code_that_stands_there(const Document& document, const Envelope& envelope) {
  const Value root = document.root();
  require(count(root, "code") == 1, "a valid envelope has one code");
  require(root.find("code")->text() == std::to_string(envelope.code), "the code is the one that stands there");
  const auto msg = root.find("msg");
  require(envelope.msg == (msg && msg->kind() == Kind::text ? msg->text() : ""), "the msg is the one that stands there");
}

void expect_blanks_to_change_nothing(std::string_view body, const Envelope& envelope) {
  const auto again = read_envelope(Document::parse(" \t\r\n" + std::string{body} + "\r\n \t"));
  require(again.form == envelope.form && again.code == envelope.code && again.msg == envelope.msg &&
              again.request_count == envelope.request_count,
          "blanks around a valid answer change nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = imweb::fuzz::text_of(data, size);
  const auto document = Document::parse(std::string{body});
  const auto envelope = read_envelope(document);

  const bool is_valid = envelope.form == Envelope::Form::valid;
  require(is_valid == is_envelope(document), "an envelope is valid exactly when one integer code stands in it");
  require(is_valid == envelope.problem.empty(), "a problem is named exactly where there is one");
  require(imweb::fuzz::is_harmless(envelope.problem, size), "a problem holds no piece of the body");
  if (is_valid) {
    expect_the_code_that_stands_there(document, envelope);
    expect_blanks_to_change_nothing(body, envelope);
  }
  return 0;
}

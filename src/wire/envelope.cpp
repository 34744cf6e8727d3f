#include "wire/envelope.hpp"

#include <bit>
#include <charconv>
#include <utility>

namespace imweb::inline v0::wire {

namespace {

/// The keys whose doubling would let one reader see another answer than the next one.
constexpr std::string_view envelope_keys[] = {"code", "msg", "data", "request_count", "success", "failed", "access_token"};

http::Envelope malformed(std::string problem) { return {.problem = std::move(problem)}; }

http::Envelope no_object(const Document& document) {
  return {.form = document.begins_as_json() ? http::Envelope::Form::malformed : http::Envelope::Form::no_json,
          .problem = document.problem().empty() ? "the body is JSON, but not an object" : document.problem()};
}

/// A bit for each of those keys; 0 for all others.
unsigned bit_of(std::string_view key) {
  unsigned bit = 1;
  for (const auto one : envelope_keys) {
    if (key == one) return bit;
    bit <<= 1U;
  }
  return 0;
}

std::optional<std::string_view> find_doubled_key(const Value& object) {
  unsigned seen = 0;
  unsigned doubled = 0;
  for (const Value member : object) {
    const unsigned bit = bit_of(member.key());
    doubled |= seen & bit;
    seen |= bit;
  }
  return doubled == 0 ? std::nullopt : std::optional{envelope_keys[std::countr_zero(doubled)]};
}

/// PHP writes numbers as text here and there; both forms count.
std::optional<std::int64_t> count_of(const Value& value) {
  if (const auto number = value.integer()) return number;
  std::int64_t number = 0;
  const auto text = value.text();
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc{} && stop == text.data() + text.size();
  return is_number ? std::optional{number} : std::nullopt;
}

}  // namespace

http::Envelope read_envelope(const Document& document) {
  if (!document.is_object()) return no_object(document);
  const Value root = document.root();
  if (const auto key = find_doubled_key(root)) return malformed("the answer says " + std::string{*key} + " twice");
  const auto data = root.find("data");
  if (data && data->kind() == Kind::object)
    if (const auto key = find_doubled_key(*data)) return malformed("the answer's data says " + std::string{*key} + " twice");
  const auto code = root.find("code");
  if (!code) return malformed("the answer has no code");
  const auto number = code->integer();
  if (!number) return malformed("the answer's code is not an integer");

  http::Envelope envelope{.form = http::Envelope::Form::valid, .code = *number};
  if (const auto msg = root.find("msg"); msg && msg->kind() == Kind::text) envelope.msg = msg->text();
  if (const auto count = root.find("request_count")) envelope.request_count = count_of(*count);
  return envelope;
}

}  // namespace imweb::inline v0::wire

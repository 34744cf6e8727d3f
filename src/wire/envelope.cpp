#include "wire/envelope.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
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

/// The members of an object by those keys, found in one walk.
class Members {
 public:
  enum Key : std::uint8_t { code, msg, data, request_count, success, failed, access_token, other };  // as they stand above

  explicit Members(const Value& object) {
    for (const Value member : object) add(member);
  }

  [[nodiscard]] const std::optional<Value>& operator[](Key key) const noexcept { return members_[key]; }

  /// Of several the first in the order of the keys.
  [[nodiscard]] std::optional<std::string_view> doubled_key() const noexcept {
    return doubled_ == other ? std::nullopt : std::optional{envelope_keys[doubled_]};
  }

 private:
  void add(const Value& member) noexcept {
    const auto name = member.key();
    const auto* const found = std::find(std::begin(envelope_keys), std::end(envelope_keys), name);
    const auto key = static_cast<Key>(found - std::begin(envelope_keys));
    if (key == other) return;
    if (members_[key]) doubled_ = std::min(doubled_, key);
    if (!members_[key]) members_[key] = member;
  }

  std::array<std::optional<Value>, other> members_{};
  Key doubled_ = other;
};

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
  const Members members{document.root()};
  if (const auto key = members.doubled_key()) return malformed("the answer says " + std::string{*key} + " twice");
  if (members[Members::data] && members[Members::data]->kind() == Kind::object)
    if (const auto key = Members{*members[Members::data]}.doubled_key())
      return malformed("the answer's data says " + std::string{*key} + " twice");
  if (!members[Members::code]) return malformed("the answer has no code");
  const auto number = members[Members::code]->integer();
  if (!number) return malformed("the answer's code is not an integer");

  http::Envelope envelope{.form = http::Envelope::Form::valid, .code = *number};
  if (members[Members::msg] && members[Members::msg]->kind() == Kind::text) envelope.msg = members[Members::msg]->text();
  if (members[Members::request_count]) envelope.request_count = count_of(*members[Members::request_count]);
  return envelope;
}

}  // namespace imweb::inline v0::wire

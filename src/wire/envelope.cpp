#include "wire/envelope.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/whole_number.hpp"

namespace imweb::inline v0::wire {

namespace {

http::Envelope malformed(std::string problem) { return {.problem = std::move(problem)}; }

http::Envelope no_object(const Document& document) {
  return {.form = document.begins_as_json() ? http::Envelope::Form::malformed : http::Envelope::Form::no_json,
          .problem = document.problem().empty() ? "the body is JSON, but not an object" : document.problem()};
}

/// The members that an answer is understood by, found in one walk. The doubling of one would let one reader see another answer than the next
/// one.
class Members {
 public:
  enum Key : std::uint8_t { code, msg, data, request_count, success, failed, access_token, other };

  explicit Members(const Value& object) {
    for (const Value member : object) add(member);
  }

  [[nodiscard]] const std::optional<Value>& operator[](Key key) const noexcept { return members_[key]; }

  /// The first one.
  [[nodiscard]] const std::optional<std::string_view>& doubled_key() const noexcept { return doubled_key_; }

 private:
  void add(const Value& member) noexcept {
    const Key key = key_of(member.key());
    if (key == other) return;
    if (members_[key] && !doubled_key_) doubled_key_ = member.key();
    members_[key] = member;
  }

  [[nodiscard]] static Key key_of(std::string_view name) noexcept {
    if (name == "code") return code;
    if (name == "msg") return msg;
    if (name == "data") return data;
    if (name == "request_count") return request_count;
    if (name == "success") return success;
    if (name == "failed") return failed;
    return name == "access_token" ? access_token : other;
  }

  std::array<std::optional<Value>, other> members_{};
  std::optional<std::string_view> doubled_key_{};
};

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
  if (const auto count = members[Members::request_count])  // PHP writes numbers as text here and there; both forms count
    envelope.request_count = whole_number<std::int64_t>(count->text());
  return envelope;
}

}  // namespace imweb::inline v0::wire

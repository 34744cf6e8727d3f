#include "orders/complaint.hpp"

#include <cstddef>

#include <imweb/base/utf8.hpp>
#include <imweb/orders/validate.hpp>

namespace imweb::inline v0 {

namespace {

/// What a field takes: how long it may be, and what it says of a character that it does not take.
struct TextRule {
  std::size_t max_bytes;
  std::string_view (*objection)(char32_t c);
  std::string_view rule;
};

/// Visible ASCII, which every field takes.
bool is_plain(char c) { return c > 0x20 && c < 0x7F; }

Complaint check(std::string_view field, std::string_view text, const TextRule& rule) {
  if (text.empty()) return complain(field, "is empty", rule.rule);
  if (text.size() > rule.max_bytes) return complain(field, "has " + std::to_string(text.size()) + " bytes", rule.rule);
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain(text[at])) {
      ++at;
      continue;
    }
    const auto c = first_code_point(text.substr(at));
    const std::string_view objection = c ? rule.objection(c->value) : "is not valid UTF-8";
    if (!objection.empty()) return complain(field, std::string{objection} + " at byte " + std::to_string(at), rule.rule);
    at += c->size;
  }
  return std::nullopt;
}

constexpr std::string_view hidden = "has a control or invisible character";

}  // namespace

Complaint check_identifier(std::string_view field, std::string_view text) {
  constexpr std::string_view rule = "1 to 64 characters, each a digit, a Latin letter, '_' or '-'";
  if (text.empty()) return complain(field, "is empty", rule);
  if (text.size() > max_field_bytes) return complain(field, "has " + std::to_string(text.size()) + " bytes", rule);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool allowed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    if (!allowed) return complain(field, "has a forbidden character at byte " + std::to_string(i), rule);
  }
  return std::nullopt;
}

Complaint check_text(std::string_view field, std::string_view text) {
  const auto objection = [](char32_t c) -> std::string_view {
    if (is_blank(c)) return "has a blank";
    return is_unprintable(c) ? hidden : std::string_view{};
  };
  return check(field, text,
               {.max_bytes = max_field_bytes,
                .objection = objection,
                .rule = "1 to 64 bytes of valid UTF-8 without blanks, control or invisible characters"});
}

Complaint check_free_text(std::string_view field, std::string_view text) {
  const auto objection = [](char32_t c) -> std::string_view {
    return c != '\n' && is_unprintable(c) ? hidden : std::string_view{};
  };
  return check(field, text,
               {.max_bytes = max_free_text_bytes,
                .objection = objection,
                .rule = "1 to 500 bytes of valid UTF-8 without control or invisible characters, line feeds excepted"});
}

}  // namespace imweb::inline v0

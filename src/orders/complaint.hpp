// What is wrong with one field, in words: the field, the shape of its value and the rule. The value itself is never shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imweb::inline v0 {

/// "invoice_no is empty; rule: …". Empty when nothing is wrong.
using Complaint = std::optional<std::string>;

inline Complaint complain(std::string_view field, std::string_view shape, std::string_view rule) {
  return std::string{field}.append(" ").append(shape).append("; rule: ").append(rule);
}

/// A number of an order or an item, safe in a path.
[[nodiscard]] Complaint check_identifier(std::string_view field, std::string_view text);

/// A code or a number: visible, without blanks.
[[nodiscard]] Complaint check_text(std::string_view field, std::string_view text);

/// What a person wrote: blanks and line feeds are welcome, other control and hidden characters are not.
[[nodiscard]] Complaint check_free_text(std::string_view field, std::string_view text);

}  // namespace imweb::inline v0

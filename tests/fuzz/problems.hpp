// Every sentence that may say why a body cannot be read. A problem that is none of these would be a piece of the body.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace imweb::fuzz {

inline constexpr std::string_view plain_problems[] = {
    "the body is empty",
    "the body is not text",
    "the body begins with a byte order mark, not with JSON",
    "the body is HTML, not JSON: a maintenance page or a firewall answered",
    "the body holds more values than any answer of imweb",
    "the body is nested deeper than any answer of imweb",
    "the body is JSON, but not an object",
    "the answer has no code",
    "the answer's code is not an integer",
    "the login's answer holds no usable access_token",
};

inline constexpr std::string_view envelope_keys[] = {"code", "msg", "data", "request_count", "success", "failed", "access_token"};

/// True for "the body is not valid JSON at byte 17", if the body has so many, or ends there.
inline bool names_a_byte(std::string_view problem, std::size_t body_size) {
  constexpr std::string_view sentence = "the body is not valid JSON at byte ";
  if (!problem.starts_with(sentence)) return false;
  const auto number = problem.substr(sentence.size());
  std::size_t at = 0;
  std::from_chars(number.data(), number.data() + number.size(), at);
  return at <= body_size + 1 && number == std::to_string(at);
}

/// True for a problem that gives nothing of the body away.
inline bool is_harmless(const std::string& problem, std::size_t body_size) {
  const auto is_it = [&problem](std::string_view sentence) { return problem == sentence; };
  const auto names_it = [&problem](std::string_view key) {
    return problem == std::string{"the answer says "}.append(key) + " twice" ||
           problem == std::string{"the answer's data says "}.append(key) + " twice";
  };
  return problem.empty() || std::any_of(std::begin(plain_problems), std::end(plain_problems), is_it) ||
         std::any_of(std::begin(envelope_keys), std::end(envelope_keys), names_it) || names_a_byte(problem, body_size);
}

inline constexpr std::string_view field_problems[] = {
    "contradicts another entry of the same item",
    "has two members of the same name",
    "holds an item order of another order than was asked for",
    "holds an item order that belongs to no order that was asked for",
    "holds an item order that stands under another order",
    "holds no order",
    "is a list of several",
    "is missing",
    "is neither a number nor a numeric text, of at most 64 bits and 18 decimals",
    "is no item order",
    "is no list",
    "is no number of an item order",
    "is no number of an order: 1 to 64 digits, Latin letters, '_' or '-'",
    "is no object",
    "is no text",
    "is no time in whole seconds",
    "is no whole number",
    "is not the number that was asked for",
    "is not the number under which it stands",
    "stands under another order than it names",
};

/// True for "says point twice", if `is_name` knows the name.
template <class IsName>
bool is_doubled(std::string_view problem, IsName is_name) {
  constexpr std::string_view before = "says ", after = " twice";
  if (!problem.starts_with(before) || !problem.ends_with(after) || problem.size() < before.size() + after.size()) return false;
  return is_name(problem.substr(before.size(), problem.size() - before.size() - after.size()));
}

/// True for "data.list[3].payment": names that `is_name` knows, and counts.
template <class IsName>
bool is_path(std::string_view path, IsName is_name) {
  constexpr std::string_view root = "data";
  if (!path.starts_with(root)) return false;
  path.remove_prefix(root.size());
  while (!path.empty()) {
    const auto inside = path.substr(1);
    const auto size = path.front() == '[' ? inside.find(']') : std::min(inside.find_first_of(".["), inside.size());
    if (size == inside.npos) return false;
    const auto one = inside.substr(0, size);
    const bool is_count = path.front() == '[' && !one.empty() && one.find_first_not_of("0123456789") == one.npos;
    const bool is_member = path.front() == '.' && is_name(one);
    if (!is_count && !is_member) return false;
    path = inside.substr(size + (is_count ? 1 : 0));
  }
  return true;
}

/// True for a mismatch that gives nothing of the body away but where it is wrong.
template <class IsName>
bool is_harmless_mismatch(std::string_view what, IsName is_name) {
  const auto blank = what.find(' ');
  if (blank == what.npos || !is_path(what.substr(0, blank), is_name)) return false;
  const auto problem = what.substr(blank + 1);
  return std::find(std::begin(field_problems), std::end(field_problems), problem) != std::end(field_problems) ||
         is_doubled(problem, is_name);
}

}  // namespace imweb::fuzz

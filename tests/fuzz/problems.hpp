// Every sentence that may say why a body cannot be read. A problem that is none of these would be a piece of the body.
#pragma once

#include <algorithm>
#include <cstddef>
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
  for (std::size_t at = 0; at <= body_size + 1; ++at)
    if (problem.substr(sentence.size()) == std::to_string(at)) return true;
  return false;
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

}  // namespace imweb::fuzz

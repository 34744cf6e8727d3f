#include "wire/json_writer.hpp"

#include <array>
#include <cstddef>

namespace imweb::inline v0::wire {

namespace {

constexpr std::string_view escaped = "\b\t\n\f\r\"\\";
constexpr std::string_view letters = "btnfr\"\\";

constexpr auto escaped_bytes = [] {
  std::array<bool, 256> are_escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) are_escaped[byte] = true;
  are_escaped['"'] = are_escaped['\\'] = true;
  return are_escaped;
}();

bool is_escaped(char c) noexcept { return escaped_bytes[static_cast<unsigned char>(c)]; }

void append_escaped(std::string& json, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  if (const auto at = escaped.find(c); at != escaped.npos) {
    json.append("\\") += letters[at];
  } else {
    const auto code = static_cast<unsigned char>(c);
    (json.append("\\u00") += hex[code >> 4U]) += hex[code & 0xFU];
  }
}

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  json += '"';
  std::size_t begin = 0;  // of what needs no escapes
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_escaped(text[at])) continue;
    json.append(text, begin, at - begin);
    append_escaped(json, text[at]);
    begin = at + 1;
  }
  json.append(text, begin);
  json += '"';
}

void append_name(std::string& json, std::string_view name) {
  if (json.back() != '{') json += ',';
  json += '"';
  json.append(name);
  json += '"';
  json += ':';
}

}  // namespace imweb::inline v0::wire

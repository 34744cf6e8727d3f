#include "wire/json_text.hpp"

#include <string_view>

namespace imweb::inline v0::wire {

namespace {

constexpr std::string_view escaped = "\b\t\n\f\r\"\\";
constexpr std::string_view letters = "btnfr\"\\";

void add_character(std::string& json, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  if (const auto at = escaped.find(c); at != escaped.npos) {
    json.append("\\") += letters[at];
  } else if (code < 0x20) {
    (json.append("\\u00") += hex[code >> 4U]) += hex[code & 0xFU];
  } else {
    json += c;
  }
}

void add_text(std::string& json, std::string_view text) {
  json += '"';
  for (const char c : text) add_character(json, c);
  json += '"';
}

void add_value(std::string& json, const Value& value) {
  if (value.kind() == Kind::null) {
    json += "null";
  } else if (value.kind() == Kind::text) {
    add_text(json, value.text());
  } else if (!value.is_container()) {
    json += value.text();
  } else {
    const bool is_object = value.kind() == Kind::object;
    const std::size_t opened = (json += is_object ? '{' : '[').size();
    for (const Value inner : value) {
      if (json.size() > opened) json += ',';
      if (is_object) add_text(json, inner.key());
      if (is_object) json += ':';
      add_value(json, inner);
    }
    json += is_object ? '}' : ']';
  }
}

}  // namespace

std::string json_text(const Value& value) {
  std::string json;
  add_value(json, value);
  return json;
}

}  // namespace imweb::inline v0::wire

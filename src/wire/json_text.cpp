#include "wire/json_text.hpp"

#include <cstddef>

#include "wire/json_writer.hpp"

namespace imweb::inline v0::wire {

namespace {

void add_value(std::string& json, const Value& value) {
  if (value.kind() == Kind::null) {
    json += "null";
  } else if (value.kind() == Kind::text) {
    append_quoted(json, value.text());
  } else if (!value.is_container()) {
    json += value.text();
  } else {
    const bool is_object = value.kind() == Kind::object;
    const std::size_t opened = (json += is_object ? '{' : '[').size();
    for (const Value inner : value) {
      if (json.size() > opened) json += ',';
      if (is_object) append_quoted(json, inner.key());
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

// What reads JSON strictly: a value of another type, or none where one must be, is an exception of nlohmann/json that names the field.
// Templates over nlohmann's types, which json.hpp alone includes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <imweb/json/tag.hpp>

namespace imweb::inline v0::detail {

// `name` is what a message calls the value; `take` reads one member of an object.
template <class Json>
[[noreturn]] void refuse(const Json& at, std::string_view name, std::string_view problem) {
  throw Json::type_error::create(302, std::string{name}.append(" ").append(problem), &at);
}

template <class Json>
const Json& at(const Json& object, const char* name) {
  if (!object.is_object()) refuse(object, name, std::string{"must be in an object, but this is "} + object.type_name());
  const auto found = object.find(name);
  if (found == object.end()) throw Json::out_of_range::create(403, std::string{name} + " is missing", &object);
  return *found;
}

std::string read(Tag<std::string>, const auto& value, std::string_view name) {
  if (!value.is_string()) refuse(value, name, std::string{"must be a string, but is "} + value.type_name());
  return value.template get<std::string>();
}

template <class Element>
std::vector<Element> read(Tag<std::vector<Element>>, const auto& value, std::string_view name) {
  if (!value.is_array()) refuse(value, name, std::string{"must be an array, but is "} + value.type_name());
  std::vector<Element> list;
  list.reserve(value.size());
  for (const auto& one : value) list.push_back(read(Tag<Element>{}, one, std::string{"an element of "}.append(name)));
  return list;
}

template <class Member>
Member take(Tag<Member> tag, const auto& object, const char* name) {
  return read(tag, at(object, name), name);
}

template <class Member>
std::optional<Member> take(Tag<std::optional<Member>>, const auto& object, const char* name) {
  if (!object.contains(name)) return std::nullopt;
  return take(Tag<Member>{}, object, name);
}

}  // namespace imweb::inline v0::detail

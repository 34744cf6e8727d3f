#include "sandbox/request_fields.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace imweb::inline v0::testing::sandbox {
namespace {

using Json = nlohmann::json;

void keep_scalar(Fields& fields, const std::string& name, const Json& value) {
  if (value.is_string()) fields.emplace_back(name, value.get<std::string>());
  if (value.is_number() || value.is_boolean()) fields.emplace_back(name, value.dump());
}

void keep_members(Fields& fields, const Json& object) {
  for (const auto& [name, value] : object.items()) {
    keep_scalar(fields, name, value);
    if (!value.is_array()) continue;
    for (const auto& element : value) keep_scalar(fields, name + "[]", element);
  }
}

// "etc[price][0]" as etc, price, 0.
std::vector<std::string> keys_of(const std::string& name) {
  const auto bracket = name.find('[');
  std::vector<std::string> keys{name.substr(0, bracket)};
  std::size_t at = bracket;
  while (at != std::string::npos && at < name.size() && name[at] == '[') {
    const auto end = name.find(']', at);
    if (end == std::string::npos) break;
    keys.push_back(name.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return keys;
}

constexpr std::size_t deepest_key = 4;

void put_at(Json& object, const std::vector<std::string>& keys, const std::string& value) {
  Json* place = &object;
  for (const auto& key : keys) {
    if (!place->is_object()) *place = Json::object();
    place = &(*place)[key.empty() ? std::to_string(place->size()) : key];
  }
  *place = value;
}

bool has_list_keys(const Json& object) {
  for (std::size_t i = 0; i < object.size(); ++i)
    if (!object.contains(std::to_string(i))) return false;
  return !object.empty();
}

void make_lists(Json& value) {
  if (!value.is_object()) return;
  for (auto& member : value) make_lists(member);
  if (!has_list_keys(value)) return;
  Json list = Json::array();
  for (std::size_t i = 0; i < value.size(); ++i) list.push_back(value[std::to_string(i)]);
  value = std::move(list);
}

}  // namespace

std::string path_of(const HttpRequest& request) { return request.target.substr(0, request.target.find('?')); }

std::string query_of(const HttpRequest& request) {
  const auto mark = request.target.find('?');
  return mark == std::string::npos ? std::string{} : request.target.substr(mark + 1);
}

Fields fields_of(const HttpRequest& request) {
  Fields fields = form_fields(query_of(request));
  const Json body = read_object(request.body);
  if (body.is_object()) {
    keep_members(fields, body);
  } else {
    for (auto& field : form_fields(request.body)) fields.push_back(std::move(field));
  }
  return fields;
}

std::string first(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string{} : found->second;
}

std::vector<std::string> all(const Fields& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [field, value] : fields) {
    if (field.substr(0, field.find('[')) != name) continue;
    std::string_view rest = value;
    while (true) {
      const auto comma = rest.find(',');
      values.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return values;
}

Json read_object(const std::string& body) {
  if (body.empty()) return Json::object();
  Json value = Json::parse(body, nullptr, false);
  if (value.is_array() && value.empty()) return Json::object();
  return value.is_object() ? value : Json(Json::value_t::discarded);
}

bool is_form(const HttpRequest& request) {
  const auto* type = request.header("content-type");
  if (type && type->find("json") != std::string::npos) return false;
  const auto begin = request.body.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos || request.body.find('=') == std::string::npos) return false;
  return request.body[begin] != '{' && request.body[begin] != '[';
}

Json form_object(const std::string& body) {
  Json object = Json::object();
  for (const auto& [name, value] : form_fields(body))
    if (const auto keys = keys_of(name); keys.size() <= deepest_key) put_at(object, keys, value);
  for (auto& member : object) make_lists(member);
  return object;
}

}  // namespace imweb::inline v0::testing::sandbox

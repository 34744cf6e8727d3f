#include "sandbox/api_call.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace imweb::inline v0::testing::sandbox {
namespace {

using Json = nlohmann::json;
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view path_of(const HttpRequest& request) {
  return std::string_view{request.target}.substr(0, request.target.find('?'));
}

Fields query_of(const HttpRequest& request) {
  const auto mark = request.target.find('?');
  return mark == std::string::npos ? Fields{} : form_fields(std::string_view{request.target}.substr(mark + 1));
}

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    parts.push_back(percent_decoded(path.substr(0, end)));
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
  }
  return parts;
}

// An empty body and PHP's empty array count as an empty object; what is no object becomes `discarded`.
Json read_object(const std::string& body) {
  if (body.empty()) return Json::object();
  Json json = Json::parse(body, nullptr, false);
  if (json.is_array() && json.empty()) return Json::object();
  return json.is_object() ? json : Json(Json::value_t::discarded);
}

// Reads text fields of one object, and remembers whether one of them was not text.
class TextFields {
 public:
  explicit TextFields(const Json& object) : object_(object) {}

  std::optional<std::string> operator[](const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) return std::nullopt;
    if (found->is_string()) return found->get<std::string>();
    all_text_ = false;
    return std::nullopt;
  }
  [[nodiscard]] bool are_all_text() const noexcept { return all_text_; }

 private:
  const Json& object_;
  bool all_text_ = true;
};

std::optional<Etc> read_etc(const Json& body) {
  const auto found = body.find("etc");
  if (found == body.end() || found->is_null() || (found->is_array() && found->empty())) return Etc{};
  if (!found->is_object()) return std::nullopt;
  TextFields fields{*found};
  Etc etc{.parcel_code = fields["parcel_code"],
          .invoice_no = fields["invoice_no"],
          .reason_code = fields["reason_code"],
          .deliv_fee_method = fields["deliv_fee_method"],
          .collect_type = fields["collect_type"]};
  return fields.are_all_text() ? std::optional{std::move(etc)} : std::nullopt;
}

std::optional<OrderBody> read_body(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  TextFields fields{json};
  auto prod_order_no = fields["prod_order_no"];
  auto etc = read_etc(json);
  if (!fields.are_all_text() || !etc) return std::nullopt;
  return OrderBody{prod_order_no.value_or(""), *std::move(etc)};
}

void keep(Fields& fields, const Json& json, const char* name) {
  if (!json.is_object()) return;
  if (const auto text = TextFields{json}[name]) fields.emplace_back(name, *text);
}

std::string first(const Fields& fields, std::string_view name) {
  for (const auto& [field, value] : fields)
    if (field == name) return value;
  return {};
}

// imweb reads key and secret from the query, a JSON body or a form body, whatever the method and content type say.
void read_login(const HttpRequest& request, ApiCall& call) {
  Fields fields = query_of(request);
  const Json json = read_object(request.body);
  keep(fields, json, "key");
  keep(fields, json, "secret");
  if (!json.is_object())
    for (auto& field : form_fields(request.body)) fields.push_back(std::move(field));
  call.key = first(fields, "key");
  call.secret = first(fields, "secret");
}

void read_order(const HttpRequest& request, ApiCall& call) {
  const Json json = read_object(request.body);
  Fields fields = query_of(request);
  keep(fields, json, "order_version");
  call.order.order_version = first(fields, "order_version");
  call.order.body = read_body(json);
}

}  // namespace

ApiCall read_call(const HttpRequest& request) {
  ApiCall call;
  call.path = path_of(request);
  if (const auto* token = request.header("access-token")) call.order.token = *token;
  const auto parts = parts_of(call.path);
  const bool is_login = parts == std::vector<std::string>{"v2", "auth"};
  if (is_login && (request.method == "GET" || request.method == "POST")) {
    call.page = Page::login;
    read_login(request, call);
  }
  const bool is_order = parts.size() == 5 && parts[0] == "v2" && parts[1] == "shop" && parts[2] == "orders" && !parts[3].empty();
  if (!is_order) return call;
  call.order.order_no = parts[3];
  if (request.method == "PATCH") {
    call.page = Page::process;
    call.order.action = parts[4];
    read_order(request, call);
  } else if (request.method == "GET" && parts[4] == "prod-orders") {
    call.page = Page::look;
  }
  return call;
}

}  // namespace imweb::inline v0::testing::sandbox

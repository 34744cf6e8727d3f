#include "sandbox/api_call.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "sandbox/order_body.hpp"
#include "sandbox/request_fields.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    parts.push_back(percent_decoded(path.substr(0, end)));
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
  }
  return parts;
}

std::string token_of(const HttpRequest& request) {
  const auto* token = request.header("access-token");
  return token ? *token : std::string{};
}

void read_login(const HttpRequest& request, ApiCall& call) {
  const Fields fields = fields_of(request);
  call.page = Page::login;
  call.key = first(fields, "key");
  call.secret = first(fields, "secret");
}

// What stands behind /v2/shop/orders or /v2/shop/prod-orders, and which of the two it was.
struct Place {
  Scope scope;
  Parts rest;
};

std::optional<Place> place_of(const Parts& parts) {
  const bool is_shop = parts.size() >= 3 && parts[0] == "v2" && parts[1] == "shop";
  const bool is_known = is_shop && (parts[2] == "orders" || parts[2] == "prod-orders");
  const bool has_hole = std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (!is_known || has_hole) return std::nullopt;
  return Place{parts[2] == "orders" ? Scope::order : Scope::item, Parts(parts.begin() + 3, parts.end())};
}

// "cancel/accept" has two parts, everything else one.
std::optional<std::string> action_at(const Place& place) {
  const Parts& rest = place.rest;
  if (rest.size() == 2) return rest[1];
  const bool is_claim = place.scope == Scope::order && rest.size() == 3 &&
                        (rest[1] == "cancel" || rest[1] == "return" || rest[1] == "exchange");
  return is_claim ? std::optional{rest[1] + "/" + rest[2]} : std::nullopt;
}

void read_change(const HttpRequest& request, const Place& place, ApiCall& call) {
  auto action = action_at(place);
  if (!action) return;
  call.page = Page::process;
  call.order.scope = place.scope;
  (place.scope == Scope::order ? call.order.order_no : call.order.item) = place.rest[0];
  call.order.action = *std::move(action);
  call.order.token = token_of(request);
  call.order.order_version = first(fields_of(request), "order_version");
  call.order.body_form = is_form(request) ? BodyForm::form : BodyForm::json;
  const auto body = call.order.body_form == BodyForm::form ? form_object(request.body) : read_object(request.body);
  call.order.body = read_order_body(body, call.order.scope, call.order.action);
}

Page reading_page(const Place& place) {
  const Parts& rest = place.rest;
  if (rest.empty()) return place.scope == Scope::order ? Page::list : Page::several;
  if (place.scope == Scope::item) return rest.size() == 2 && rest[1] == "invoice" ? Page::invoice : Page::unknown;
  if (rest.size() == 1) return Page::one_order;
  return rest[1] == "prod-orders" && rest.size() <= 3 ? Page::look : Page::unknown;
}

ListParameters list_parameters(const Fields& fields) {
  return {.type = first(fields, "type"),
          .status = first(fields, "status"),
          .claim_type = first(fields, "claim_type"),
          .claim_status = first(fields, "claim_status"),
          .member = first(fields, "member"),
          .order_date_from = first(fields, "order_date_from"),
          .order_date_to = first(fields, "order_date_to"),
          .offset = first(fields, "offset"),
          .limit = first(fields, "limit")};
}

void read_reading(const HttpRequest& request, const Place& place, ApiCall& call) {
  const Fields fields = fields_of(request);
  call.page = reading_page(place);
  call.read.token = token_of(request);
  call.read.order_version = first(fields, "order_version");
  if (call.page == Page::list) call.read.list = list_parameters(fields);
  if (call.page == Page::several) call.read.order_nos = all(fields, "order_no");
  if (call.page == Page::one_order || call.page == Page::look) call.read.order_no = place.rest[0];
  if (call.page == Page::look && place.rest.size() == 3) call.read.prod_order_no = place.rest[2];
  if (call.page == Page::invoice) call.read.prod_order_no = place.rest[0];
}

}  // namespace

ApiCall read_call(const HttpRequest& request) {
  ApiCall call;
  call.path = path_of(request);
  const Parts parts = parts_of(call.path);
  const bool is_login = parts == Parts{"v2", "auth"};
  if (is_login && (request.method == "GET" || request.method == "POST")) {
    read_login(request, call);
  } else if (const auto place = place_of(parts)) {
    if (request.method == "PATCH") read_change(request, *place, call);
    if (request.method == "GET") read_reading(request, *place, call);
  }
  return call;
}

bool is_reading(Page page) noexcept { return page != Page::login && page != Page::process && page != Page::unknown; }

}  // namespace imweb::inline v0::testing::sandbox

#include "wire/encode.hpp"

#include <cstddef>
#include <utility>
#include <variant>

#include <imweb/json.hpp>
#include <imweb/version.hpp>

namespace imweb::inline v0::wire {

namespace {

constexpr std::string_view token_header = "access-token";
constexpr std::string_view affiliate_header = "ACCESS-AFFILIATE";

constexpr std::size_t max_list_bytes = 8 * std::size_t{1024 * 1024};  // 100 orders on a page, or the items of 25

/// The amounts of a withheld exchange, which are a map there.
nlohmann::json by_item(const nlohmann::json& prices) {
  nlohmann::json map = nlohmann::json::object();
  for (const auto& one : prices) map[one.at("prod_order_no").get<std::string>()] = one.at("price");
  return map;
}

/// What the action needs besides its name: its own JSON, as the wire deviates from it.
nlohmann::json data_of(const ClientOptions& shop, const OrderAction& action) {
  nlohmann::json data(action);
  data.erase("action");
  if (const auto collect_type = data.find("collect_type"); collect_type != data.end())
    *collect_type = *collect_type == "Y" ? shop.collect_type.direct : shop.collect_type.shipment;
  if (const auto points = data.find("refund_point"); points != data.end() && points->empty()) data.erase(points);
  const auto prices = data.find("etc_price");
  if (std::holds_alternative<ExchangeWithhold>(action) && prices != data.end()) *prices = by_item(*prices);
  return data;
}

/// What the texts in a value are.
enum class Texts : std::uint8_t { texts, amounts };

Texts texts_below(std::string_view key, Texts above) {
  if (key == "etc_price" || key == "refund_point") return Texts::amounts;
  return key == "prod_order_no" ? Texts::texts : above;
}

/// JSON text in which all amounts are numbers: those that a floating-point number would not hold exactly are texts until here.
std::string written(const nlohmann::json& value, Texts texts = Texts::texts) {
  if (value.is_string() && texts == Texts::amounts) return value.get<std::string>();
  if (!value.is_structured()) return value.dump();
  std::string members;
  for (const auto& [key, member] : value.items()) {
    if (!members.empty()) members += ',';
    if (value.is_object()) members += nlohmann::json(key).dump() + ":";
    members += written(member, value.is_object() ? texts_below(key, texts) : texts);
  }
  return value.is_object() ? "{" + members + "}" : "[" + members + "]";
}

/// Invoices stand at the top of the body, the data of everything else in `etc`, which is left out where there is none.
nlohmann::json body_of(const ClientOptions& shop, const OrderAction& action) {
  auto data = data_of(shop, action);
  if (data.empty() || std::holds_alternative<SetInvoice>(action)) return data;
  return {{"etc", std::move(data)}};
}

std::string with_version(const ClientOptions& shop, std::string path) {
  if (!shop.order_version.empty())
    path += (path.find('?') == path.npos ? "?order_version=" : "&order_version=") + shop.order_version;
  return url(shop, path);
}

http::Request patch(const ClientOptions& shop, std::string path, const nlohmann::json& body) {
  return {.method = http::Method::patch,
          .url = with_version(shop, std::move(path)),
          .headers = common_headers(shop),
          .body = written(body)};
}

std::vector<http::Header> headers_without_body(const ClientOptions& shop) {
  std::vector<http::Header> headers{{"Accept", "application/json"}, {"User-Agent", "imweb-cpp/" + std::string{version}}};
  if (!shop.affiliate.empty()) headers.push_back({std::string{affiliate_header}, shop.affiliate});
  return headers;
}

http::Request get(const ClientOptions& shop, std::string path) {
  return {.method = http::Method::get, .url = with_version(shop, std::move(path)), .headers = headers_without_body(shop)};
}

http::Request get_many(const ClientOptions& shop, std::string path) {
  auto request = get(shop, std::move(path));
  request.max_body_bytes = max_list_bytes;
  return request;
}

/// Everything but what RFC 3986 calls unreserved as %XX.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool is_unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                               c == '.' || c == '_' || c == '~';
    if (is_unreserved) {
      encoded += c;
    } else {
      encoded.append("%").append(1, hex[byte >> 4U]).append(1, hex[byte & 0xFU]);
    }
  }
  return encoded;
}

}  // namespace

std::string url(const ClientOptions& shop, std::string_view path) {
  std::string_view base = shop.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base}.append(path);
}

std::vector<http::Header> common_headers(const ClientOptions& shop) {
  auto headers = headers_without_body(shop);
  headers.insert(headers.begin(), {"Content-Type", "application/json"});
  return headers;
}

http::Request encode(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action) {
  auto body = body_of(shop, action);
  if (target.prod_order_no) body["prod_order_no"] = target.prod_order_no->str();
  return patch(shop, "/shop/orders/" + target.order_no.str() + "/" + std::string{name(action)}, body);
}

http::Request encode(const ClientOptions& shop, const ProdOrderNo& prod_order_no, const ItemAction& action) {
  nlohmann::json body = nlohmann::json::object();
  if (const auto* send = std::get_if<Send>(&action)) body = body_of(shop, *send);
  if (const auto* invoice = std::get_if<SetInvoice>(&action)) body = body_of(shop, *invoice);
  return patch(shop, "/shop/prod-orders/" + prod_order_no.str() + "/" + std::string{name(action)}, body);
}

http::Request encode_get(const ClientOptions& shop, const OrderNo& order_no) {
  return get(shop, "/shop/orders/" + order_no.str());
}

http::Request encode_prod_orders(const ClientOptions& shop, const OrderNo& order_no) {
  return get(shop, "/shop/orders/" + order_no.str() + "/prod-orders");
}

http::Request encode_prod_orders(const ClientOptions& shop, std::span<const OrderNo> order_nos) {
  std::string query;
  for (const auto& order_no : order_nos) query += (query.empty() ? "?" : "&") + ("order_no%5B%5D=" + order_no.str());
  return get_many(shop, "/shop/prod-orders" + query);
}

http::Request encode_invoice(const ClientOptions& shop, const ProdOrderNo& prod_order_no) {
  return get(shop, "/shop/prod-orders/" + prod_order_no.str() + "/invoice");
}

http::Request encode_list(const ClientOptions& shop, const ListPage& page) {
  std::string path = "/shop/orders?offset=" + std::to_string(page.page) + "&limit=" + std::to_string(page.limit);
  const auto add = [&path](std::string_view key, std::string_view value) {
    if (!value.empty()) path.append("&").append(key).append("=").append(percent_encoded(value));
  };
  const auto text_of = [](std::optional<std::int64_t> seconds) { return seconds ? std::to_string(*seconds) : std::string{}; };
  add(page.filter_name, page.filter_value);
  add("type", page.type);
  add("member", page.member);
  add("order_date_from", text_of(page.from));
  add("order_date_to", text_of(page.to));
  return get_many(shop, std::move(path));
}

void authorize(http::Request& request, std::string_view token) {
  request.headers.push_back({std::string{token_header}, std::string{token}});
}

void redact(http::Request& request) {
  for (auto& header : request.headers)
    if (header.name == token_header || header.name == affiliate_header) header.value = "[redacted]";
}

}  // namespace imweb::inline v0::wire

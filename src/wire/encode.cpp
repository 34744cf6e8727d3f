#include "wire/encode.hpp"

#include <cstddef>
#include <initializer_list>
#include <utility>

#include <imweb/version.hpp>

#include "wire/action_body.hpp"

namespace imweb::inline v0::wire {

namespace {

constexpr std::string_view token_header = "access-token";
constexpr std::string_view affiliate_header = "ACCESS-AFFILIATE";

constexpr std::size_t max_list_bytes = 8 * std::size_t{1024 * 1024};  // 100 orders on a page, or the items of 25

std::string_view base_of(const ClientOptions& shop) {
  std::string_view base = shop.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return base;
}

/// The shop's URL for a path in parts, in memory of its size, with the order_version behind what begins or continues the query.
std::string with_version(const ClientOptions& shop, std::initializer_list<std::string_view> path, std::string_view before = "?") {
  constexpr std::string_view name = "order_version=";
  const auto base = base_of(shop);
  std::size_t size = base.size();
  for (const auto part : path) size += part.size();
  if (!shop.order_version.empty()) size += before.size() + name.size() + shop.order_version.size();
  std::string url;
  url.reserve(size);
  url.append(base);
  for (const auto part : path) url.append(part);
  if (!shop.order_version.empty()) url.append(before).append(name).append(shop.order_version);
  return url;
}

void add_header(std::vector<http::Header>& headers, std::string_view name, std::string value) {
  constexpr std::size_t usual_headers = 4;  // with the token
  if (headers.empty()) headers.reserve(usual_headers);
  headers.push_back({std::string{name}, std::move(value)});
}

void add_headers_of_all(std::vector<http::Header>& headers, const ClientOptions& shop) {
  add_header(headers, "Accept", "application/json");
  add_header(headers, "User-Agent", std::string{"imweb-cpp/"}.append(version));
  if (!shop.affiliate.empty()) add_header(headers, affiliate_header, shop.affiliate);
}

http::Request patch(const ClientOptions& shop, std::initializer_list<std::string_view> path, std::string body) {
  return {.method = http::Method::patch, .url = with_version(shop, path), .headers = common_headers(shop), .body = std::move(body)};
}

http::Request get(const ClientOptions& shop, std::initializer_list<std::string_view> path, std::string_view before_version = "?") {
  http::Request request{.method = http::Method::get, .url = with_version(shop, path, before_version)};
  add_headers_of_all(request.headers, shop);
  return request;
}

http::Request get_many(const ClientOptions& shop, std::string_view path_with_query) {
  auto request = get(shop, {path_with_query}, "&");
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

std::string url(const ClientOptions& shop, std::string_view path) { return std::string{base_of(shop)}.append(path); }

std::vector<http::Header> common_headers(const ClientOptions& shop) {
  std::vector<http::Header> headers;
  add_header(headers, "Content-Type", "application/json");
  add_headers_of_all(headers, shop);
  return headers;
}

http::Request encode(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action) {
  const ProdOrderNo* item = target.prod_order_no ? &*target.prod_order_no : nullptr;
  return patch(shop, {"/shop/orders/", target.order_no.str(), "/", name(action)}, action_body(shop, action, item));
}

http::Request encode(const ClientOptions& shop, const ProdOrderNo& prod_order_no, const ItemAction& action) {
  return patch(shop, {"/shop/prod-orders/", prod_order_no.str(), "/", name(action)}, action_body(shop, action));
}

http::Request encode_get(const ClientOptions& shop, const OrderNo& order_no) {
  return get(shop, {"/shop/orders/", order_no.str()});
}

http::Request encode_prod_orders(const ClientOptions& shop, const OrderNo& order_no) {
  return get(shop, {"/shop/orders/", order_no.str(), "/prod-orders"});
}

http::Request encode_prod_orders(const ClientOptions& shop, std::span<const OrderNo> order_nos) {
  std::string query;
  for (const auto& order_no : order_nos) query += (query.empty() ? "?" : "&") + ("order_no%5B%5D=" + order_no.str());
  return get_many(shop, "/shop/prod-orders" + query);
}

http::Request encode_invoice(const ClientOptions& shop, const ProdOrderNo& prod_order_no) {
  return get(shop, {"/shop/prod-orders/", prod_order_no.str(), "/invoice"});
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
  return get_many(shop, path);
}

void authorize(http::Request& request, std::string_view token) { add_header(request.headers, token_header, std::string{token}); }

void redact(http::Request& request) {
  for (auto& header : request.headers)
    if (header.name == token_header || header.name == affiliate_header) header.value = "[redacted]";
}

}  // namespace imweb::inline v0::wire

#include "wire/encode.hpp"

#include <string>
#include <utility>

#include <imweb/json.hpp>
#include <imweb/version.hpp>

namespace imweb::inline v0::wire {

namespace {

constexpr std::string_view token_header = "access-token";
constexpr std::string_view affiliate_header = "ACCESS-AFFILIATE";

/// `etc`, the data that the action needs: the action's own JSON, less its name, with the shop's spelling of `collect_type`.
nlohmann::json etc_of(const ClientOptions& shop, const OrderAction& action) {
  nlohmann::json etc(action);
  etc.erase("action");
  if (const auto collect_type = etc.find("collect_type"); collect_type != etc.end())
    *collect_type = *collect_type == "Y" ? shop.collect_type.direct : shop.collect_type.shipment;
  return etc;
}

std::string body_of(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action) {
  nlohmann::json body = nlohmann::json::object();
  if (target.prod_order_no) body["prod_order_no"] = target.prod_order_no->str();
  if (auto etc = etc_of(shop, action); !etc.empty()) body["etc"] = std::move(etc);
  return body.dump();
}

}  // namespace

std::string url(const ClientOptions& shop, std::string_view path) {
  std::string_view base = shop.base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base}.append(path);
}

std::vector<http::Header> common_headers(const ClientOptions& shop) {
  std::vector<http::Header> headers{{"Content-Type", "application/json"},
                                    {"Accept", "application/json"},
                                    {"User-Agent", "imweb-cpp/" + std::string{version}}};
  if (!shop.affiliate.empty()) headers.push_back({std::string{affiliate_header}, shop.affiliate});
  return headers;
}

http::Request encode(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action) {
  std::string path = "/shop/orders/" + target.order_no.str() + "/" + std::string{name(action)};
  if (!shop.order_version.empty()) path += "?order_version=" + shop.order_version;
  return {.method = http::Method::patch,
          .url = url(shop, path),
          .headers = common_headers(shop),
          .body = body_of(shop, target, action)};
}

void authorize(http::Request& request, std::string_view token) {
  request.headers.push_back({std::string{token_header}, std::string{token}});
}

void redact(http::Request& request) {
  for (auto& header : request.headers)
    if (header.name == token_header || header.name == affiliate_header) header.value = "[redacted]";
}

}  // namespace imweb::inline v0::wire

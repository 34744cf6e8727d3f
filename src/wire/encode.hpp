// Turns an action into the HTTP request of the guide's page "주문 처리": PATCH /shop/orders/{order_no}/{status}.
#pragma once

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/http/request.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0::wire {

/// The request without its token. Precondition: `validate` accepts target and action.
[[nodiscard]] http::Request encode(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action);

/// base_url and `path` with one slash between them.
[[nodiscard]] std::string url(const ClientOptions& shop, std::string_view path);

/// The headers that every request of the shop carries.
[[nodiscard]] std::vector<http::Header> common_headers(const ClientOptions& shop);

/// Adds the access token, in the header that API v2 wants.
void authorize(http::Request& request, std::string_view token);

/// Puts "[redacted]" in place of everything that is secret in a request for an order, token header included.
void redact(http::Request& request);

}  // namespace imweb::inline v0::wire

// Turns actions and questions into HTTP requests, as the guide's order pages say. Every request comes without its token.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/client_options.hpp>
#include <imweb/http/request.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0::wire {

/// PATCH /shop/orders/{order_no}/{action}. Precondition: `validate` accepts target and action.
[[nodiscard]] http::Request encode(const ClientOptions& shop, const OrderTarget& target, const OrderAction& action);

/// PATCH /shop/prod-orders/{prod_order_no}/{action}. Whether imweb reads the invoice of a Send here is unknown: SetInvoice and then SendItem
/// is the measured way. Precondition: `validate` accepts number and action.
[[nodiscard]] http::Request encode(const ClientOptions& shop, const ProdOrderNo& prod_order_no, const ItemAction& action);

/// GET /shop/orders/{order_no}.
[[nodiscard]] http::Request encode_get(const ClientOptions& shop, const OrderNo& order_no);

/// GET /shop/orders/{order_no}/prod-orders.
[[nodiscard]] http::Request encode_prod_orders(const ClientOptions& shop, const OrderNo& order_no);

/// GET /shop/prod-orders, for 1 to 25 orders at once.
[[nodiscard]] http::Request encode_prod_orders(const ClientOptions& shop, std::span<const OrderNo> order_nos);

/// GET /shop/prod-orders/{prod_order_no}/invoice.
[[nodiscard]] http::Request encode_invoice(const ClientOptions& shop, const ProdOrderNo& prod_order_no);

/// Which orders, and which page of them. Texts that are empty and times that are not given do not restrict the list.
struct ListPage {
  std::string filter_name{};           ///< status, claim_type or claim_status: imweb takes one of them at a time
  std::string filter_value{};          ///< what it must be
  std::string type{};                  ///< normal, npay, talkpay
  std::string member{};                ///< a member code
  std::optional<std::int64_t> from{};  ///< seconds of unix time
  std::optional<std::int64_t> to{};
  int page = 1;    ///< from 1; the wire calls it `offset`
  int limit = 25;  ///< orders on a page, at most 100
};

/// GET /shop/orders.
[[nodiscard]] http::Request encode_list(const ClientOptions& shop, const ListPage& page);

/// base_url and `path` with one slash between them.
[[nodiscard]] std::string url(const ClientOptions& shop, std::string_view path);

/// The headers of every request of the shop that has a body.
[[nodiscard]] std::vector<http::Header> common_headers(const ClientOptions& shop);

/// Adds the access token, in the header that API v2 wants.
void authorize(http::Request& request, std::string_view token);

/// Puts "[redacted]" in place of everything that is secret in a request, token header included.
void redact(http::Request& request);

}  // namespace imweb::inline v0::wire

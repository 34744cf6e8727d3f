// From HTTP to what is asked: which page, which order, which data. Reads, decides nothing.
#pragma once

#include <cstdint>
#include <string>

#include "sandbox/http_message.hpp"
#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {

/// The pages that the sandbox has.
enum class Page : std::uint8_t {
  login,      ///< GET or POST /v2/auth
  process,    ///< PATCH /v2/shop/orders/{order_no}/{status}, …/{claim}/{step}, /v2/shop/prod-orders/{prod_order_no}/{status}
  list,       ///< GET /v2/shop/orders
  one_order,  ///< GET /v2/shop/orders/{order_no}
  look,       ///< GET /v2/shop/orders/{order_no}/prod-orders, and …/prod-orders/{prod_order_no}
  several,    ///< GET /v2/shop/prod-orders
  invoice,    ///< GET /v2/shop/prod-orders/{prod_order_no}/invoice
  unknown,
};

/// One request, understood.
struct ApiCall {
  Page page = Page::unknown;
  std::string path{};    ///< without the query
  std::string key{};     ///< login
  std::string secret{};  ///< login
  OrderRequest order{};  ///< process
  ReadRequest read{};    ///< the pages that read
};

[[nodiscard]] ApiCall read_call(const HttpRequest& request);

/// Whether `page` is one of those that read orders.
[[nodiscard]] bool is_reading(Page page) noexcept;

}  // namespace imweb::inline v0::testing::sandbox

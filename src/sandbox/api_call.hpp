// From HTTP to what is asked: which page, which order, which data. Reads, decides nothing.
#pragma once

#include <cstdint>
#include <string>

#include "sandbox/http_message.hpp"
#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {

/// The pages that the sandbox has.
enum class Page : std::uint8_t {
  login,    ///< GET or POST /v2/auth
  process,  ///< PATCH /v2/shop/orders/{order_no}/{status}
  look,     ///< GET /v2/shop/orders/{order_no}/prod-orders
  unknown,
};

/// One request, understood.
struct ApiCall {
  Page page = Page::unknown;
  std::string path{};    ///< without the query
  std::string key{};     ///< login
  std::string secret{};  ///< login
  OrderRequest order{};  ///< process; look uses its token and order_no
};

[[nodiscard]] ApiCall read_call(const HttpRequest& request);

}  // namespace imweb::inline v0::testing::sandbox

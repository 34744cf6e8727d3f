// A shop's rules with somebody logged in, for tests that have no use for HTTP.
//
//     Counter counter;
//     counter.shop.add({.order_no = number});
//     counter.process("deposit");
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "sandbox/rules.hpp"

namespace sandbox_counter {

using namespace imweb::testing;
using imweb::TimePoint;
using imweb::testing::sandbox::Etc;
using imweb::testing::sandbox::OrderBody;
using imweb::testing::sandbox::OrderRequest;
using imweb::testing::sandbox::Shop;

inline constexpr TimePoint start{std::chrono::seconds{100}};
inline const std::string number = "202604277420970";
inline const Etc parcel{.parcel_code = "CJ", .invoice_no = "631245789012"};
inline const Etc coming_back{.parcel_code = "CJ", .invoice_no = "631245789012", .reason_code = "BROKEN", .collect_type = "N"};

// A shop without a limit in which somebody is logged in.
struct Counter {
  explicit Counter(SandboxOptions options = {}) : shop(unlimited(std::move(options))) {
    token = shop.login("sandbox-key-00000000000000000000", "sandbox-secret-0000000000000000", start).token;
  }

  static SandboxOptions unlimited(SandboxOptions options) {
    options.requests_per_second = 0;
    options.list_requests_per_second = 0;
    return options;
  }

  sandbox::OrderAnswer process(const std::string& action, Etc etc = {}, std::string item = "") {
    OrderRequest request{.token = token, .order_no = number, .action = action};
    request.body = OrderBody{std::move(item), std::move(etc)};
    return shop.process(request, start);
  }

  SandboxItem item(std::size_t position = 0) { return shop.order(number)->items.at(position); }

  Shop shop;
  std::string token;
};

}  // namespace sandbox_counter

// What the sandbox's shop has sold: orders and their items, in imweb's own words, with made-up values for everything left out.
//
//     sandbox.add_order({.order_no = "202604270000001",
//                        .items = {{.status = "STANDBY", .price = 8900, .details = R"({"channel_order_item_no":"2026"})"}}});
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::testing {

/// One item (품목) of an order. Amounts are in the order's currency.
struct SandboxItem {
  std::string prod_order_no{};      ///< empty: add_order numbers it "<order_no>-001", "<order_no>-002", …
  std::string status = "PAY_WAIT";  ///< PAY_WAIT, PAY_COMPLETE, STANDBY, DELIVERING, COMPLETE, CANCEL; others allow nothing
  std::string parcel_code{};
  std::string invoice_no{};
  std::string claim_type{};    ///< CANCEL, RETURN, EXCHANGE; empty: no claim. An item with a claim allows steps of the claim only
  std::string claim_status{};  ///< RETURN_REQUEST, RETURN_COLLECTING, EXCHANGE_REQUEST, …; empty: no claim, or it is over
  TimePoint delivery_time{};   ///< when it was sent; TimePoint{}: not yet
  TimePoint complete_time{};   ///< when it was delivered; TimePoint{}: not yet
  TimePoint pay_time{};        ///< when it was paid; TimePoint{}: not yet, or, when the status says that it is, with the order
  bool is_held = false;        ///< between withhold and releasehold

  std::string prod_name = "손뜨개 모자";
  std::int64_t prod_no = 101;
  std::int64_t price = 10'000;  ///< of one piece
  int count = 1;
  std::int64_t point = 0;      ///< points that the buyer spent on this item
  std::string option_name{};   ///< "색상"; empty: the item has no option
  std::string option_value{};  ///< "빨강"

  std::int64_t refunded = 0;         ///< money paid back so far; more than the item cost means a double refund
  std::int64_t refunded_points = 0;  ///< points given back so far
  int refunds = 0;                   ///< how often money or points moved
  std::int64_t refund_due = 0;       ///< money that an accepted refund has not paid back yet
  std::int64_t points_due = 0;       ///< the same in points

  /// A JSON object that is merged over the one the sandbox makes of this item (RFC 7396: null takes a key away, lists are
  /// replaced as a whole). For everything that has no member here.
  std::string details{};

  friend bool operator==(const SandboxItem&, const SandboxItem&) = default;
};

/// One order. Without items, add_order gives it one in PAY_WAIT.
struct SandboxOrder {
  std::string order_no;
  std::vector<SandboxItem> items{};

  std::chrono::sys_seconds order_time{};  ///< sys_seconds{}: the moment of add_order
  std::string type = "normal";            ///< normal, npay, talkpay
  std::string member_code{};              ///< empty: a guest
  std::string orderer_name = "김가상";
  std::string orderer_email = "buyer@example.com";
  std::string orderer_call = "010-0000-0000";
  std::string receiver_name = "이견본";
  std::string receiver_phone = "010-0000-0001";
  std::string postcode = "00000";
  std::string address = "서울특별시 가상구 견본로 1";
  std::string address_detail = "101호";
  std::string delivery_memo{};
  std::string pay_type = "card";
  std::int64_t deliv_price = 3'000;

  /// A JSON object that is merged over the one the sandbox makes of this order; see SandboxItem::details.
  std::string details{};

  friend bool operator==(const SandboxOrder&, const SandboxOrder&) = default;
};

}  // namespace imweb::inline v0::testing

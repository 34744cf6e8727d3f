// Which orders a list shows. Guide page "주문 목록 조회"; how imweb really pages and cuts: wire.md "Lists of orders".
//
//     client.list({.state = imweb::Status::pay_complete})
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>
#include <imweb/orders/status.hpp>

namespace imweb::inline v0 {

/// `type`: where an order was made. An open enumeration.
class OrderType : public TextValue<OrderType> {
 public:
  using TextValue::TextValue;

  static const OrderType normal;   ///< in the shop itself
  static const OrderType npay;     ///< Naver Pay
  static const OrderType talkpay;  ///< Kakao Talk Pay
};

inline const OrderType OrderType::normal{"normal"};
inline const OrderType OrderType::npay{"npay"};
inline const OrderType OrderType::talkpay{"talkpay"};

/// What to list. Everything is optional; without anything imweb shows about the latest three months.
struct OrderFilter {
  /// One of status, claim_type and claim_status: imweb takes only one. About one order in twenty of an old shop has none of the statuses
  /// and shows up only without this.
  std::variant<std::monostate, Status, ClaimType, ClaimStatus> state{};
  std::optional<OrderType> type{};
  std::string member{};  ///< a member's code; empty: everybody's

  /// Both ends belong to the window. imweb refuses more than about three months at once: longer windows are asked for piece by piece, the
  /// oldest first. Without a beginning: the 89 days before the end. Without an end: until now, by the system's clock.
  std::optional<std::chrono::sys_seconds> order_date_from{};
  std::optional<std::chrono::sys_seconds> order_date_to{};

  int limit = 100;  ///< orders in a page, 1 to 100; one page costs one request of the list lane, about a second
};

}  // namespace imweb::inline v0

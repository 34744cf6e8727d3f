// Which orders a list shows. Guide page "주문 목록 조회"; how imweb really pages and cuts: wire.md "Lists of orders".
//
//     client.list({.state = imweb::Status::pay_complete})
#pragma once

#include <optional>
#include <string>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>
#include <imweb/base/time.hpp>
#include <imweb/orders/status.hpp>

namespace imweb::inline v0 {

/// `type`: where an order was made. An open enumeration.
class OrderType : public TextValue<OrderType> {
 public:
  using TextValue::TextValue;

  static constexpr TextConstant<OrderType> normal{"normal"};    ///< in the shop itself
  static constexpr TextConstant<OrderType> npay{"npay"};        ///< Naver Pay
  static constexpr TextConstant<OrderType> talkpay{"talkpay"};  ///< Kakao Talk Pay
};

/// One of status, claim_type and claim_status: imweb takes only one of them. Made from any of the three; nothing by default.
class OrderState {
 public:
  OrderState() = default;
  OrderState(const Status& status) : field_("status"), value_(status.str()) {}     // NOLINT(google-explicit-constructor): one-of
  OrderState(const ClaimType& type) : field_("claim_type"), value_(type.str()) {}  // NOLINT(google-explicit-constructor): one-of
  // NOLINTNEXTLINE(google-explicit-constructor): one-of
  OrderState(const ClaimStatus& status) : field_("claim_status"), value_(status.str()) {}
  template <class Text>
  OrderState(const TextConstant<Text>& text) : OrderState(Text{text}) {}  // NOLINT(google-explicit-constructor): one-of

  /// The name of the field on the wire; empty when no state is wanted.
  [[nodiscard]] const std::string& field() const noexcept { return field_; }
  [[nodiscard]] const std::string& value() const noexcept { return value_; }

  friend bool operator==(const OrderState&, const OrderState&) = default;

 private:
  std::string field_;
  std::string value_;
};

/// What to list. Everything is optional; without anything imweb shows about the latest three months.
struct OrderFilter {
  /// Status::pay_complete, ClaimType::cancel, ClaimStatus::return_request, … About one order in twenty of an old shop has none of the
  /// statuses and shows up only without this.
  OrderState state{};
  std::optional<OrderType> type{};
  std::string member{};  ///< a member's code; empty: everybody's

  /// Both ends belong to the window. imweb refuses more than about three months at once: longer windows are asked for piece by piece, the
  /// oldest first. Between the years 2000 and 2100. Without a beginning: the 89 days before the end. Without an end: until now, by the system's clock.
  std::optional<std::chrono::sys_seconds> order_date_from{};
  std::optional<std::chrono::sys_seconds> order_date_to{};

  int limit = 100;  ///< orders in a page, 1 to 100; one page costs one request of the list lane, about a second
};

}  // namespace imweb::inline v0

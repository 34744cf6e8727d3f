// Which order, which item of it. Guide page "주문 처리"; formats as observed: wire.md "Formats".
//
//     client.process(imweb::OrderNo{"202604277420970"}, imweb::Place{});
//     client.process({.order_no = order_no, .prod_order_no = item_no}, imweb::Place{});
#pragma once

#include <optional>
#include <string>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb::inline v0 {

struct OrderTarget;

/// `order_no`, the number of a whole order. 1 to 64 of [0-9A-Za-z_-]; anything else is refused by `process`.
class OrderNo : public TextValue<OrderNo> {
 public:
  using TextValue::TextValue;
  operator OrderTarget() const;  // NOLINT(google-explicit-constructor): an order number is a target
};

/// `prod_order_no`, the number of one item order (품목주문) within an order. Same alphabet and length as OrderNo.
class ProdOrderNo : public TextValue<ProdOrderNo> {
 public:
  using TextValue::TextValue;
};

/// What an action is applied to: a whole order, or one item of it (개별/부분 처리).
struct OrderTarget {
  OrderNo order_no;
  std::optional<ProdOrderNo> prod_order_no{};

  friend bool operator==(const OrderTarget&, const OrderTarget&) = default;
};

inline OrderNo::operator OrderTarget() const { return {.order_no = *this}; }

/// "order 202604277420970" or "item 202604277420970-001 of order 202604277420970": the words that messages use.
[[nodiscard]] inline std::string to_string(const OrderTarget& target) {
  const std::string order = "order " + target.order_no.str();
  return target.prod_order_no ? "item " + target.prod_order_no->str() + " of " + order : order;
}

}  // namespace imweb::inline v0

template <>
struct std::hash<imweb::OrderNo> {
  std::size_t operator()(const imweb::OrderNo& number) const noexcept { return std::hash<std::string>{}(number.str()); }
};

template <>
struct std::hash<imweb::ProdOrderNo> {
  std::size_t operator()(const imweb::ProdOrderNo& number) const noexcept { return std::hash<std::string>{}(number.str()); }
};

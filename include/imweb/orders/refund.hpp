// The money in a claim: what is paid beside the goods, and the points that go back. No default where silence would cost the buyer.
//
//     imweb::RefundPoint back = std::vector{imweb::ItemPoint{.prod_order_no = item, .point = {.amount = 500}}};
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>

namespace imweb::inline v0 {

/// An amount for one item (`etc_price`). Amounts in what is sent: 0 or more, at most 4 decimals (our limits); `currency` is not sent.
struct ItemPrice {
  ProdOrderNo prod_order_no;
  Money price;

  friend bool operator==(const ItemPrice&, const ItemPrice&) = default;
};

/// Points that go back to the buyer for one item. Limits as for ItemPrice.
struct ItemPoint {
  ProdOrderNo prod_order_no;
  Money point;

  friend bool operator==(const ItemPoint&, const ItemPoint&) = default;
};

/// No points are given back by this action. The guide: a cancellation of the whole order gives them back by itself, any other does not.
struct NoPointRefund {
  friend bool operator==(const NoPointRefund&, const NoPointRefund&) = default;
};

/// `refund_point`. imweb gives no points back where it is left out, so there is no default and forgetting it does not compile.
class RefundPoint {
 public:
  RefundPoint(NoPointRefund) : is_none_(true) {}                           // NOLINT(google-explicit-constructor): one-of
  RefundPoint(std::vector<ItemPoint> items) : items_(std::move(items)) {}  // NOLINT(google-explicit-constructor): one-of

  /// The points of each item, never more than the item's remaining ones; null for NoPointRefund. An empty list is refused before sending.
  [[nodiscard]] const std::vector<ItemPoint>* items() const noexcept { return is_none_ ? nullptr : &items_; }

  friend bool operator==(const RefundPoint&, const RefundPoint&) = default;

 private:
  bool is_none_ = false;
  std::vector<ItemPoint> items_;
};

/// Each on one line, for logs: "202604270000001-001:3000", "202604270000001-001:500", "none".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ItemPrice& item);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ItemPoint& item);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const NoPointRefund& none);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const RefundPoint& points);

}  // namespace imweb::inline v0

// What imweb says it did. Guide page "주문 처리", response data; the shapes seen on the wire: wire.md "Order processing".
//
//     for (const auto& order : outcome->failed)
//       for (const auto& item : order.prod_order_list) log(item.prod_order_no, item.msg);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// One item that imweb refused, with its reason in Korean. Show the texts; never branch on them.
struct OrderActionFailedProdOrder {
  ProdOrderNo prod_order_no;
  std::string msg{};
  std::string detail_msg{};

  friend bool operator==(const OrderActionFailedProdOrder&, const OrderActionFailedProdOrder&) = default;
};

/// One order of which imweb refused items (OrderActionFailedList). An empty list means that imweb named the order only.
struct OrderActionFailed {
  OrderNo order_no;
  std::vector<OrderActionFailedProdOrder> prod_order_list{};
  std::optional<std::string> msg{};  ///< the reason for the order as a whole, where imweb gives one there; the guide has none
  std::optional<std::string> detail_msg{};

  friend bool operator==(const OrderActionFailed&, const OrderActionFailed&) = default;
};

/// Which orders imweb processed and which it refused. A number in both lists was processed in part: some items, not all.
struct OrderActionResult {
  std::vector<OrderNo> success{};
  std::vector<OrderActionFailed> failed{};

  friend bool operator==(const OrderActionResult&, const OrderActionResult&) = default;
};

/// The same for an action on one item by its own number. Guide page "품목 주문 처리".
struct ProdOrderActionResult {
  std::vector<ProdOrderNo> success{};
  std::vector<OrderActionFailedProdOrder> failed{};

  friend bool operator==(const ProdOrderActionResult&, const ProdOrderActionResult&) = default;
};

/// Success and refusals on one line, for logs. imweb's own texts are made fit to be shown; the members hold them as they came,
/// with our secrets masked.
[[nodiscard]] IMWEB_EXPORT std::string to_string(const OrderActionFailedProdOrder& item);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const OrderActionFailed& order);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const OrderActionResult& result);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ProdOrderActionResult& result);

}  // namespace imweb::inline v0

// One item order (품목주문): what an order's state is made of. Guide pages "품목 주문 조회"; shapes seen on the wire: wire.md "Item orders".
//
//     for (const auto& item : *client.prod_orders(order_no))
//       std::cout << item.prod_order_no << " " << item.status << " " << item.invoice_no << "\n";
//
// Texts that imweb leaves out or sends as null are empty; what else may be missing is std::optional.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/status.hpp>
#include <imweb/orders/unknown_fields.hpp>

namespace imweb::inline v0 {

/// A moment as imweb tells it, in whole seconds of unix time. What has not happened yet (0, null or left out) is empty.
using Moment = std::optional<std::chrono::sys_seconds>;

/// What one item costs. imweb names no currency here: it is the order's `price_currency`.
struct ItemPayment {
  std::optional<std::int64_t> count{};
  std::optional<Money> price{};
  std::optional<Money> price_tax_free{};
  std::optional<Money> deliv_price_tax_free{};
  std::optional<Money> deliv_price{};
  std::optional<Money> island_price{};
  std::optional<Money> price_sale{};
  std::optional<Money> point{};  ///< points used
  std::optional<Money> coupon{};
  std::optional<Money> membership_discount{};
  std::optional<Money> period_discount{};
  UnknownFields unknown{};

  friend bool operator==(const ItemPayment&, const ItemPayment&) = default;
};

/// How one item is delivered. The words are imweb's: `deliv_price_type` is "fix", "free", "flexable" (so spelt), …
struct ItemDelivery {
  std::string deliv_code{};
  std::string deliv_price_mix{};
  std::string deliv_group_code{};
  std::string deliv_type{};
  std::string deliv_pay_type{};
  std::string deliv_price_type{};
  UnknownFields unknown{};

  friend bool operator==(const ItemDelivery&, const ItemDelivery&) = default;
};

/// What an option adds to the price.
struct OptionPayment {
  std::optional<Money> price{};
  std::optional<std::int64_t> count{};
  std::optional<Money> deliv_price{};
  std::optional<Money> island_price{};
  UnknownFields unknown{};

  friend bool operator==(const OptionPayment&, const OptionPayment&) = default;
};

/// One option that the buyer chose.
struct ItemOption {
  std::string no{};
  std::string type{};    ///< "require" or "optional"
  std::string is_mix{};  ///< as it came: "Y", "N", "true", …
  std::string option_detail_code{};
  std::vector<std::string> stock_sku_no{};
  std::vector<std::string> option_code_list{};
  std::vector<std::string> option_name_list{};
  std::vector<std::string> value_code_list{};
  std::vector<std::string> value_name_list{};
  std::string option_data{};
  OptionPayment payment{};
  UnknownFields unknown{};

  friend bool operator==(const ItemOption&, const ItemOption&) = default;
};

/// One product in an item order. There is usually one; never count on it.
struct Item {
  std::string no{};
  std::string prod_no{};
  std::string prod_name{};
  std::string prod_custom_code{};
  std::string prod_sku_no{};
  std::string is_promotion{};  ///< as it came: "Y", "N", …
  ItemPayment payment{};
  ItemDelivery delivery{};
  std::vector<std::vector<ItemOption>> options{};  ///< imweb nests them twice
  UnknownFields unknown{};

  friend bool operator==(const Item&, const Item&) = default;
};

/// One item order with its state: statuses, invoices and claims belong to it, not to the order.
struct ProdOrder {
  ProdOrderNo prod_order_no;  ///< on the wire this field is called `order_no`
  std::string code{};
  Status status{""};
  ClaimStatus claim_status{""};
  ClaimType claim_type{""};
  Moment pay_time{};
  Moment delivery_time{};
  Moment complete_time{};
  std::string parcel_code{};  ///< empty: no invoice has been set
  std::string invoice_no{};
  std::string channel_order_item_no{};  ///< Naver Pay's number of the item
  std::vector<Item> items{};
  UnknownFields unknown{};

  friend bool operator==(const ProdOrder&, const ProdOrder&) = default;
};

/// The item orders of one order.
struct ProdOrdersOf {
  OrderNo order_no;
  std::vector<ProdOrder> prod_orders{};  ///< empty: imweb shows none

  friend bool operator==(const ProdOrdersOf&, const ProdOrdersOf&) = default;
};

/// The invoice of one item order, as it stands at imweb.
struct Invoice {
  std::string parcel_code{};  ///< empty: none has been set
  std::string invoice_no{};
  std::string status{};  ///< of the delivery; the guide does not list the words
  UnknownFields unknown{};

  friend bool operator==(const Invoice&, const Invoice&) = default;
};

/// "202604270000001-001 STANDBY parcel_code=CJ invoice_no=…": state only, nothing personal.
[[nodiscard]] IMWEB_EXPORT std::string to_string(const ProdOrder& prod_order);

}  // namespace imweb::inline v0

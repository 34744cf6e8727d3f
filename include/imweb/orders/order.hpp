// One order as imweb shows it: who ordered, where it goes, what was paid. It has neither a status nor items: those are item orders
// (orders/prod_order.hpp). Guide page "주문 조회"; shapes seen on the wire: wire.md "The order object".
//
//     const auto order = client.get(imweb::OrderNo{"202604277420970"});
//     if (order && order->payment.payment_time) ...   // paid
//
// Nearly everything here is personal data of the buyer: nothing of it is ever printed or reported by this library. Texts that imweb
// leaves out or sends as null are empty; what else may be missing is std::optional.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <imweb/base/time.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/unknown_fields.hpp>

namespace imweb::inline v0 {

/// What the buyer ordered with.
struct Device {
  std::string type{};
  std::string app{};
  std::string device_code{};
  UnknownFields unknown{};

  friend bool operator==(const Device&, const Device&) = default;
};

/// Who ordered. Personal data.
struct Orderer {
  std::string member_code{};  ///< empty: no member of the site
  std::string name{};
  std::string email{};
  std::string call{};
  std::string call2{};
  UnknownFields unknown{};

  friend bool operator==(const Orderer&, const Orderer&) = default;
};

/// Where the parcel goes. Personal data.
struct Address {
  std::string name{};
  std::string phone{};
  std::string phone2{};
  std::string postcode{};
  std::string address{};
  std::string address_detail{};
  std::string address_street{};
  std::string address_building{};
  std::string address_city{};
  std::string address_state{};
  std::string logistics_type{};
  UnknownFields unknown{};

  friend bool operator==(const Address&, const Address&) = default;
};

/// How the order is delivered. Personal data.
struct Delivery {
  std::string country{};
  std::string country_text{};
  Address address{};
  std::string memo{};
  std::string unipass_number{};  ///< 개인통관고유부호
  UnknownFields unknown{};

  friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// What was paid and how. A cancelled order keeps its amounts.
struct Payment {
  std::string pay_type{};
  std::string pg_type{};
  std::string deliv_type{};
  std::string deliv_pay_type{};
  std::string price_currency{};  ///< "KRW"
  std::optional<Money> total_price{};
  std::optional<Money> deliv_price{};
  std::optional<Money> island_price{};
  std::optional<Money> price_sale{};
  std::optional<Money> point{};
  std::optional<Money> coupon{};
  std::optional<Money> membership_discount{};
  std::optional<Money> period_discount{};
  std::optional<Money> price_tax_free{};
  std::optional<Money> payment_amount{};
  Moment payment_time{};  ///< empty: not paid
  UnknownFields unknown{};

  friend bool operator==(const Payment&, const Payment&) = default;
};

/// What the buyer wants for the tax office. Personal data.
struct CashReceipt {
  std::string request{};  ///< "Y" or "N"
  std::string type{};     ///< "deducation" (so spelt), …
  std::string value{};
  std::string status{};
  std::string complete_date{};
  UnknownFields unknown{};

  friend bool operator==(const CashReceipt&, const CashReceipt&) = default;
};

/// A file that a buyer sent with the order. The address works only from where it was asked for.
struct FormFile {
  std::string name{};
  std::string url{};
  std::optional<std::int64_t> size{};
  UnknownFields unknown{};

  friend bool operator==(const FormFile&, const FormFile&) = default;
};

/// What a buyer answered: a text, the boxes that were ticked, or a file.
using FormValue = std::variant<std::string, std::vector<std::string>, FormFile>;

/// One question of the shop's order form and what the buyer answered. Personal data.
struct FormEntry {
  std::string type{};
  std::string title{};
  std::string desc{};
  FormValue value{};
  std::string form_config_value{};
  UnknownFields unknown{};

  friend bool operator==(const FormEntry&, const FormEntry&) = default;
};

/// One order.
struct Order {
  OrderNo order_no;
  std::string order_code{};
  Moment order_time{};
  std::string order_type{};
  std::string is_gift{};  ///< as it came: "Y", "N", …
  std::string sale_channel_idx{};
  std::string channel_order_no{};  ///< Naver Pay's number; it cannot be used as order_no
  Device device{};
  Moment complete_time{};  ///< when all items were delivered
  Orderer orderer{};
  Delivery delivery{};
  Payment payment{};
  CashReceipt cash_receipt{};
  std::vector<FormEntry> form{};
  std::vector<std::string> use_issue_coupon_codes{};
  UnknownFields unknown{};

  friend bool operator==(const Order&, const Order&) = default;
};

/// "order 202604270000001": its number alone, because all else may be personal.
[[nodiscard]] inline std::string to_string(const Order& order) { return "order " + order.order_no.str(); }

}  // namespace imweb::inline v0

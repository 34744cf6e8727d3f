// The words that exchange claims use. Guide page "교환 처리". Open enumerations: a word that is not listed here is sent as given.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/shipment.hpp>

namespace imweb::inline v0 {

/// `reason_code` of a withheld exchange.
class WithholdReason : public TextValue<WithholdReason> {
 public:
  using TextValue::TextValue;

  static constexpr TextConstant<WithholdReason> delivery_fee{"EXCHANGE_DELIVERYFEE"};  ///< the delivery fee is not paid
  static constexpr TextConstant<WithholdReason> extra_fee{
      "EXCHANGE_EXTRAFEE"};  ///< an amount is to be paid besides: the only one that goes with `etc_price`
  static constexpr TextConstant<WithholdReason> product_ready{"EXCHANGE_PRODUCT_READY"};  ///< the goods to send are not ready
  static constexpr TextConstant<WithholdReason> product_not_delivered{
      "EXCHANGE_PRODUCT_NOT_DELIVERED"};  ///< the goods did not come back
  static constexpr TextConstant<WithholdReason> hold_back{"EXCHANGE_HOLDBACK"};
  static constexpr TextConstant<WithholdReason> etc{"ETC"};  ///< something else
};

/// `method` by which exchanged goods go out without a parcel. With a parcel it is DELIVERY, which Redelivery says by itself.
class ResendMethod : public TextValue<ResendMethod> {
 public:
  using TextValue::TextValue;

  static constexpr TextConstant<ResendMethod> visit_receipt{"VISIT_RECEIPT"};      ///< the buyer comes and fetches them
  static constexpr TextConstant<ResendMethod> direct_delivery{"DIRECT_DELIVERY"};  ///< the seller brings them
  static constexpr TextConstant<ResendMethod> quick_svc{"QUICK_SVC"};              ///< a courier
  static constexpr TextConstant<ResendMethod> nothing{"NOTHING"};                  ///< nothing is sent
};

/// How exchanged goods go out: by parcel, or by a method without one. ResendMethod{"DELIVERY"} lacks its parcel and is refused.
class Redelivery {
 public:
  Redelivery(Shipment shipment)  // NOLINT(google-explicit-constructor): one-of
      : method_("DELIVERY"), shipment_(std::move(shipment)) {}
  Redelivery(ResendMethod method) : method_(std::move(method)) {}     // NOLINT(google-explicit-constructor): one-of
  Redelivery(TextConstant<ResendMethod> method) : method_(method) {}  // NOLINT(google-explicit-constructor): one-of

  /// As sent; DELIVERY for a parcel.
  [[nodiscard]] const ResendMethod& method() const noexcept { return method_; }
  /// Null for a method without parcel.
  [[nodiscard]] const Shipment* shipment() const noexcept { return shipment_ ? &*shipment_ : nullptr; }

  friend bool operator==(const Redelivery&, const Redelivery&) = default;

 private:
  ResendMethod method_;
  std::optional<Shipment> shipment_;
};

/// On one line, for logs: "method=DELIVERY parcel_code=CJ invoice_no=631245789012", "method=NOTHING".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Redelivery& delivery);

}  // namespace imweb::inline v0

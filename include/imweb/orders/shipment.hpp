// A parcel, and how returned goods come back: what several actions have in common.
//
//     imweb::Shipment{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"}
#pragma once

#include <optional>
#include <string>
#include <utility>

#include <imweb/base/print.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/parcel_code.hpp>

namespace imweb::inline v0 {

/// A parcel on its way: the carrier and its invoice number (운송장번호).
struct Shipment {
  ParcelCode parcel_code;
  std::string invoice_no;  ///< 1 to 64 bytes of visible UTF-8, no blanks

  friend bool operator==(const Shipment&, const Shipment&) = default;
};

/// The seller fetches the goods; no carrier is involved (직접 수거).
struct DirectCollection {
  friend bool operator==(const DirectCollection&, const DirectCollection&) = default;
};

/// How returned goods come back: `collect_type` on the wire. There is no default, so forgetting it does not compile.
class Collection {
 public:
  Collection(DirectCollection) {}                                    // NOLINT(google-explicit-constructor): one-of
  Collection(Shipment shipment) : shipment_(std::move(shipment)) {}  // NOLINT(google-explicit-constructor): one-of

  /// The parcel that brings the goods back; null when the seller fetches them.
  [[nodiscard]] const Shipment* shipment() const noexcept { return shipment_ ? &*shipment_ : nullptr; }
  [[nodiscard]] bool is_direct() const noexcept { return !shipment_; }

  friend bool operator==(const Collection&, const Collection&) = default;

 private:
  std::optional<Shipment> shipment_;
};

/// Each on one line, for logs: "parcel_code=CJ invoice_no=631245789012", "direct collection".
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Shipment& shipment);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const DirectCollection& direct);
[[nodiscard]] IMWEB_EXPORT std::string to_string(const Collection& collection);

}  // namespace imweb::inline v0

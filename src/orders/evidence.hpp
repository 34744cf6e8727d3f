// What an item's state says about an action that may or may not have been carried out: the evidence table. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include <imweb/orders/actions.hpp>
#include <imweb/orders/prod_order.hpp>

namespace imweb::inline v0 {

enum class Evidence : std::uint8_t {
  applied,    ///< only the action, or something after it, makes this
  conflict,   ///< something else has happened to the item
  unchanged,  ///< as before the action: it was not carried out, or not yet
  silent,     ///< nothing that can be read would tell
};

[[nodiscard]] Evidence evidence_of(const OrderAction& action, const ProdOrder& item);
[[nodiscard]] Evidence evidence_of(const ItemAction& action, const ProdOrder& item);

/// How far an item is on the way from PAY_WAIT to PURCHASE_CONFIRMATION; 0 for what is not on it, such as CANCEL.
[[nodiscard]] int progress_of(const Status& status) noexcept;

[[nodiscard]] inline bool has_claim(const ProdOrder& item) noexcept {
  return !item.claim_type.is_none() || !item.claim_status.is_none();
}

/// Whether the item has been dispatched.
[[nodiscard]] inline bool is_sent(const ProdOrder& item) noexcept {
  return progress_of(item.status) >= progress_of(Status::delivering);
}

[[nodiscard]] inline bool has_invoice(const ProdOrder& item) noexcept { return !item.invoice_no.empty(); }

/// Whether that is its invoice, however the number is grouped: "6312-4578-9012" is 631245789012.
[[nodiscard]] bool has_invoice(const ProdOrder& item, const ParcelCode& parcel_code, std::string_view invoice_no);

}  // namespace imweb::inline v0

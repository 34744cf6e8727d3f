// The rules that are checked before anything is sent: the shape of every value, and what the guide's order pages forbid.
// Business rules (may this order be cancelled now?) are left to imweb.
//
//     if (auto failure = imweb::validate(target, action)) return *failure;   // names the field, its shape and the rule
#pragma once

#include <cstddef>
#include <optional>

#include <imweb/base/failure.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// The longest code or number, in bytes, that any field may hold.
inline constexpr std::size_t max_field_bytes = 64;

/// The longest free text, in bytes: `claim_memo`, `reason`, `reason_detail`. The guide names no limit; this one is ours.
inline constexpr std::size_t max_free_text_bytes = 500;

/// Why this action cannot be sent to this target, as an `invalid_argument` failure; empty when it can.
/// The message names the field, the shape of the value and the rule, never the value.
[[nodiscard]] IMWEB_EXPORT std::optional<Failure> validate(const OrderTarget& target, const OrderAction& action);

/// The same for one item by its own number.
[[nodiscard]] IMWEB_EXPORT std::optional<Failure> validate(const ProdOrderNo& prod_order_no, const ItemAction& action);

}  // namespace imweb::inline v0

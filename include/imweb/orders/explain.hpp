// Turns what happened into a message for the person who must act: which order, whether it took effect, what to do next.
#pragma once

#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/export.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// What to do next after a failure of this kind whose effect is proven to be none.
[[nodiscard]] IMWEB_EXPORT std::string_view advice(FailureKind kind) noexcept;

/// The failure with a message that names the action and the target, says whether it took effect, and what to do.
[[nodiscard]] IMWEB_EXPORT Failure explain(const OrderTarget& target, const OrderAction& action, Failure::Details details);

/// The same for one item by its own number.
[[nodiscard]] IMWEB_EXPORT Failure explain(const ProdOrderNo& prod_order_no, const ItemAction& action, Failure::Details details);

}  // namespace imweb::inline v0

// Reads what imweb says it did with our order or item: `success` and `failed`, in every shape that wire.md calls documented, observed or plausible.
#pragma once

#include <variant>

#include <imweb/client_options.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

#include "wire/document.hpp"
#include "wire/mismatch.hpp"

namespace imweb::inline v0::wire {

using Decoded = std::variant<OrderActionResult, Mismatch>;
using DecodedItem = std::variant<ProdOrderActionResult, Mismatch>;

/// How much a bare success says of this action: all for SetInvoice, for which the guide names no answer, else what the shop says.
template <class Action>
[[nodiscard]] BareSuccess bare_success_of(const Action& action, BareSuccess of_shop) noexcept {
  return std::holds_alternative<SetInvoice>(action) ? BareSuccess::applied : of_shop;
}

/// The result, if the answer speaks of the target: its order number, or for a narrowed target its item number, in either list.
/// Precondition: the document's envelope is valid and has code 200.
[[nodiscard]] Decoded decode(const Document& document, const OrderTarget& target, BareSuccess bare_success);

/// The same for one item by its own number: that number in either list, or that of its order, which is the item's up to the last '-'.
/// An entry of our order that names other items only is none about ours.
[[nodiscard]] DecodedItem decode(const Document& document, const ProdOrderNo& prod_order_no, BareSuccess bare_success);

}  // namespace imweb::inline v0::wire

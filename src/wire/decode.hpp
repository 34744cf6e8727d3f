// Reads what imweb says it did with our order: `success` and `failed`, in every shape that wire.md calls documented, observed or plausible.
#pragma once

#include <variant>

#include <imweb/client_options.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

#include "wire/document.hpp"
#include "wire/mismatch.hpp"

namespace imweb::inline v0::wire {

using Decoded = std::variant<OrderActionResult, Mismatch>;

/// The result, if the answer speaks of the target: its order number, or for a narrowed target its item number, in either list.
/// Precondition: the document's envelope is valid and has code 200.
[[nodiscard]] Decoded decode(const Document& document, const OrderTarget& target, BareSuccess bare_success);

}  // namespace imweb::inline v0::wire

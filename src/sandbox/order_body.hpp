// The body of a PATCH, from JSON to what the rules know.
#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "sandbox/etc.hpp"
#include "sandbox/transitions.hpp"

namespace imweb::inline v0::testing::sandbox {

/// Empty when `body` is no object, or when one of the fields that the pages know has the wrong type. Unknown members are ignored.
[[nodiscard]] std::optional<OrderBody> read_order_body(const nlohmann::json& body, Scope scope, std::string_view action);

}  // namespace imweb::inline v0::testing::sandbox

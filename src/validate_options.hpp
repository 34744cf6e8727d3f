// The rules for ClientOptions and CallOptions that are checked before anything is sent.
#pragma once

#include <optional>
#include <string>

#include <imweb/client_options.hpp>

namespace imweb::inline v0 {

/// What is wrong with the shop's options: the field and the rule, never the value. Empty when nothing is.
[[nodiscard]] std::optional<std::string> find_mistake(const ClientOptions& options);

/// The same for the options of one call.
[[nodiscard]] std::optional<std::string> find_mistake(const CallOptions& options);

}  // namespace imweb::inline v0

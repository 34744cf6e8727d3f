// A value of an answer as JSON text again, for the fields that this version does not know.
#pragma once

#include <string>

#include "wire/document.hpp"

namespace imweb::inline v0::wire {

/// The value without blanks: numbers as they were written, members in their order, texts with the escapes that JSON demands and no others.
[[nodiscard]] std::string json_text(const Value& value);

}  // namespace imweb::inline v0::wire

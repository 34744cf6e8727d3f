// Reads the object that imweb puts around every answer: `msg`, `code`, `request_count`, `version`, `data` (wire.md "Envelope and errors").
#pragma once

#include <imweb/http/envelope.hpp>

#include "wire/document.hpp"

namespace imweb::inline v0::wire {

/// Valid only if the body is one object with one integer `code`, and no member that matters stands in it twice.
[[nodiscard]] http::Envelope read_envelope(const Document& document);

}  // namespace imweb::inline v0::wire

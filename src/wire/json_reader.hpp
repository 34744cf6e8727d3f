// Reads one JSON text (RFC 8259) into the values of a Document: once through, without recursion, and with nothing to clean up where it
// stops half way.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wire/document.hpp"

namespace imweb::inline v0::wire {

/// Decodes the texts in place and adds a node for each value. Returns what is wrong, empty when nothing is; else what was added is of no
/// use. Precondition: `texts` is the whole body, and there is no NUL in it.
[[nodiscard]] std::string read_json(std::string& texts, std::vector<Node>& nodes, std::size_t limit);

}  // namespace imweb::inline v0::wire

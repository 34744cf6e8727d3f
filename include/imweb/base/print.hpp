// Stream output for everything in this library that has a text form: `std::cout << outcome->success.front()`.
#pragma once

#include <iosfwd>
#include <string_view>

namespace imweb::inline v0 {

/// Prints whatever has a `to_string` of this namespace, so that logs and test failures are readable.
/// Include `<ostream>` where you use it.
template <class Value>
  requires requires(const Value& value) { std::string_view{to_string(value)}; }
std::ostream& operator<<(std::ostream& out, const Value& value) { return out << std::string_view{to_string(value)}; }

}  // namespace imweb::inline v0

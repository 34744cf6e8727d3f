// How texts stand in the JSON that this library writes.
#pragma once

#include <string>
#include <string_view>

namespace imweb::inline v0::wire {

/// Appends the text in quotes, with the escapes that JSON demands and no others. Precondition: it is UTF-8.
void append_quoted(std::string& json, std::string_view text);

/// Appends `"name":` to an object that is open, after a comma unless it is the first. Precondition: the name needs no escapes.
void append_name(std::string& json, std::string_view name);

}  // namespace imweb::inline v0::wire

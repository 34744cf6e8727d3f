// Makes foreign text fit to be shown: no line breaks, no terminal control, no hidden or reordering marks, never long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <imweb/base/utf8.hpp>

namespace imweb::inline v0 {

/// `text` with every invalid byte, control and invisible character replaced by '?', and cut at `max_bytes` between characters.
[[nodiscard]] inline std::string shown_text(std::string_view text, std::size_t max_bytes = 512) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = first_code_point(text.substr(at));
    const std::size_t size = c ? c->size : 1;
    if (shown.size() + size > max_bytes) return shown + "…";
    shown += c && !is_unprintable(c->value) ? text.substr(at, size) : std::string_view{"?"};
    at += size;
  }
  return shown;
}

}  // namespace imweb::inline v0

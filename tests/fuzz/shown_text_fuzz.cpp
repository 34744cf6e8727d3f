// Any bytes as a text to be shown: what comes out is UTF-8, on one line, short, and the same when it is shown again.
#include <cstdint>
#include <string>
#include <string_view>

#include <imweb/base/shown_text.hpp>

#include "fuzz.hpp"

using imweb::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = imweb::fuzz::text_of(data, size);
  const std::string shown = imweb::shown_text(text);

  require(shown.size() <= 512 + std::string_view{"…"}.size(), "a shown text is short");
  for (std::string_view rest = shown; !rest.empty();) {
    const auto c = imweb::first_code_point(rest);
    require(c && !imweb::is_unprintable(c->value), "a shown text can be shown");
    rest.remove_prefix(c->size);
  }
  require(imweb::shown_text(shown, shown.size()) == shown, "a shown text is shown as it is");
  return 0;
}

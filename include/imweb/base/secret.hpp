// Keys and tokens. A Secret does not print, does not compare, and leaves no copy of itself behind.
//
//     if (const char* text = std::getenv("IMWEB_KEY")) key = imweb::Secret{text};
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/export.hpp>

namespace imweb::inline v0 {

/// Overwrites `size` bytes; the compiler may not drop the writes.
IMWEB_EXPORT void wipe(char* bytes, std::size_t size) noexcept;

/// Overwrites the text's whole storage, then empties it; for buffers that held a secret.
IMWEB_EXPORT void wipe(std::string& text) noexcept;

/// Holds an API key, an API secret or an access token, and wipes it when it goes.
/// There is on purpose no operator<<, no to_string and no comparison. Thread rule: as std::string.
/// Limit: what the TLS library and the kernel copied is theirs; neither promises to clear it.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : bytes_(text.begin(), text.end()) { wipe(text); }
  Secret(const Secret& other) = default;
  Secret(Secret&& other) noexcept = default;
  Secret& operator=(Secret other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~Secret() { wipe(bytes_.data(), bytes_.size()); }

  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

  /// The text itself, for the one place that must send it. Do not store or log what this returns.
  [[nodiscard]] std::string_view expose() const noexcept { return {bytes_.data(), bytes_.size()}; }

 private:
  std::vector<char> bytes_;  // not a std::string: moving a short one copies its characters and leaves them in the old object
};

}  // namespace imweb::inline v0

// Keys and tokens. A Secret does not print, does not compare, and leaves no copy of itself behind.
//
//     imweb::Secret key{std::getenv("IMWEB_KEY")};
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace imweb::inline v0 {

/// Overwrites the text's whole storage, then empties it; for buffers that held a secret.
/// The compiler may not drop the writes.
inline void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  volatile char* bytes = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) bytes[i] = '\0';
  text.clear();
}

/// Holds an API key, an API secret or an access token, and wipes it when it goes.
/// There is on purpose no operator<<, no to_string and no comparison. Thread rule: as std::string.
/// Limit: what the TLS library and the kernel copied is theirs; neither promises to clear it.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::string_view{text}) { wipe(text); }
  Secret(const Secret& other) = default;
  Secret(Secret&& other) noexcept { text_.swap(other.text_); }
  Secret& operator=(Secret other) noexcept {
    text_.swap(other.text_);
    return *this;
  }
  ~Secret() { wipe(text_); }

  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  /// The text itself, for the one place that must send it. Do not store or log what this returns.
  [[nodiscard]] std::string_view expose() const noexcept { return text_; }

 private:
  std::string text_;
};

}  // namespace imweb::inline v0

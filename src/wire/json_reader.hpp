// Reads one JSON text (RFC 8259) into a Document: once through, without recursion, and with nothing to clean up where it stops half way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wire/document.hpp"

namespace imweb::inline v0::wire {

/// Fills the values of a Document from its own texts. Texts are decoded where they stand, as none is longer decoded than it is written.
class JsonReader {
 public:
  /// Precondition: the document's texts are the whole body, and there is no NUL in it.
  JsonReader(Document& document, std::size_t limit) noexcept;

  /// Says in the document's problem what is wrong; what was read until then is of no use.
  void read();

 private:
  enum class Expected : std::uint8_t { value, separator, nothing };

  Expected read_value();
  Expected read_word(std::string_view word, Kind kind);
  Expected read_number();
  Expected read_string();
  Expected open(Kind kind);
  Expected read_separator();
  Expected close();
  Expected read_key();

  [[nodiscard]] std::optional<Document::Text> decode_text();
  bool decode_escape();
  bool decode_character();
  [[nodiscard]] std::optional<char32_t> read_escaped_code_point();
  [[nodiscard]] std::optional<char32_t> read_hex();
  void write(char32_t code_point) noexcept;

  void skip_blanks() noexcept;
  bool skip_digits() noexcept;
  [[nodiscard]] Document::Text text_between(const char* from, const char* to) const noexcept;

  Expected add(Kind kind, Document::Text text);
  Expected fail(std::string problem);
  Expected refuse();

  Document& document_;
  std::size_t limit_;
  char* begin_;
  char* end_;      // where std::string keeps a NUL, at which every loop stops
  char* at_;       // what is read next
  char* decoded_;  // one past what is decoded of the current text
  Document::Text key_{};
  std::array<std::uint32_t, max_depth> open_{};  // the values inside which the next one stands
  std::size_t depth_ = 0;
};

}  // namespace imweb::inline v0::wire

#include "wire/json_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <imweb/base/utf8.hpp>

#include "wire/json_number.hpp"
#include "wire/read_keys.hpp"

namespace imweb::inline v0::wire {

namespace {

/// The bytes that stand for themselves in a text: ASCII but controls, the quote and the backslash.
constexpr auto plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

bool is_plain(char c) noexcept { return plain_bytes[static_cast<unsigned char>(c)]; }

bool is_json_blank(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// The first character that is none of those. The pointer is a copy, as one in memory would be written at each step.
template <class Is>
char* skip(char* at, Is is) noexcept {
  while (is(*at)) ++at;
  return at;
}

bool is_high_surrogate(char32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Texts are decoded where they stand, as none is longer decoded than it is written.
class Reader {
 public:
  Reader(std::string& texts, std::vector<Node>& nodes, std::size_t limit) noexcept
      : nodes_(nodes), limit_(limit), begin_(texts.data()), end_(begin_ + texts.size()), at_(begin_), decoded_(begin_) {}

  /// What is wrong; empty when nothing is.
  [[nodiscard]] std::string read();

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

  [[nodiscard]] std::optional<Node::Text> decode_text();
  [[nodiscard]] bool decode_rest();
  [[nodiscard]] bool decode_escape();
  [[nodiscard]] bool decode_character();
  [[nodiscard]] std::optional<char32_t> read_escaped_code_point();
  [[nodiscard]] std::optional<char32_t> read_hex();
  void write(char32_t code_point) noexcept;

  void skip_blanks() noexcept;
  bool skip_digits() noexcept;
  [[nodiscard]] Node::Text text_between(const char* from, const char* to) const noexcept;

  Expected add(Kind kind, Node::Text text);
  Expected fail(std::string problem);
  Expected refuse();

  std::vector<Node>& nodes_;
  std::size_t limit_;
  char* begin_;
  char* end_;      // where std::string keeps a NUL, at which every loop stops
  char* at_;       // what is read next
  char* decoded_;  // one past what is decoded of the current text
  Node::Text key_{};
  std::array<std::uint32_t, max_depth> open_{};  // the values inside which the next one stands
  std::size_t depth_ = 0;
  std::string problem_{};
};

std::string Reader::read() {
  constexpr std::size_t usual_bytes = 16;  // of one value, with its key
  nodes_.reserve(std::min(limit_, static_cast<std::size_t>(end_ - begin_) / usual_bytes + usual_bytes / 2));
  auto expected = Expected::value;
  while (expected != Expected::nothing) {
    skip_blanks();
    expected = expected == Expected::value ? read_value() : read_separator();
  }
  return std::move(problem_);
}

Reader::Expected Reader::read_value() {
  switch (*at_) {
    case '"': return read_string();
    case '{': return open(Kind::object);
    case '[': return open(Kind::array);
    case 't': return read_word("true", Kind::boolean);
    case 'f': return read_word("false", Kind::boolean);
    case 'n': return read_word("null", Kind::null);
    default: return read_number();
  }
}

Reader::Expected Reader::read_word(std::string_view word, Kind kind) {
  const char* const begin = at_;
  for (const char letter : word) {
    if (*at_ != letter) return refuse();
    ++at_;
  }
  return add(kind, kind == Kind::null ? Node::Text{} : text_between(begin, at_));
}

Reader::Expected Reader::read_number() {
  constexpr std::size_t surely_finite = 300;  // digits
  const char* begin = at_;
  if (*at_ == '-') ++at_;
  const bool is_begun = *at_ == '0' ? (++at_, true) : skip_digits();
  if (!is_begun) return refuse();
  if (*at_ == '.') {
    ++at_;
    if (!skip_digits()) return refuse();
  }
  const bool has_exponent = *at_ == 'e' || *at_ == 'E';
  if (has_exponent) {
    ++at_;
    if (*at_ == '+' || *at_ == '-') ++at_;
    if (!skip_digits()) return refuse();
  }
  const std::string_view written{begin, static_cast<std::size_t>(at_ - begin)};
  const bool can_be_infinite = has_exponent || written.size() > surely_finite;
  if (can_be_infinite && is_infinite(written)) return refuse();
  if (written == "-0") ++begin;  // the integer zero, which has no sign
  return add(Kind::number, text_between(begin, at_));
}

Reader::Expected Reader::read_string() {
  const auto text = decode_text();
  return text ? add(Kind::text, *text) : refuse();
}

Reader::Expected Reader::open(Kind kind) {
  if (depth_ == open_.size()) return fail("the body is nested deeper than any answer of imweb");
  open_[depth_++] = static_cast<std::uint32_t>(nodes_.size());
  if (add(kind, {}) == Expected::nothing) return Expected::nothing;
  ++at_;
  skip_blanks();
  if (*at_ == (kind == Kind::object ? '}' : ']')) return close();
  return kind == Kind::object ? read_key() : Expected::value;
}

Reader::Expected Reader::read_separator() {
  if (depth_ == 0) return at_ == end_ ? Expected::nothing : refuse();
  const bool is_object = nodes_[open_[depth_ - 1]].kind == Kind::object;
  if (*at_ == (is_object ? '}' : ']')) return close();
  if (*at_ != ',') return refuse();
  ++at_;
  if (!is_object) return Expected::value;
  skip_blanks();
  return read_key();
}

Reader::Expected Reader::close() {
  nodes_[open_[--depth_]].end = static_cast<std::uint32_t>(nodes_.size());
  ++at_;
  return Expected::separator;
}

Reader::Expected Reader::read_key() {
  if (*at_ != '"') return refuse();
  const auto key = decode_text();
  if (!key) return refuse();
  key_ = *key;
  skip_blanks();
  if (*at_ != ':') return refuse();
  ++at_;
  return Expected::value;
}

/// From the opening quote to behind the closing one.
std::optional<Node::Text> Reader::decode_text() {
  const char* const begin = ++at_;
  decoded_ = at_ = skip(at_, is_plain);
  if (*at_ != '"' && !decode_rest()) return std::nullopt;
  ++at_;
  return text_between(begin, decoded_);
}

/// From the first character that does not stand for itself to the closing quote; false where there is none.
bool Reader::decode_rest() {
  while (*at_ != '"') {
    if (is_plain(*at_)) {
      *decoded_++ = *at_++;
    } else if (*at_ == '\\' ? !decode_escape() : !decode_character()) {
      return false;
    }
  }
  return true;
}

bool Reader::decode_escape() {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const char letter = *++at_;
  if (letter == 'u') {
    const auto code_point = read_escaped_code_point();
    if (code_point) write(*code_point);
    return code_point.has_value();
  }
  const auto which = letters.find(letter);
  if (which == letters.npos) return false;
  *decoded_++ = meanings[which];
  ++at_;
  return true;
}

/// One character of more than one byte; false for what is no UTF-8, for a control character, and for the end of the body.
bool Reader::decode_character() {
  const auto character = first_code_point({at_, static_cast<std::size_t>(end_ - at_)});
  if (!character || character->value < 0x20) return false;
  decoded_ = std::copy_n(at_, character->size, decoded_);
  at_ += character->size;
  return true;
}

/// From the "u" on: one code unit, or the two of a character beyond the first 65,536.
std::optional<char32_t> Reader::read_escaped_code_point() {
  const auto unit = read_hex();
  if (!unit || is_low_surrogate(*unit)) return std::nullopt;
  if (!is_high_surrogate(*unit)) return unit;
  const bool goes_on = at_[0] == '\\' && at_[1] == 'u';
  if (!goes_on) return std::nullopt;
  ++at_;
  const auto low = read_hex();
  if (!low || !is_low_surrogate(*low)) return std::nullopt;
  return 0x10000 + ((*unit & 0x3FFU) << 10U) + (*low & 0x3FFU);
}

/// The four digits behind the "u".
std::optional<char32_t> Reader::read_hex() {
  ++at_;
  char32_t unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char letter = static_cast<char>(*at_ | 0x20);
    const bool is_letter = letter >= 'a' && letter <= 'f';
    if (!is_letter && !is_digit(*at_)) return std::nullopt;
    unit = unit << 4U | static_cast<char32_t>(is_letter ? letter - 'a' + 10 : *at_ - '0');
  }
  return unit;
}

void Reader::write(char32_t code_point) noexcept {
  const auto put = [this](char32_t byte) { *decoded_++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  const auto put_rest = [put, code_point](unsigned shift) { put(0x80U | (code_point >> shift & 0x3FU)); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) return put(0xC0U | code_point >> 6U), put_rest(0);
  if (code_point < 0x10000) return put(0xE0U | code_point >> 12U), put_rest(6), put_rest(0);
  put(0xF0U | code_point >> 18U), put_rest(12), put_rest(6), put_rest(0);
}

void Reader::skip_blanks() noexcept { at_ = skip(at_, is_json_blank); }

bool Reader::skip_digits() noexcept {
  const char* const begin = std::exchange(at_, skip(at_, is_digit));
  return at_ != begin;
}

Node::Text Reader::text_between(const char* from, const char* to) const noexcept {
  return {static_cast<std::uint32_t>(from - begin_), static_cast<std::uint32_t>(to - from)};
}

Reader::Expected Reader::add(Kind kind, Node::Text text) {
  if (nodes_.size() >= limit_) return fail("the body holds more values than any answer of imweb");
  nodes_.push_back({kind, std::exchange(key_, {}), text, static_cast<std::uint32_t>(nodes_.size() + 1)});
  return Expected::separator;
}

Reader::Expected Reader::fail(std::string problem) {
  problem_ = std::move(problem);
  return Expected::nothing;
}

Reader::Expected Reader::refuse() { return fail("the body is not valid JSON at byte " + std::to_string(at_ - begin_ + 1)); }

}  // namespace

std::string read_json(std::string& texts, std::vector<Node>& nodes, std::size_t limit) {
  return Reader{texts, nodes, limit}.read();
}

}  // namespace imweb::inline v0::wire

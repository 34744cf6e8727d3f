// A distinct type for each kind of text that crosses the API, so that an item number cannot be passed for an order
// number. Construction never fails; `validate` (orders/validate.hpp) refuses a bad value before anything is sent.
//
//     class OrderNo : public TextValue<OrderNo> { using TextValue::TextValue; };
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace imweb::inline v0 {

/// What all text-like values share: they hold the wire text as given, compare by it and give it back.
/// Thread rule: as std::string.
template <class Self>
class TextValue {
 public:
  explicit TextValue(std::string text) : text_(std::move(text)) {}

  /// The text as it stands on the wire.
  [[nodiscard]] const std::string& str() const noexcept { return text_; }

  friend bool operator==(const Self& left, const Self& right) noexcept { return left.str() == right.str(); }
  friend std::strong_ordering operator<=>(const Self& left, const Self& right) noexcept {
    return left.str().compare(right.str()) <=> 0;
  }
  friend std::string to_string(const Self& value) { return value.str(); }

 private:
  std::string text_;
};

/// A named value of such a type, as in `ReasonCode::broken`: known at compile time, and as good as the value wherever one is wanted.
template <class Self>
struct TextConstant {
  std::string_view text;

  operator Self() const { return Self{std::string{text}}; }  // NOLINT(google-explicit-constructor): it is one

  /// The text as it stands on the wire.
  [[nodiscard]] constexpr std::string_view str() const noexcept { return text; }
  friend std::string to_string(const TextConstant& constant) { return std::string{constant.text}; }
};

}  // namespace imweb::inline v0

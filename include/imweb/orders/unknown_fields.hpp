// What an answer held beside the fields that this version knows: nothing that imweb adds is lost.
//
//     if (const std::string* json = order->unknown.find("gift_message")) ...   // "\"생일 축하해\""
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imweb::inline v0 {

/// One member of a JSON object, under imweb's name, its value as JSON text.
struct UnknownField {
  std::string name;
  std::string json;

  friend bool operator==(const UnknownField&, const UnknownField&) = default;
};

/// The members in the order in which they came. May hold personal data.
struct UnknownFields {
  std::vector<UnknownField> all{};

  /// The value of that member as JSON text; null when there is none.
  [[nodiscard]] const std::string* find(std::string_view name) const noexcept {
    for (const auto& field : all)
      if (field.name == name) return &field.json;
    return nullptr;
  }

  friend bool operator==(const UnknownFields&, const UnknownFields&) = default;
};

}  // namespace imweb::inline v0

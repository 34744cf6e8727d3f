// The length that an answer announces. libcurl goes by the last of several; where one ends by one length and the next begins by another,
// somebody else's answer can be slipped in between.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace imweb::inline v0::http {

/// One for each answer.
class AnnouncedLength {
 public:
  /// Takes each line of the answer's heads in turn. False for a length that is no number, or not the one that was announced before.
  [[nodiscard]] bool take(std::string_view line);

 private:
  [[nodiscard]] bool take_value(std::string_view value);

  std::optional<std::uint64_t> bytes_{};
};

}  // namespace imweb::inline v0::http

#include "http/announced_length.hpp"

#include <algorithm>
#include <cstddef>

#include "base/whole_number.hpp"

namespace imweb::inline v0::http {

namespace {

bool is_same_letter(char small, char any) {
  return small == any || (any >= 'A' && any <= 'Z' && small == static_cast<char>(any | 0x20));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace

bool AnnouncedLength::take(std::string_view line) {
  constexpr std::string_view name = "content-length";
  const bool is_end = line == "\r\n" || line == "\n";
  if (is_end) bytes_.reset();  // another head may come: this one may have been an interim answer's
  if (line.size() < name.size() || !std::equal(name.begin(), name.end(), line.begin(), is_same_letter)) return true;
  const std::string_view rest = trimmed(line.substr(name.size()));
  return !rest.starts_with(':') || take_value(rest.substr(1));
}

/// The same number twice may have been made one line on the way: "4, 4".
bool AnnouncedLength::take_value(std::string_view value) {
  while (true) {
    const std::size_t comma = value.find(',');
    const auto number = whole_number<std::uint64_t>(trimmed(value.substr(0, comma)));
    if (!number || bytes_.value_or(*number) != *number) return false;
    bytes_ = number;
    if (comma == value.npos) return true;
    value.remove_prefix(comma + 1);
  }
}

}  // namespace imweb::inline v0::http

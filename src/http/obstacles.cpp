#include "http/obstacles.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace imweb::inline v0::http {

namespace {

bool is_header_safe(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string find_ca_obstacle(const std::string& path, std::string_view what) {
  if (path.empty() || ::access(path.c_str(), R_OK) == 0) return {};
  return std::string{what} + " of CurlOptions cannot be read: " + path;
}

/// Base64 of 32 bytes: 43 characters and one '='.
bool is_pin(std::string_view pin) {
  constexpr std::string_view prefix = "sha256//";
  constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return pin.size() == prefix.size() + 44 && pin.starts_with(prefix) && pin.ends_with('=') &&
         pin.find_first_not_of(base64, prefix.size()) == pin.size() - 1;
}

std::string find_pin_obstacle(const std::vector<std::string>& pins) {
  if (!std::all_of(pins.begin(), pins.end(), is_pin))
    return "pinned_keys of CurlOptions has an entry that is not sha256//<base64>";
  return pins.size() == 1 ? "pinned_keys of CurlOptions holds one key; give the next one too" : "";
}

}  // namespace

std::string find_lasting_obstacle(const CurlOptions& options) {
  if (options.connect_timeout <= std::chrono::milliseconds{0} || options.connect_timeout > std::chrono::hours{1})
    return "connect_timeout of CurlOptions is not within 1 ms to 1 h";
  return find_pin_obstacle(options.pinned_keys);
}

std::string find_trust_obstacle(const CurlOptions& options) {
  auto obstacle = find_ca_obstacle(options.ca_file, "ca_file");
  return obstacle.empty() ? find_ca_obstacle(options.ca_dir, "ca_dir") : obstacle;
}

std::string find_header_obstacle(const Request& request) {
  for (const auto& header : request.headers) {
    if (!is_header_safe(header.name)) return "a header's name has a character that no header may have";
    if (!is_header_safe(header.value)) return "header " + header.name + " has a character that no header may have";
  }
  return {};
}

}  // namespace imweb::inline v0::http

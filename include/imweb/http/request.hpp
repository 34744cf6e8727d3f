// One HTTP request as the pipeline hands it to a transport.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/base/time.hpp>

namespace imweb::inline v0::http {

using v0::operator<<;

enum class Method : std::uint8_t { get, post, patch };

[[nodiscard]] constexpr std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::patch: return "PATCH";
  }
  return "unlisted";
}

struct Header {
  std::string name;
  std::string value;

  friend bool operator==(const Header&, const Header&) = default;
};

/// Everything that decides what goes over the wire, and how much may come back.
struct Request {
  Method method = Method::get;
  std::string url{};
  std::vector<Header> headers{};
  std::string body{};
  TimePoint deadline = never;                ///< no byte may leave after this moment
  std::size_t max_body_bytes = 1024 * 1024;  ///< a longer answer is cut off and counts as not understood
};

/// The request as text, one header a line, for showing a plan. Prints the headers as they are: redact first.
[[nodiscard]] inline std::string to_string(const Request& request) {
  std::string text = std::string{to_string(request.method)} + " " + request.url + "\n";
  for (const auto& header : request.headers) text += header.name + ": " + header.value + "\n";
  return text + "\n" + request.body + "\n";
}

}  // namespace imweb::inline v0::http

// HTTP/1.1 as bytes: reads one request from a buffer, writes one answer. Knows no sockets.
//
//     const auto parsed = parse_request(buffer, {});
//     if (const auto* request = std::get_if<ParsedRequest>(&parsed)) buffer.erase(0, request->size);
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/base/time.hpp>
#include <imweb/http/request.hpp>

namespace imweb::inline v0::testing::sandbox {

/// One complete request as it came.
struct HttpRequest {
  std::string method{};
  std::string target{};  ///< path and query, as sent
  std::string version{};
  std::vector<http::Header> headers{};
  std::string body{};  ///< chunks put together
  TimePoint at{};      ///< when its last byte had been read

  /// The first header of this name, whatever its case; null when there is none.
  [[nodiscard]] const std::string* header(std::string_view name) const noexcept;

  /// Whether the client wants the connection kept.
  [[nodiscard]] bool keeps_alive() const noexcept;
};

/// What a server is ready to read.
struct HttpLimits {
  std::size_t head_bytes = 64 * 1024;
  std::size_t body_bytes = 8 * 1024 * 1024;
};

struct ParsedRequest {
  HttpRequest request;
  std::size_t size;  ///< bytes of the buffer that it takes
};
struct NeedsMore {};
struct BadRequest {
  int status;  ///< 400, 413, 431 or 501
};

/// Reads the request at the start of `buffer`.
[[nodiscard]] std::variant<ParsedRequest, NeedsMore, BadRequest> parse_request(std::string_view buffer, const HttpLimits& limits);

/// Status line, headers, Content-Length (unless among the headers) and body.
[[nodiscard]] std::string to_bytes(int status, const std::vector<http::Header>& headers, std::string_view body);

/// "%2d" and "+" turned back; a broken escape stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// `a=1&b=2` as pairs, decoded.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> form_fields(std::string_view text);

}  // namespace imweb::inline v0::testing::sandbox

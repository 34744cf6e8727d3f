#include "sandbox/http_message.hpp"

#include <algorithm>

#include "base/whole_number.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_word(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The part before `separator`; `rest` goes on behind it.
std::string_view cut(std::string_view& rest, std::string_view separator) noexcept {
  const auto at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + separator.size());
  return part;
}

// Where `mark` stands; while it is still to come, the first place where it can. So a limit counts the same however the bytes arrive.
std::size_t earliest(std::string_view text, std::string_view mark) noexcept {
  const auto at = text.find(mark);
  return at != std::string_view::npos ? at : text.size() - std::min(text.size(), mark.size() - 1);
}

std::optional<HttpRequest> parse_head(std::string_view head) {
  HttpRequest request;
  std::string_view line = cut(head, "\r\n");
  request.method = cut(line, " ");
  request.target = cut(line, " ");
  request.version = line;
  if (request.method.empty() || request.target.empty() || !line.starts_with("HTTP/1.")) return std::nullopt;
  while (!head.empty()) {
    std::string_view value = cut(head, "\r\n");
    const std::string_view name = cut(value, ":");
    if (name.empty() || name != trimmed(name)) return std::nullopt;
    request.headers.push_back({std::string{name}, std::string{trimmed(value)}});
  }
  return request;
}

// What has been read of a body, and how many bytes it takes in the buffer.
struct Body {
  std::string text{};
  std::size_t size = 0;
};
using ParsedBody = std::variant<Body, NeedsMore, BadRequest>;

ParsedBody parse_sized(std::string_view rest, std::string_view length, const HttpLimits& limits) {
  const auto size = whole_number<std::size_t>(length);
  if (!size) return BadRequest{400};
  if (*size > limits.body_bytes) return BadRequest{413};
  if (rest.size() < *size) return NeedsMore{};
  return Body{std::string{rest.substr(0, *size)}, *size};
}

ParsedBody parse_chunked(std::string_view rest, const HttpLimits& limits) {
  Body body;
  const std::size_t whole = rest.size();
  while (true) {
    if (earliest(rest, "\r\n") > limits.head_bytes) return BadRequest{400};
    if (rest.find("\r\n") == std::string_view::npos) return NeedsMore{};
    std::string_view line = cut(rest, "\r\n");
    const auto size = whole_number<std::size_t>(trimmed(cut(line, ";")), 16);
    if (!size) return BadRequest{400};
    if (*size > limits.body_bytes || body.text.size() + *size > limits.body_bytes) return BadRequest{413};
    if (*size == 0) break;
    if (rest.size() < *size + 2) return NeedsMore{};
    body.text += rest.substr(0, *size);
    if (rest.substr(*size, 2) != "\r\n") return BadRequest{400};
    rest.remove_prefix(*size + 2);
  }
  const std::size_t trailers = rest.size();
  while (true) {  // up to the empty line
    if (trailers - rest.size() + earliest(rest, "\r\n") > limits.head_bytes) return BadRequest{431};
    if (rest.find("\r\n") == std::string_view::npos) return NeedsMore{};
    if (cut(rest, "\r\n").empty()) break;
  }
  body.size = whole - rest.size();
  return body;
}

ParsedBody parse_body(const HttpRequest& request, std::string_view rest, const HttpLimits& limits) {
  if (const auto* coding = request.header("transfer-encoding"))
    return is_same_word(*coding, "chunked") ? parse_chunked(rest, limits) : BadRequest{501};
  if (const auto* length = request.header("content-length")) return parse_sized(rest, *length, limits);
  return Body{};
}

std::string_view reason_phrase(int status) noexcept {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 413: return "Content Too Large";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Status";
  }
}

}  // namespace

const std::string* HttpRequest::header(std::string_view name) const noexcept {
  for (const auto& header : headers)
    if (is_same_word(header.name, name)) return &header.value;
  return nullptr;
}

bool HttpRequest::keeps_alive() const noexcept {
  const auto* connection = header("connection");
  if (connection && is_same_word(*connection, "close")) return false;
  return version != "HTTP/1.0" || (connection && is_same_word(*connection, "keep-alive"));
}

std::variant<ParsedRequest, NeedsMore, BadRequest> parse_request(std::string_view buffer, const HttpLimits& limits) {
  if (earliest(buffer, "\r\n\r\n") > limits.head_bytes) return BadRequest{431};
  const auto head_end = buffer.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return NeedsMore{};
  auto request = parse_head(buffer.substr(0, head_end));
  if (!request) return BadRequest{400};
  ParsedBody body = parse_body(*request, buffer.substr(head_end + 4), limits);
  if (const auto* bad = std::get_if<BadRequest>(&body)) return *bad;
  if (std::holds_alternative<NeedsMore>(body)) return NeedsMore{};
  auto& complete = std::get<Body>(body);
  request->body = std::move(complete.text);
  return ParsedRequest{*std::move(request), head_end + 4 + complete.size};
}

std::string to_bytes(int status, const std::vector<http::Header>& headers, std::string_view body) {
  std::string bytes = "HTTP/1.1 " + std::to_string(status) + " " + std::string{reason_phrase(status)} + "\r\n";
  bool has_length = false;
  for (const auto& header : headers) {
    has_length = has_length || is_same_word(header.name, "content-length");
    bytes += header.name + ": " + header.value + "\r\n";
  }
  if (!has_length) bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return bytes.append("\r\n").append(body);
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' && i + 2 < text.size() ? whole_number<std::size_t>(text.substr(i + 1, 2), 16) : std::nullopt;
    decoded += byte ? static_cast<char>(*byte) : text[i] == '+' ? ' ' : text[i];
    if (byte) i += 2;
  }
  return decoded;
}

std::vector<std::pair<std::string, std::string>> form_fields(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    std::string_view value = cut(text, "&");
    const std::string_view name = cut(value, "=");
    if (!name.empty()) fields.emplace_back(percent_decoded(name), percent_decoded(value));
  }
  return fields;
}

}  // namespace imweb::inline v0::testing::sandbox

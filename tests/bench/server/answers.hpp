// What the server says, and where a request ends: no more of HTTP than that.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace imweb::bench {

/// What stands between "/orders/" and the next slash; empty in a login.
inline std::string_view order_in(std::string_view url) {
  constexpr std::string_view orders = "/orders/";
  const auto begin = url.find(orders);
  if (begin == url.npos) return {};
  const auto order = url.substr(begin + orders.size());
  return order.substr(0, order.find('/'));
}

/// A request as far as the server reads it.
struct Asked {
  std::size_t bytes = 0;     ///< head and body
  std::string_view order{};  ///< empty: a login
};

/// The request at the front of `bytes`; empty while it has not come whole. Precondition: Content-Length is spelt so.
inline std::optional<Asked> read_request(std::string_view bytes) {
  const auto head = bytes.find("\r\n\r\n");
  if (head == bytes.npos) return std::nullopt;
  constexpr std::string_view length = "Content-Length: ";
  std::size_t body = 0;
  const auto at = bytes.substr(0, head).find(length);
  if (at != bytes.npos) std::from_chars(bytes.data() + at + length.size(), bytes.data() + head, body);
  Asked asked{.bytes = head + 4 + body};
  if (bytes.size() < asked.bytes) return std::nullopt;
  asked.order = order_in(bytes.substr(0, bytes.find('\r')));
  return asked;
}

inline std::string http_answer(std::string_view body) {
  std::string answer = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ";
  answer.append(std::to_string(body.size())).append("\r\nConnection: keep-alive\r\n\r\n").append(body);
  return answer;
}

/// As imweb answers an order that was processed.
inline std::string order_body(std::string_view order) {
  constexpr std::string_view before = R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0","data":{"success":[")";
  constexpr std::string_view behind = R"("],"failed":[]}})";
  std::string body;
  body.reserve(before.size() + order.size() + behind.size());
  body.append(before).append(order).append(behind);
  return body;
}

inline std::string login_body() { return R"({"msg":"SUCCESS","code":200,"access_token":"0123456789abcdef0123456789abcdef"})"; }

}  // namespace imweb::bench

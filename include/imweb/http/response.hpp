// What came back for a request: an answer, or how far the request got before it failed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <imweb/base/time.hpp>

namespace imweb::inline v0::http {

/// A complete answer, whatever its status.
struct Response {
  int status = 0;
  std::string body{};
  std::optional<std::chrono::seconds> retry_after{};  ///< the Retry-After header, seconds or date, as seconds from now
};

/// The one question that decides whether a request may be repeated.
enum class Progress : std::uint8_t {
  not_sent,            ///< proven: not one byte of the request left
  may_have_been_sent,  ///< anything else
};

/// What broke, as far as the pipeline must tell it apart.
enum class Cause : std::uint8_t {
  connection,  ///< resolving, connecting, sending or receiving failed
  timeout,     ///< given up from this end: what was sent may still arrive
  identity,    ///< the server's certificate or our trust store is wrong; repeating will not help
  answer,      ///< the answer was too large, badly encoded or not HTTP
  setup,       ///< the request cannot be made at all (forbidden URL, library too old); repeating will not help
  stopped,     ///< the transport itself stopped the request (deadline passed, second sending prevented)
};

/// No complete answer.
struct TransportFailure {
  Progress progress = Progress::may_have_been_sent;
  Cause cause = Cause::connection;
  int status = 0;      ///< the status line, where one was read before the answer broke off
  std::string what{};  ///< for people: what happened; no address of a customer, no header, no body
};

using Reply = std::variant<Response, TransportFailure>;

}  // namespace imweb::inline v0::http

// What a caller learns when a call did not end in an answer that can be used.
//
//     if (!outcome && outcome.failure().effect() == imweb::Effect::unknown) look_before_repeating(order_no);
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <imweb/base/print.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>

namespace imweb::inline v0 {

/// What went wrong, in the one word that a program branches on. README "Errors and effects" says what to do in each case.
enum class FailureKind : std::uint8_t {
  invalid_argument,   ///< refused locally by a rule of the guide's page or of this library; nothing was sent
  not_authenticated,  ///< codes -1 and -2, HTTP 401: key, secret or token were not accepted
  not_permitted,      ///< codes -5 and -6: the key or the site's plan does not allow this
  rate_limited,       ///< code -7, HTTP 429: too many requests; see retry_after()
  not_found,          ///< code -11, HTTP 404: imweb does not know the order
  refused,            ///< codes -10, -98, -99, other HTTP 4xx, 501: imweb will not do this request
  maintenance,        ///< code -999: imweb is down on purpose; see retry_after()
  server_error,       ///< code -19, HTTP 5xx: imweb failed in the middle
  transport,          ///< no complete answer: resolving, connecting, TLS, or the connection broke
  protocol,           ///< an answer that this library cannot trust: not JSON, malformed, unknown code, not about our order
  deadline_exceeded,  ///< CallOptions::deadline passed first, or left no time for an answer and nothing was sent
  cancelled,          ///< the caller's stop_token fired, or the client was destroyed
};

/// Whether imweb may have carried out the action. A call that it did carry out is a value, not a failure.
enum class Effect : std::uint8_t {
  not_applied,  ///< proven: never reached imweb, or imweb refused it; repeating is safe
  unknown,      ///< sent, and no answer that can be trusted: look at the order before doing anything again
};

[[nodiscard]] constexpr std::string_view to_string(FailureKind kind) noexcept {
  switch (kind) {
    case FailureKind::invalid_argument: return "invalid_argument";
    case FailureKind::not_authenticated: return "not_authenticated";
    case FailureKind::not_permitted: return "not_permitted";
    case FailureKind::rate_limited: return "rate_limited";
    case FailureKind::not_found: return "not_found";
    case FailureKind::refused: return "refused";
    case FailureKind::maintenance: return "maintenance";
    case FailureKind::server_error: return "server_error";
    case FailureKind::transport: return "transport";
    case FailureKind::protocol: return "protocol";
    case FailureKind::deadline_exceeded: return "deadline_exceeded";
    case FailureKind::cancelled: return "cancelled";
  }
  return "unlisted";
}

[[nodiscard]] constexpr std::string_view to_string(Effect effect) noexcept {
  return effect == Effect::not_applied ? "not_applied" : "unknown";
}

/// Everything that a caller can ask about a call that failed. Programs branch on kind() and effect(); message() is for people.
/// Thread rule: as std::string.
class Failure {
 public:
  /// The answers, by name. Defaults describe a refusal before anything was sent.
  struct Details {
    FailureKind kind = FailureKind::invalid_argument;
    Effect effect = Effect::not_applied;
    std::string message{};
    std::optional<int> code{};
    int http_status = 0;
    int attempts = 0;
    std::optional<std::chrono::milliseconds> retry_after{};
  };

  explicit Failure(Details details) : details_(std::move(details)) {}

  [[nodiscard]] FailureKind kind() const noexcept { return details_.kind; }
  [[nodiscard]] Effect effect() const noexcept { return details_.effect; }

  /// What happened, to which order, whether it took effect, and what to do next. Holds no secret and no body of an answer;
  /// imweb's own `msg` appears escaped and shortened.
  [[nodiscard]] const std::string& message() const noexcept { return details_.message; }

  /// imweb's code from the answer's envelope, where there was one that is not 200 (wire.md, "Envelope and errors").
  [[nodiscard]] std::optional<int> code() const noexcept { return details_.code; }

  /// The HTTP status of the last answer; 0 when none was read.
  [[nodiscard]] int http_status() const noexcept { return details_.http_status; }

  /// How many times the request was handed to the transport; 0 when it never was.
  [[nodiscard]] int attempts() const noexcept { return details_.attempts; }

  /// How long to wait before trying again makes sense, where that is known. Empty says nothing: see kind().
  [[nodiscard]] std::optional<std::chrono::milliseconds> retry_after() const noexcept { return details_.retry_after; }

  friend std::string to_string(const Failure& failure) {
    return std::string{to_string(failure.kind())} + ", effect " + std::string{to_string(failure.effect())} + ": " +
           failure.message();
  }

 private:
  Details details_;
};

/// What Outcome::value() throws for those who prefer exceptions. No call throws; reading with json.hpp and making a Sandbox may.
class IMWEB_EXPORT Error : public std::exception {
 public:
  explicit Error(Failure failure);
  Error(const Error&);
  Error& operator=(const Error&);
  ~Error() override;

  [[nodiscard]] const char* what() const noexcept override;
  [[nodiscard]] const Failure& failure() const noexcept { return failure_; }

 private:
  Failure failure_;
};

}  // namespace imweb::inline v0

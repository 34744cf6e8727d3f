// What can happen to a call, and what a call can want: the two sides of pipeline/call.hpp. Plain data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/response.hpp>
#include <imweb/pipeline/rules/pace.hpp>

namespace imweb::inline v0::pipeline {

/// What kind of request this is. An order action is neither exempt from the token nor repeatable.
struct Traits {
  rules::Lane lane = rules::Lane::normal;
  enum class Token : std::uint8_t { needed, not_needed } token = Token::needed;
  enum class Effects : std::uint8_t { once, repeatable } effects = Effects::once;  ///< repeatable: sending it twice harms nothing
};

namespace event {
struct Begin {};
struct TokenReady {};
struct TokenFailed {
  Failure::Details why;
};
struct TurnCame {};
struct Sent {};
struct Answered {
  int status;
  std::optional<Duration> retry_after;
  const http::Envelope& envelope;
};
struct Broke {
  const http::TransportFailure& failure;
};
struct Timer {};
/// The caller waits no longer; `progress` says how far the request under way had got, if there was one.
struct Cancelled {
  http::Progress progress;
};
struct Deadline {
  http::Progress progress;
};
}  // namespace event

using Event = std::variant<event::Begin, event::TokenReady, event::TokenFailed, event::TurnCame, event::Sent, event::Answered,
                           event::Broke, event::Timer, event::Cancelled, event::Deadline>;

/// Where a call is, and so what it waits for.
enum class Stage : std::uint8_t { queued, needs_token, waits_turn, in_flight, pauses, done };

/// For people: "… while it waited for its turn".
[[nodiscard]] constexpr std::string_view to_string(Stage stage) noexcept {
  switch (stage) {
    case Stage::queued: return "waited to begin";
    case Stage::needs_token: return "waited for the login";
    case Stage::waits_turn: return "waited for its turn";
    case Stage::in_flight: return "waited for the answer";
    case Stage::pauses: return "waited before another attempt";
    case Stage::done: return "was over";
  }
  return "unlisted";
}

/// How long a call has been at each stage.
using Stopwatch = std::array<Duration, static_cast<std::size_t>(Stage::done) + 1>;

/// What the call wants now.
struct Action {
  enum class Kind : std::uint8_t { nothing, need_token, need_turn, send, wait_until, finish };

  Kind kind = Kind::nothing;
  TimePoint until = never;  ///< for wait_until
};

/// imweb answered with code 200, and speaks of our order.
struct Accepted {
  int status = 0;
  int attempts = 0;
};

/// How the call ended. A failure's message holds only what happened; the client adds the order and the advice.
using Conclusion = std::variant<Accepted, Failure::Details>;

}  // namespace imweb::inline v0::pipeline

// What a client tells about its work, for logs, metrics and traces: facts and figures, never content.
//
//     struct Log : imweb::Observer {
//       void on_call(const imweb::CallReport& call) override { std::clog << call.action << ' ' << call.attempts << '\n'; }
//     };
//     imweb::OrderClient client{{.credentials = ..., .name = "main", .observer = std::make_shared<Log>()}};
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>

namespace imweb::inline v0 {

/// What a call has waited for so far, by reason.
struct Waits {
  Duration login{};  ///< for a token
  Duration turn{};   ///< in line, for the pace of the shop
  Duration pause{};  ///< before another attempt
};

/// One sending of a request, from its turn to its end. The views are valid during the report only.
struct AttemptReport {
  std::string_view shop{};               ///< ClientOptions::name
  std::string_view action{};             ///< "send", …; "login" for the library's own logins
  std::uint64_t call = 0;                ///< the same for all reports of one call; unique within the engine
  int attempt = 0;                       ///< 1 for the first
  Waits waits{};                         ///< of the call, up to now
  Duration connecting{};                 ///< from the turn to the first byte; the whole attempt if no byte left
  Duration answering{};                  ///< from the first byte to the end; zero if no byte left
  std::size_t bytes_sent = 0;            ///< of the request's body
  std::size_t bytes_received = 0;        ///< of the answer's body
  int http_status = 0;                   ///< 0: no status line was read
  std::optional<std::int64_t> code{};    ///< imweb's code, where the answer had one
  std::string_view verdict{};            ///< "accept", "renew_token", "slow_down", "try_again" or "give_up"
  std::optional<FailureKind> failure{};  ///< empty when it was accepted
  Effect effect = Effect::not_applied;   ///< of the action, if the attempt was the last one; only with `failure`
};

/// One call, at its end.
struct CallReport {
  std::string_view shop{};               ///< ClientOptions::name
  std::string_view action{};             ///< as in AttemptReport
  std::uint64_t call = 0;                ///< the same as in the reports of its attempts
  int attempts = 0;                      ///< 0: nothing was sent
  Waits waits{};                         ///< of the whole call
  Duration in_flight{};                  ///< all attempts together
  std::optional<FailureKind> failure{};  ///< empty: imweb answered; the value may still hold refused items
  Effect effect = Effect::not_applied;   ///< only with `failure`
};

/// A shop has begun to rest after troubles: until then nothing more is sent for it. Somebody may have to act (README "Pace, login, retries").
struct RestReport {
  std::string_view shop{};
  std::string_view trouble{};  ///< "unreachable", "failing", "throttled", "maintenance", "impostor", "blocked", "page" or "lost"
  std::string_view meaning{};  ///< the same for people
  Duration rest{};             ///< how long
};

/// Receives reports. Thread rule: called on the engine's thread, before the call's own callback; be quick, do not call the client's
/// blocking methods, and do not destroy it. What it throws is dropped. Calls that were refused as `invalid_argument` never begin and are not reported.
class IMWEB_EXPORT Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer();

  /// An attempt is over.
  virtual void on_attempt(const AttemptReport& attempt);
  /// A call is over. Logins are calls too, with the action "login".
  virtual void on_call(const CallReport& call);
  /// A shop begins to rest.
  virtual void on_rest(const RestReport& rest);
};

}  // namespace imweb::inline v0

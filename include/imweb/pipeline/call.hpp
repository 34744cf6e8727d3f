// The way of one call, whole: an event goes in, one action comes out. The decisions are asked from rules/; the engine obeys the action.
//
//   queued ─► needs a token ─► waits its turn ─► in flight ─► judged ─► done
//                  ▲                 ▲                          │
//                  └─ token refused ─┴──── again after t ◄──────┘
//
// A Call knows neither sockets nor JSON nor threads; it reads no clock: every event carries its time.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/base/shown_text.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/response.hpp>
#include <imweb/pipeline/rules/verdict.hpp>
#include <imweb/pipeline/shop.hpp>

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

/// What the call wants now.
struct Action {
  enum class Kind : std::uint8_t { nothing, need_token, need_turn, send, wait_until, finish };

  Kind kind = Kind::nothing;
  TimePoint until = never;  ///< for wait_until
};

/// imweb answered with code 200; whether it speaks of our order is for the decoder to say.
struct Accepted {
  int status = 0;
  int attempts = 0;
};

/// How the call ended. A failure's message holds only what happened; the client adds the order and the advice.
using Conclusion = std::variant<Accepted, Failure::Details>;

/// One call. Thread rule: the engine's thread alone.
class Call {
 public:
  Call(Traits traits, TimePoint deadline) noexcept : traits_(traits), deadline_(deadline) {}

  /// Takes what happened at `at` and answers what to do next. Events that no longer matter are answered with `nothing`.
  Action on(const Event& event, TimePoint at, Shop& shop) {
    if (state_ == State::done) return {};
    return std::visit([&](const auto& one) { return handle(one, at, shop); }, event);
  }

  [[nodiscard]] TimePoint deadline() const noexcept { return deadline_; }
  [[nodiscard]] rules::Lane lane() const noexcept { return traits_.lane; }
  [[nodiscard]] bool is_in_flight() const noexcept { return state_ == State::in_flight; }

  /// Precondition: the last action was `finish`.
  [[nodiscard]] const Conclusion& conclusion() const noexcept { return conclusion_; }

 private:
  enum class State : std::uint8_t { queued, needs_token, waits_turn, in_flight, pauses, done };

  Action handle(const event::Begin&, TimePoint at, Shop& shop) {
    if (at >= deadline_) return handle(event::Deadline{http::Progress::not_sent}, at, shop);
    return seek_token(at, shop);
  }

  Action seek_token(TimePoint at, Shop& shop) {
    if (traits_.token == Traits::Token::not_needed || shop.token.is_usable(at)) return seek_turn();
    if (const auto* refusal = shop.token.login_refusal(at)) return finish_without_token(*refusal);
    state_ = State::needs_token;
    return {Action::Kind::need_token};
  }

  Action seek_turn() {
    state_ = State::waits_turn;
    return {Action::Kind::need_turn};
  }

  Action handle(const event::TokenReady&, TimePoint at, Shop& shop) {
    return state_ == State::needs_token ? seek_token(at, shop) : Action{};
  }

  Action handle(const event::TokenFailed& event, TimePoint, Shop&) {
    return state_ == State::needs_token ? finish_without_token(event.why) : Action{};
  }

  Action handle(const event::TurnCame&, TimePoint at, Shop& shop) {
    if (state_ != State::waits_turn) return {};
    const bool has_token = traits_.token == Traits::Token::not_needed || shop.token.is_usable(at);
    if (!has_token) return seek_token(at, shop);
    shop.pace.granted();
    state_ = State::in_flight;
    sent_at_.reset();
    generation_ = shop.token.generation();
    ++attempts_;
    return {Action::Kind::send};
  }

  Action handle(const event::Sent&, TimePoint at, Shop& shop) {
    if (state_ != State::in_flight || sent_at_) return {};
    shop.pace.sent(traits_.lane, at);
    sent_at_ = at;
    return {};
  }

  Action handle(const event::Answered& event, TimePoint at, Shop& shop) {
    if (state_ != State::in_flight) return {};
    handle(event::Sent{}, at, shop);  // for a transport that did not report it
    shop.pace.answered(*sent_at_, at, event.envelope.request_count);
    const auto verdict = rules::judge(event.status, event.envelope);
    if (verdict.next != rules::Next::slow_down) shop.pace.flowed();
    if (verdict.next != rules::Next::renew_token) shop.token.accepted(generation_);
    return follow(verdict, report(verdict, event), event.retry_after, at, shop);
  }

  Action handle(const event::Broke& event, TimePoint at, Shop& shop) {
    if (state_ != State::in_flight) return {};
    const auto progress = believable(event.failure.progress);
    leave_flight(progress, at, shop);
    const auto verdict = rules::judge(progress, event.failure.cause, event.failure.status);
    return follow(verdict, report(verdict, event), std::nullopt, at, shop);
  }

  /// Obeys the verdict. `failure` is what the caller learns if the call ends here.
  Action follow(const rules::Verdict& verdict, Failure::Details failure, std::optional<Duration> retry_after, TimePoint at,
                Shop& shop) {
    switch (verdict.next) {
      case rules::Next::accept:
        shop.retries.succeeded();
        return finish(Accepted{.status = failure.http_status, .attempts = attempts_});
      case rules::Next::renew_token: return renew_token(std::move(failure), at, shop);
      case rules::Next::slow_down: return slow_down(std::move(failure), retry_after, at, shop);
      case rules::Next::try_again: return try_again(std::move(failure), at, shop);
      case rules::Next::give_up: break;
    }
    if (failure.kind == FailureKind::maintenance) failure.retry_after = std::chrono::seconds{30};
    const bool may_repeat = traits_.effects == Traits::Effects::repeatable &&
                            (failure.kind == FailureKind::transport || failure.kind == FailureKind::server_error);
    return may_repeat && failure.effect == Effect::unknown ? try_again(std::move(failure), at, shop) : finish(std::move(failure));
  }

  /// One new token, one more sending. A second refusal ends the call.
  Action renew_token(Failure::Details failure, TimePoint at, Shop& shop) {
    shop.token.refused(generation_, at);
    if (traits_.token == Traits::Token::not_needed || std::exchange(token_was_renewed_, true)) return finish(std::move(failure));
    return seek_token(at, shop);
  }

  /// The whole shop pauses; this call goes first afterwards, if its deadline allows.
  Action slow_down(Failure::Details failure, std::optional<Duration> retry_after, TimePoint at, Shop& shop) {
    const TimePoint resumes = shop.pace.throttled(*sent_at_, at, retry_after);
    failure.retry_after = std::chrono::ceil<std::chrono::milliseconds>(resumes - at);
    return resumes < deadline_ ? seek_token(at, shop) : finish(std::move(failure));
  }

  Action try_again(Failure::Details failure, TimePoint at, Shop& shop) {
    const auto wait = shop.retries.next_wait(attempts_, shop.max_attempts);
    if (!wait || at + *wait >= deadline_) return finish(std::move(failure));
    state_ = State::pauses;
    return {Action::Kind::wait_until, at + *wait};
  }

  Action handle(const event::Timer&, TimePoint at, Shop& shop) {
    const bool is_waited_for = state_ == State::pauses || state_ == State::queued;
    return is_waited_for ? handle(event::Begin{}, at, shop) : Action{};
  }

  Action handle(const event::Cancelled& event, TimePoint at, Shop& shop) {
    return stop(FailureKind::cancelled, "it was cancelled", event.progress, at, shop);
  }

  Action handle(const event::Deadline& event, TimePoint at, Shop& shop) {
    return stop(FailureKind::deadline_exceeded, "its deadline passed", event.progress, at, shop);
  }

  Action stop(FailureKind kind, std::string what, http::Progress progress, TimePoint at, Shop& shop) {
    const bool may_have_gone = state_ == State::in_flight && believable(progress) != http::Progress::not_sent;
    what += " while it " + std::string{whereabouts()};
    if (state_ == State::in_flight) leave_flight(believable(progress), at, shop);
    return finish(Failure::Details{.kind = kind,
                                   .effect = may_have_gone ? Effect::unknown : Effect::not_applied,
                                   .message = std::move(what),
                                   .attempts = attempts_});
  }

  [[nodiscard]] std::string_view whereabouts() const noexcept {
    switch (state_) {
      case State::needs_token: return "waited for the login";
      case State::waits_turn: return "waited for its turn";
      case State::in_flight: return "waited for the answer";
      case State::pauses: return "waited before another attempt";
      default: return "waited to begin";
    }
  }

  /// Once a byte was reported as sent, nobody can prove the opposite.
  [[nodiscard]] http::Progress believable(http::Progress progress) const noexcept {
    return sent_at_ ? http::Progress::may_have_been_sent : progress;
  }

  void leave_flight(http::Progress progress, TimePoint at, Shop& shop) {
    if (progress == http::Progress::not_sent) return shop.pace.released();
    handle(event::Sent{}, at, shop);  // for a transport that did not report it
    shop.pace.broke_off(*sent_at_, at);
  }

  [[nodiscard]] Failure::Details report(const rules::Verdict& verdict, const event::Answered& event) const {
    const auto& envelope = event.envelope;
    Failure::Details failure{.kind = verdict.kind, .effect = verdict.effect, .message = std::string{verdict.meaning}};
    failure.http_status = event.status;
    failure.attempts = attempts_;
    const std::string status = "HTTP " + std::to_string(event.status);
    if (envelope.form == http::Envelope::Form::malformed) {
      failure.message += " (" + status + ", " + envelope.problem + ")";
    } else {
      if (std::in_range<int>(envelope.code)) failure.code = static_cast<int>(envelope.code);
      failure.message += " (" + status + ", code " + std::to_string(envelope.code) + ": " + shown_text(envelope.msg) + ")";
    }
    return failure;
  }

  [[nodiscard]] Failure::Details report(const rules::Verdict& verdict, const event::Broke& event) const {
    return {.kind = verdict.kind,
            .effect = verdict.effect,
            .message = std::string{verdict.meaning} + " (" + shown_text(event.failure.what) + ")",
            .http_status = event.failure.status,
            .attempts = attempts_};
  }

  Action finish_without_token(Failure::Details why) {
    why.effect = Effect::not_applied;
    why.message = "the login before it failed: " + why.message;
    why.attempts = attempts_;
    return finish(std::move(why));
  }

  Action finish(Conclusion conclusion) {
    state_ = State::done;
    conclusion_ = std::move(conclusion);
    return {Action::Kind::finish};
  }

  Traits traits_;
  TimePoint deadline_;
  State state_ = State::queued;
  int attempts_ = 0;
  bool token_was_renewed_ = false;
  rules::Token::Generation generation_ = 0;
  std::optional<TimePoint> sent_at_;
  Conclusion conclusion_;
};

}  // namespace imweb::inline v0::pipeline

// The way of one call, whole: an event goes in, one action comes out. The decisions are asked from rules/; the engine obeys the action.
//
//   queued ─► needs a token ─► waits its turn ─► in flight ─► judged ─► done
//                  ▲                 ▲                          │
//                  └─ token refused ─┴──── again after t ◄──────┘
//
// A Call knows neither sockets nor JSON nor threads; it reads no clock: every event carries its time.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/response.hpp>
#include <imweb/pipeline/events.hpp>
#include <imweb/pipeline/report.hpp>
#include <imweb/pipeline/rules/trouble.hpp>
#include <imweb/pipeline/rules/verdict.hpp>
#include <imweb/pipeline/shop.hpp>

namespace imweb::inline v0::pipeline {

/// One call. Thread rule: the engine's thread alone.
class Call {
 public:
  Call(Traits traits, TimePoint deadline) noexcept : traits_(traits), deadline_(deadline) {}

  /// Takes what happened at `at` and answers what to do next. Events that no longer matter are answered with `nothing`.
  Action on(const Event& event, TimePoint at, Shop& shop) {
    if (stage_ == Stage::done) return {};
    return std::visit([&](const auto& one) { return handle(one, at, shop); }, event);
  }

  [[nodiscard]] TimePoint deadline() const noexcept { return deadline_; }
  [[nodiscard]] rules::Lane lane() const noexcept { return traits_.lane; }
  [[nodiscard]] Stage stage() const noexcept { return stage_; }
  [[nodiscard]] int attempts() const noexcept { return attempts_; }

  /// How long the call was at each stage; the present one counts from its end only.
  [[nodiscard]] const Stopwatch& stopwatch() const noexcept { return stopwatch_; }

  /// When the last attempt got its turn.
  [[nodiscard]] TimePoint begun_at() const noexcept { return begun_at_; }

  /// When the last request left, if it did.
  [[nodiscard]] std::optional<TimePoint> sent_at() const noexcept { return sent_at_; }

  /// What the last attempt was found to mean.
  [[nodiscard]] const rules::Verdict& verdict() const noexcept { return verdict_; }

  /// Precondition: the last action was `finish`.
  [[nodiscard]] const Conclusion& conclusion() const noexcept { return conclusion_; }

 private:
  // ── on the way ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  Action handle(const event::Begin&, TimePoint at, Shop& shop) { return stage_ == Stage::queued ? begin(at, shop) : Action{}; }

  Action begin(TimePoint at, Shop& shop) {
    enter(Stage::queued, at);
    if (at >= deadline_) return handle(event::Deadline{http::Progress::not_sent}, at, shop);
    return seek_token(at, shop);
  }

  Action seek_token(TimePoint at, Shop& shop) {
    if (has_token(at, shop)) return seek_turn(at);
    if (const auto* refusal = shop.token.login_refusal(at)) return finish_without_token(*refusal, at);
    if (shop.breaker.rests_until() >= deadline_) return finish(resting(shop, at), at);
    enter(Stage::needs_token, at);
    return {Action::Kind::need_token};
  }

  Action seek_turn(TimePoint at) {
    enter(Stage::waits_turn, at);
    return {Action::Kind::need_turn};
  }

  Action handle(const event::TokenReady&, TimePoint at, Shop& shop) {
    return stage_ == Stage::needs_token ? seek_token(at, shop) : Action{};
  }

  Action handle(const event::TokenFailed& event, TimePoint at, Shop&) {
    return stage_ == Stage::needs_token ? finish_without_token(event.why, at) : Action{};
  }

  Action handle(const event::TurnCame&, TimePoint at, Shop& shop) {
    if (stage_ != Stage::waits_turn) return {};
    if (!has_token(at, shop)) return seek_token(at, shop);
    if (is_login() && shop.breaker.rests_until() > at) return pause(shop.breaker.rests_until(), at);
    if (!shop.pace.is_enough(deadline_ - at))  // sent now, it would end in doubt for nothing
      return stop(FailureKind::deadline_exceeded, "its deadline came too close", http::Progress::not_sent, at, shop);
    enter(Stage::in_flight, at);
    shop.pace.granted();
    if (!is_login()) shop.breaker.begun();
    begun_at_ = at;
    sent_at_.reset();
    generation_ = shop.token.generation();
    ++attempts_;
    return {Action::Kind::send};
  }

  Action handle(const event::Sent&, TimePoint at, Shop& shop) {
    if (stage_ != Stage::in_flight || sent_at_) return {};
    shop.pace.sent(traits_.lane, at);
    sent_at_ = at;
    return {};
  }

  // ── judged ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  Action handle(const event::Answered& event, TimePoint at, Shop& shop) {
    if (stage_ != Stage::in_flight) return {};
    handle(event::Sent{}, at, shop);  // for a transport that did not report it
    shop.pace.answered(*sent_at_, at, event.envelope.request_count,
                       is_login() ? rules::Pace::Work::login : rules::Pace::Work::order);
    verdict_ = rules::judge(event.status, event.envelope);
    if (verdict_.next != rules::Next::slow_down) shop.pace.flowed(*sent_at_);
    trouble_ = rules::trouble_in(verdict_.kind, event.status, event.envelope);
    if (event.envelope.has_code() && !is_login()) learn_from_imweb(shop);
    if (!is_login()) shop.breaker.ended(begun_at_);
    rest_if_troubled(at, shop);
    if (verdict_.next == rules::Next::accept) return accept(event.status, at, shop);
    return follow(report(verdict_, event, attempts_), event.retry_after, at, shop);
  }

  Action accept(int status, TimePoint at, Shop& shop) {
    shop.retries.succeeded();
    return finish(Accepted{.status = status, .attempts = attempts_}, at);
  }

  Action handle(const event::Broke& event, TimePoint at, Shop& shop) {
    if (stage_ != Stage::in_flight) return {};
    const auto progress = believable(event.failure.progress);
    leave_flight(progress, at, shop);
    if (sent_at_ && event.failure.cause != http::Cause::timeout) shop.pace.broke_off(*sent_at_, at);
    verdict_ = rules::judge(progress, event.failure.cause, event.failure.status);
    trouble_ = rules::trouble_in(progress, event.failure.cause);
    rest_if_troubled(at, shop);
    return follow(report(verdict_, event, attempts_), std::nullopt, at, shop);
  }

  /// Obeys a verdict other than `accept`. `failure` is what the caller learns if the call ends here.
  Action follow(Failure::Details failure, std::optional<Duration> retry_after, TimePoint at, Shop& shop) {
    switch (verdict_.next) {
      case rules::Next::renew_token: return renew_token(std::move(failure), at, shop);
      case rules::Next::slow_down: return go_again(std::move(failure), shop.pace.throttled(*sent_at_, at, retry_after), at, shop);
      case rules::Next::try_again: return try_again(std::move(failure), at, shop);
      case rules::Next::accept:
      case rules::Next::give_up: break;
    }
    const bool may_repeat = traits_.effects == Traits::Effects::repeatable &&
                            (failure.kind == FailureKind::transport || failure.kind == FailureKind::server_error);
    if (may_repeat && failure.effect == Effect::unknown) return try_again(std::move(failure), at, shop);
    return finish(with_rest(std::move(failure), at, shop), at);
  }

  /// One new token, one more sending. A second refusal ends the call.
  Action renew_token(Failure::Details failure, TimePoint at, Shop& shop) {
    if (is_login()) return finish(std::move(failure), at);
    shop.token.refused(generation_, at);
    const bool was_renewed = std::exchange(token_was_renewed_, true);
    return was_renewed ? finish(std::move(failure), at) : seek_token(at, shop);
  }

  Action try_again(Failure::Details failure, TimePoint at, Shop& shop) {
    const auto wait = shop.retries.next_wait(++setbacks_, shop.max_attempts);
    if (!wait) return finish(with_rest(std::move(failure), at, shop), at);
    return go_again(std::move(failure), at + *wait, at, shop);
  }

  /// Once more from `ready` on, or when the shop has rested, if the deadline allows. A login does not outlast a rest: it is made anew.
  Action go_again(Failure::Details failure, TimePoint ready, TimePoint at, Shop& shop) {
    const TimePoint rests_until = shop.breaker.rests_until();
    const TimePoint resumes = std::max(ready, rests_until);
    if (resumes >= deadline_ || (is_login() && rests_until > at)) {
      if (failure.kind == FailureKind::rate_limited) failure.retry_after = whole_milliseconds(resumes - at);
      return finish(with_rest(std::move(failure), at, shop), at);
    }
    return pause(resumes, at);
  }

  Action pause(TimePoint until, TimePoint at) {
    enter(Stage::pauses, at);
    return {Action::Kind::wait_until, until};
  }

  Action handle(const event::Timer&, TimePoint at, Shop& shop) {
    const bool is_waited_for = stage_ == Stage::pauses || stage_ == Stage::queued;
    return is_waited_for ? begin(at, shop) : Action{};
  }

  /// imweb itself answered an order call: it knows the token, and unless it says otherwise it is well.
  void learn_from_imweb(Shop& shop) {
    if (verdict_.next != rules::Next::renew_token) shop.token.accepted(generation_);
    if (trouble_ == rules::Trouble::none) shop.breaker.succeeded(begun_at_);
  }

  void rest_if_troubled(TimePoint at, Shop& shop) {
    const bool rests = trouble_ != rules::Trouble::none && shop.breaker.failed(trouble_, begun_at_, at, shop.retries.roll());
    if (rests) shop.token.suspend(shop.breaker.rests_until());
  }

  // ── given up ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  Action handle(const event::Cancelled& event, TimePoint at, Shop& shop) {
    return stop(FailureKind::cancelled, "it was cancelled", event.progress, at, shop);
  }

  Action handle(const event::Deadline& event, TimePoint at, Shop& shop) {
    return stop(FailureKind::deadline_exceeded, "its deadline passed", event.progress, at, shop);
  }

  Action stop(FailureKind kind, std::string what, http::Progress progress, TimePoint at, Shop& shop) {
    const bool is_in_flight = stage_ == Stage::in_flight;
    const bool may_have_gone = is_in_flight && believable(progress) != http::Progress::not_sent;
    what.append(" while it ").append(to_string(stage_));
    if (is_in_flight) leave_flight(believable(progress), at, shop);
    verdict_ = {.kind = kind, .effect = may_have_gone ? Effect::unknown : Effect::not_applied};
    return finish(Failure::Details{.kind = kind, .effect = verdict_.effect, .message = std::move(what), .attempts = attempts_},
                  at);
  }

  Action finish_without_token(Failure::Details why, TimePoint at) {
    why.effect = Effect::not_applied;
    why.message = "the login before it failed: " + why.message;
    why.attempts = attempts_;
    return finish(std::move(why), at);
  }

  [[nodiscard]] Failure::Details resting(const Shop& shop, TimePoint at) const {
    const auto& trouble = rules::row_of(shop.breaker.cause());
    return {.kind = trouble.kind,
            .message = "the shop rests because " + std::string{trouble.meaning} + ", and this call's deadline comes first",
            .attempts = attempts_,
            .retry_after = whole_milliseconds(shop.breaker.rests_until() - at)};
  }

  // ── small things ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] bool is_login() const noexcept { return traits_.token == Traits::Token::not_needed; }
  [[nodiscard]] bool has_token(TimePoint at, const Shop& shop) const noexcept { return is_login() || shop.token.is_usable(at); }

  /// Once a byte was reported as sent, nobody can prove the opposite.
  [[nodiscard]] http::Progress believable(http::Progress progress) const noexcept {
    return sent_at_ ? http::Progress::may_have_been_sent : progress;
  }

  void leave_flight(http::Progress progress, TimePoint at, Shop& shop) {
    if (!is_login()) shop.breaker.ended(begun_at_);
    if (progress == http::Progress::not_sent) return shop.pace.released();
    handle(event::Sent{}, at, shop);  // for a transport that did not report it
  }

  [[nodiscard]] static std::chrono::milliseconds whole_milliseconds(Duration wait) {
    return std::chrono::ceil<std::chrono::milliseconds>(wait);
  }

  /// Where repeating is safe, it makes sense only after the shop's rest.
  [[nodiscard]] Failure::Details with_rest(Failure::Details failure, TimePoint at, const Shop& shop) const {
    const bool is_safe = failure.effect == Effect::not_applied && !failure.retry_after;
    if (trouble_ != rules::Trouble::none && is_safe && shop.breaker.rests_until() > at)
      failure.retry_after = whole_milliseconds(shop.breaker.rests_until() - at);
    return failure;
  }

  void enter(Stage stage, TimePoint at) {
    if (entered_at_) stopwatch_[static_cast<std::size_t>(stage_)] += at - *entered_at_;
    entered_at_ = at;
    stage_ = stage;
  }

  Action finish(Conclusion conclusion, TimePoint at) {
    enter(Stage::done, at);
    conclusion_ = std::move(conclusion);
    return {Action::Kind::finish};
  }

  Traits traits_;
  TimePoint deadline_;
  Stage stage_ = Stage::queued;
  std::optional<TimePoint> entered_at_;
  Stopwatch stopwatch_{};
  int attempts_ = 0;
  int setbacks_ = 0;  ///< attempts that count against the shop's most: not those that imweb throttled or wanted another token for
  bool token_was_renewed_ = false;
  rules::Token::Generation generation_ = 0;
  TimePoint begun_at_{};
  std::optional<TimePoint> sent_at_;
  rules::Verdict verdict_;
  rules::Trouble trouble_ = rules::Trouble::none;  ///< what the last attempt said about the way to imweb
  Conclusion conclusion_;
};

}  // namespace imweb::inline v0::pipeline

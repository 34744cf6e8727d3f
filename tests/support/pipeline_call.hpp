// One call in the hands of a test, which plays the engine, the transport and the clock.
//
//     CallInHand call;
//     call.bring_to(Stage::in_flight);
//     EXPECT_EQ(call.answer(200, envelope(-19)).kind, Action::Kind::finish);
//     EXPECT_EQ(call.failure().effect, Effect::unknown);
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/response.hpp>
#include <imweb/pipeline/call.hpp>
#include <imweb/pipeline/events.hpp>
#include <imweb/pipeline/shop.hpp>

namespace imweb::inline v0::pipeline {

inline void PrintTo(Action::Kind kind, std::ostream* out) {
  constexpr std::array names{"nothing", "need_token", "need_turn", "send", "wait_until", "finish"};
  *out << names.at(static_cast<std::size_t>(kind));
}

inline constexpr Traits order_action{};
inline constexpr Traits login{.token = Traits::Token::not_needed, .effects = Traits::Effects::repeatable};

inline http::Envelope envelope(std::int64_t code, std::string msg = "a message") {
  return {.form = http::Envelope::Form::valid, .code = code, .msg = std::move(msg)};
}

inline http::Envelope no_envelope() { return {.problem = "the body is not JSON"}; }

/// Stages of a call, by name, for tables.
struct StageRow {
  std::string_view name;
  Stage stage;
};

inline constexpr std::array<StageRow, 5> waiting_stages{{{"queued", Stage::queued},
                                                         {"needs a token", Stage::needs_token},
                                                         {"waits its turn", Stage::waits_turn},
                                                         {"in flight", Stage::in_flight},
                                                         {"pauses", Stage::pauses}}};

struct CallInHand {
  explicit CallInHand(Traits traits = order_action, Duration time_to_live = std::chrono::seconds{60})
      : call(traits, now + time_to_live) {}

  Action on(const Event& event) { return call.on(event, now, shop); }
  Action begin() { return on(event::Begin{}); }
  Action turn() { return on(event::TurnCame{}); }
  Action timer() { return on(event::Timer{}); }
  Action cancel(http::Progress progress) { return on(event::Cancelled{progress}); }
  Action deadline(http::Progress progress) { return on(event::Deadline{progress}); }

  Action new_token() {
    shop.token.issued(now);
    return on(event::TokenReady{});
  }

  Action sent() { return on(event::Sent{}); }

  Action answer(int status, const http::Envelope& said, std::optional<Duration> retry_after = {}) {
    return on(event::Answered{status, retry_after, said});
  }

  Action broke(http::Progress progress, http::Cause cause = http::Cause::connection, int status = 0) {
    const http::TransportFailure failure{.progress = progress, .cause = cause, .status = status, .what = "the connection\nbroke"};
    return on(event::Broke{failure});
  }

  /// The shortest way from the beginning to `stage`, with a token for the shop where one is needed. In flight, nothing is sent yet.
  Action bring_to(Stage stage) {
    if (stage == Stage::queued) return {};
    Action action = begin();
    if (stage == Stage::needs_token) return action;
    if (action.kind == Action::Kind::need_token) action = new_token();
    if (stage == Stage::waits_turn) return action;
    action = turn();
    if (stage == Stage::in_flight) return action;
    return stage == Stage::pauses ? broke(http::Progress::not_sent) : answer(200, envelope(200));
  }

  [[nodiscard]] const Failure::Details& failure() const {
    static const Failure::Details none{.message = "the call did not fail"};
    const auto* details = std::get_if<Failure::Details>(&call.conclusion());
    EXPECT_NE(details, nullptr);
    return details ? *details : none;
  }

  TimePoint now = TimePoint{} + std::chrono::hours{1};
  Shop shop{.token = rules::Token{std::chrono::minutes{50}}, .pace = rules::Pace{{}}, .retries = rules::RetryBudget{1}};
  Call call;
};

}  // namespace imweb::inline v0::pipeline

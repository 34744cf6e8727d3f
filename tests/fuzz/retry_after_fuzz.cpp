// Any Retry-After at any moments: a throttled shop pauses 3 to 60 s, no pause ever ends earlier because of a later answer, and a call
// waits for it or says for how long.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <variant>

#include <imweb/pipeline/call.hpp>

#include "fuzz.hpp"

namespace {

using namespace imweb;
using namespace imweb::pipeline;
using namespace std::chrono_literals;
using imweb::fuzz::require;

/// Takes numbers from the input; zeros when it is used up.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  template <class Number>
  Number take() {
    Number number = 0;
    const std::size_t size = std::min(sizeof number, rest_.size());
    std::memcpy(&number, rest_.data(), size);
    rest_.remove_prefix(size);
    return number;
  }

 private:
  std::string_view rest_;
};

/// None, whole seconds as a server gives them, or anything that a clock can hold.
std::optional<Duration> take_wait(Bytes& bytes) {
  switch (bytes.take<std::uint8_t>() % 4) {
    case 0: return std::nullopt;
    case 1: return std::chrono::seconds{bytes.take<std::int16_t>()};
    case 2: return std::chrono::seconds{bytes.take<std::int32_t>()};
    default: return Duration{bytes.take<std::int64_t>()};
  }
}

/// One shop's pace, alone.
class PaceUnderFire {
 public:
  void step(Bytes& bytes) {
    at_ += std::chrono::milliseconds{bytes.take<std::uint16_t>()};
    const TimePoint sent_at = at_ - std::chrono::milliseconds{bytes.take<std::uint16_t>()};
    const TimePoint closed = pace_.closed_until();
    switch (bytes.take<std::uint8_t>() % 5) {
      case 0: pace_.sent(rules::Lane::normal, at_); break;
      case 1: pace_.answered(sent_at, at_, bytes.take<std::int64_t>()); break;
      case 2: pace_.flowed(sent_at); break;
      case 3: pace_.broke_off(sent_at, at_); break;
      default: throttle(sent_at, take_wait(bytes));
    }
    require(pace_.closed_until() >= closed, "no answer opens a shop earlier");
    require(pace_.next_turn(rules::Lane::normal) >= pace_.closed_until(), "nothing is sent during a pause");
    require(pace_.next_turn(rules::Lane::list) >= pace_.closed_until(), "no list is sent during a pause");
  }

 private:
  void throttle(TimePoint sent_at, std::optional<Duration> retry_after) {
    const bool is_answered_for = sent_at < throttled_at_;
    const TimePoint before = pace_.closed_until();
    const TimePoint until = pace_.throttled(sent_at, at_, retry_after);
    require(until == pace_.closed_until(), "it is said when the shop goes on");
    require(until == before || until - at_ <= 60s, "a pause is at most a minute");
    if (is_answered_for) return require(until == before, "what was sent before a pause does not make it longer");
    throttled_at_ = at_;
    require(until - at_ >= 3s, "a pause is at least three seconds");
    if (retry_after)
      require(until - at_ >= std::min<Duration>(*retry_after, 60s), "a pause is as long as the server asked, up to a minute");
  }

  rules::Pace pace_{{}};
  TimePoint at_ = TimePoint{} + 1h;
  TimePoint throttled_at_ = TimePoint::min();
};

/// Calls of one shop, each of them throttled.
class ShopUnderFire {
 public:
  void step(Bytes& bytes) {
    at_ += std::chrono::milliseconds{bytes.take<std::uint16_t>()};
    Call call{{}, at_ + std::chrono::milliseconds{bytes.take<std::uint32_t>()}};
    if (!bring_into_flight(call)) return;
    const bool is_in_the_body = bytes.take<std::uint8_t>() % 2 != 0;
    http::Envelope envelope{.problem = "the body is empty"};
    if (is_in_the_body) envelope = {.form = http::Envelope::Form::valid, .code = -7};
    expect_a_wait(call, call.on(event::Answered{is_in_the_body ? 200 : 429, take_wait(bytes), envelope}, at_, shop_));
  }

 private:
  bool bring_into_flight(Call& call) {
    shop_.token.issued(at_);
    call.on(event::Begin{}, at_, shop_);
    return call.on(event::TurnCame{}, at_, shop_).kind == Action::Kind::send;
  }

  void expect_a_wait(const Call& call, const Action& action) {
    const bool rests = shop_.breaker.rests_until() > at_;
    const Duration most = rests ? rules::Breaker::longest_rest * 11 / 10 : Duration{60s};
    if (action.kind == Action::Kind::wait_until)
      return require(action.until - at_ >= 3s && action.until - at_ <= most,
                     "a throttled call waits for the pause and no longer");
    require(action.kind == Action::Kind::finish, "a throttled call waits or ends");
    const auto& failure = std::get<Failure::Details>(call.conclusion());
    require(failure.kind == FailureKind::rate_limited && failure.effect == Effect::not_applied,
            "a throttled call was not applied");
    require(failure.retry_after && *failure.retry_after >= 3s && *failure.retry_after <= most + 1ms,
            "a throttled call says when to come again");
  }

  Shop shop_{.token = rules::Token{50min}, .pace = rules::Pace{{}}, .retries = rules::RetryBudget{1}};
  TimePoint at_ = TimePoint{} + 1h;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes for_pace{imweb::fuzz::text_of(data, size)};
  for (PaceUnderFire pace; !for_pace.empty();) pace.step(for_pace);
  Bytes for_shop{imweb::fuzz::text_of(data, size)};
  for (ShopUnderFire shop; !for_shop.empty();) shop.step(for_shop);
  return 0;
}

#include <imweb/counters.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <mutex>
#include <string_view>

#include <imweb/base/utf8.hpp>

namespace imweb::inline v0 {

namespace {

enum class Metric : std::size_t { calls, attempts, wait, in_flight, bytes, rests };
enum class Unit : std::uint8_t { one, nanosecond };

/// How a counter is introduced, and in what it is counted here; nanoseconds are shown as seconds.
struct Heading {
  std::string_view name;
  std::string_view help;
  Unit unit = Unit::one;
};

constexpr std::array<Heading, 6> headings{{
    {"imweb_calls_total", "Calls that ended, by outcome and, where they failed, by effect on the order."},
    {"imweb_attempts_total", "Requests that got their turn, by what their end was found to mean."},
    {"imweb_wait_seconds_total", "How long order calls waited, by reason.", Unit::nanosecond},
    {"imweb_in_flight_seconds_total", "How long attempts took, from their turn to their end.", Unit::nanosecond},
    {"imweb_body_bytes_total", "Bytes of requests' and answers' bodies."},
    {"imweb_rests_total", "How often a shop stopped sending for a while, by the trouble that made it."},
}};

struct Label {
  std::string_view name;
  std::string_view value;
};

/// `text` as the value of a label: well-formed, and with the three characters escaped that the format escapes.
void append_value(std::string& line, std::string_view text) {
  while (!text.empty()) {
    const auto c = first_code_point(text);
    const std::string_view bytes = text.substr(0, c ? c->size : 1);
    text.remove_prefix(bytes.size());
    if (!c) {
      line += '?';
    } else if (bytes == "\n") {
      line += "\\n";
    } else {
      if (bytes == "\\" || bytes == "\"") line += '\\';
      line += bytes;
    }
  }
}

std::string to_text(std::initializer_list<Label> labels) {
  std::string text;
  for (const auto& label : labels) {
    text.append(text.empty() ? "{" : ",").append(label.name).append("=\"");
    append_value(text, label.value);
    text += '"';
  }
  return text + "}";
}

/// Exactly, and whatever the locale: 1500000000 ns are "1.5".
std::string to_text(std::uint64_t value, Unit unit) {
  if (unit == Unit::one) return std::to_string(value);
  constexpr std::uint64_t second = 1'000'000'000;
  std::string digits = std::to_string(second + value % second);
  digits.front() = '.';
  digits.erase(digits.find_last_not_of('0') + 1);
  return std::to_string(value / second) + (digits == "." ? "" : digits);
}

std::uint64_t nanoseconds(Duration time) {
  return time <= Duration::zero() ? 0 : static_cast<std::uint64_t>(std::chrono::nanoseconds{time}.count());
}

}  // namespace

class Counters::Impl {
 public:
  void add(Metric metric, std::initializer_list<Label> labels, std::uint64_t amount) {
    const std::string text = to_text(labels);
    const std::lock_guard lock{mutex_};
    values_[static_cast<std::size_t>(metric)][text] += amount;
  }

  [[nodiscard]] std::string prometheus() const {
    const std::lock_guard lock{mutex_};
    std::string text;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const auto& [name, help, unit] = headings[i];
      text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" counter\n");
      for (const auto& [labels, value] : values_[i])
        text.append(name).append(labels).append(" ").append(to_text(value, unit)).append("\n");
    }
    return text;
  }

 private:
  mutable std::mutex mutex_{};
  std::array<std::map<std::string, std::uint64_t>, headings.size()> values_{};  // by Metric, then by labels; guarded by mutex_
};

Counters::Counters() : impl_(std::make_unique<Impl>()) {}
Counters::~Counters() = default;

void Counters::on_attempt(const AttemptReport& attempt) {
  const Label shop{"shop", attempt.shop};
  const Label action{"action", attempt.action};
  impl_->add(Metric::attempts, {shop, action, {"verdict", attempt.verdict}}, 1);
  impl_->add(Metric::in_flight, {shop, action}, nanoseconds(attempt.connecting + attempt.answering));
  impl_->add(Metric::bytes, {shop, {"direction", "sent"}}, attempt.bytes_sent);
  impl_->add(Metric::bytes, {shop, {"direction", "received"}}, attempt.bytes_received);
}

void Counters::on_call(const CallReport& call) {
  const Label shop{"shop", call.shop};
  const Label outcome{"outcome", call.failure ? to_string(*call.failure) : "answered"};
  const Label effect{"effect", call.failure ? to_string(call.effect) : ""};
  impl_->add(Metric::calls, {shop, {"action", call.action}, outcome, effect}, 1);
  if (call.action == "login") return;
  impl_->add(Metric::wait, {shop, {"reason", "login"}}, nanoseconds(call.waits.login));
  impl_->add(Metric::wait, {shop, {"reason", "turn"}}, nanoseconds(call.waits.turn));
  impl_->add(Metric::wait, {shop, {"reason", "pause"}}, nanoseconds(call.waits.pause));
}

void Counters::on_rest(const RestReport& rest) { impl_->add(Metric::rests, {{"shop", rest.shop}, {"trouble", rest.trouble}}, 1); }

std::string Counters::prometheus() const { return impl_->prometheus(); }

}  // namespace imweb::inline v0

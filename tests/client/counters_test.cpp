// The counters, and whether a strict reader of the Prometheus text format takes what they show.
#include <imweb/counters.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

// ── a strict reader ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

using Labels = std::map<std::string, std::string>;

/// Reads the text format as its specification has it, and more strictly: HELP, TYPE, then the samples, each family once and together.
class StrictReader {
 public:
  explicit StrictReader(std::string_view text) : rest_(text) {
    if (!text.empty() && !text.ends_with('\n')) complain("the last line does not end");
    while (!rest_.empty() && complaint_.empty()) read_line();
  }

  /// What is wrong; empty when nothing is.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }
  [[nodiscard]] std::size_t families() const { return families_.size(); }
  [[nodiscard]] std::size_t samples() const { return samples_.size(); }

  /// The sample with exactly these labels.
  [[nodiscard]] std::optional<std::string> operator()(const std::string& name, const Labels& labels) const {
    const auto found = samples_.find({name, labels});
    return found == samples_.end() ? std::nullopt : std::optional{found->second};
  }

 private:
  void complain(std::string_view what) {
    if (complaint_.empty()) complaint_ = std::string{what} + ", before: " + std::string{rest_.substr(0, 60)};
  }

  bool skip(std::string_view token) {
    const bool is_there = rest_.starts_with(token);
    if (is_there) rest_.remove_prefix(token.size());
    return is_there;
  }

  template <class Predicate>
  std::string take_while(Predicate belongs) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), belongs);
    const std::string taken{rest_.begin(), end};
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string take_name() {
    const std::string name = take_while([](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) complain("no name");
    return name;
  }

  void read_line() {
    if (skip("# HELP ")) return read_help();
    if (skip("# TYPE ")) return read_type();
    read_sample();
  }

  void read_help() {
    family_ = take_name();
    if (!families_.insert(family_).second) complain("a family begins twice");
    if (!skip(" ") || take_while([](char c) { return c != '\n' && c != '\\'; }).empty() || !skip("\n")) complain("no help");
    is_typed_ = false;
  }

  void read_type() {
    if (take_name() != family_ || std::exchange(is_typed_, true)) complain("the type is not right behind its help");
    if (!skip(" counter\n")) complain("no counter");
    if (!family_.ends_with("_total")) complain("the name of a counter does not end in _total");
  }

  void read_sample() {
    if (take_name() != family_ || !is_typed_) complain("a sample is not in its family");
    const Labels labels = read_labels();
    if (!skip(" ")) complain("no blank before the value");
    const std::string value = take_while([](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    if (value.empty() || value.front() == '.' || value.back() == '.' || std::count(value.begin(), value.end(), '.') > 1)
      complain("no number");
    if (!skip("\n")) complain("something behind the value");
    if (!samples_.emplace(std::pair{family_, labels}, value).second) complain("a sample occurs twice");
  }

  Labels read_labels() {
    Labels labels;
    if (!skip("{")) complain("no labels");
    do {
      std::string name = take_name();
      if (!skip("=\"")) complain("no value of a label");
      if (!labels.emplace(std::move(name), take_value()).second) complain("a label occurs twice");
    } while (complaint_.empty() && skip(","));
    if (!skip("}")) complain("the labels do not end");
    return labels;
  }

  std::string take_value() {
    std::string value;
    while (complaint_.empty() && !skip("\"")) {
      value += take_while([](char c) { return c != '"' && c != '\\' && c != '\n'; });
      if (skip("\\\\"))
        value += '\\';
      else if (skip("\\\""))
        value += '"';
      else if (skip("\\n"))
        value += '\n';
      else if (!rest_.starts_with('"'))
        complain("a value is not escaped");
    }
    return value;
  }

  std::string_view rest_;
  std::string complaint_{};
  std::string family_{};
  bool is_typed_ = false;
  std::set<std::string> families_{};
  std::map<std::pair<std::string, Labels>, std::string> samples_{};
};

TEST(StrictReader, RefusesWhatIsNotTheFormat) {
  const std::string head = "# HELP a_total h\n# TYPE a_total counter\n";
  EXPECT_EQ(StrictReader{head + "a_total{b=\"c\\n\\\\\\\"\",d=\"\"} 1.5\n"}.complaint(), "");
  const std::string wrong[] = {head + "a_total{b=\"c\"} 1",
                               head + "a_total{b=\"c\"}1\n",
                               head + "a_total{b=\"c\" 1\n",
                               head + "a_total{b=\"\\c\"} 1\n",
                               head + "a_total{b=\"\n\"} 1\n",
                               head + "a_total{b=\"\"\"} 1\n",
                               head + "a_total{b=\"c\"} 1,5\n",
                               head + "a_total{b=\"c\"} nan\n",
                               head + "b_total{b=\"c\"} 1\n",
                               head + head,
                               "a_total{b=\"c\"} 1\n",
                               "# TYPE a_total counter\n",
                               head + "\n"};
  for (const auto& text : wrong) EXPECT_NE(StrictReader{text}.complaint(), "") << text;
}

// ── counters ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct CountedShop {
  explicit CountedShop(const std::string& name = "main") : shop(counted(name, counters)) {}

  static ClientOptions counted(const std::string& name, std::shared_ptr<Observer> observer) {
    auto options = options_of_shop();
    options.name = name;
    options.observer = std::move(observer);
    return options;
  }

  /// What the counters show; a test failure when it cannot be read.
  [[nodiscard]] StrictReader read() {
    text = counters->prometheus();
    StrictReader reader{text};
    EXPECT_EQ(reader.complaint(), "") << text;
    return reader;
  }

  std::shared_ptr<Counters> counters = std::make_shared<Counters>();
  std::string text{};
  VirtualShop shop;
};

TEST(Counters, ShowTheirHeadingsBeforeAnythingHappens) {
  CountedShop counted;
  const auto shown = counted.read();
  EXPECT_EQ(shown.families(), 6U);
  EXPECT_EQ(shown.samples(), 0U);
}

TEST(Counters, CountCallsByOutcomeAndEffect) {
  CountedShop counted;
  const Script answers[] = {refusal(-10), refusal(-10), refusal(-19), broken(http::Progress::may_have_been_sent)};
  for (const auto& answer : answers) {
    counted.shop.on_order = [&](const http::Request&) { return answer; };
    EXPECT_FALSE(counted.shop.client.process(order(1), Place{}, {.deadline = 1h}));
  }
  counted.shop.on_order = processed;
  EXPECT_TRUE(counted.shop.client.process(order(1), Deposit{}, {.deadline = 1h}));

  const auto shown = counted.read();
  const auto calls = [&](const std::string& action, const std::string& outcome, const std::string& effect) {
    return shown("imweb_calls_total", {{"shop", "main"}, {"action", action}, {"outcome", outcome}, {"effect", effect}});
  };
  EXPECT_EQ(calls("place", "refused", "not_applied"), "2");
  EXPECT_EQ(calls("place", "server_error", "unknown"), "1");
  EXPECT_EQ(calls("place", "transport", "unknown"), "1");
  EXPECT_EQ(calls("deposit", "answered", ""), "1");
  EXPECT_EQ(calls("login", "answered", ""), "1");
}

TEST(Counters, CountAttemptsByVerdict) {
  CountedShop counted;
  int requests = 0;
  const Script first[] = {refusal(-2), broken(http::Progress::not_sent), refusal(-7)};
  counted.shop.on_order = [&](const http::Request& request) {
    const int i = requests++;
    return i < 3 ? first[i] : processed(request);
  };
  ASSERT_TRUE(counted.shop.client.process(order(1), Place{}));

  const auto shown = counted.read();
  for (const std::string verdict : {"renew_token", "try_again", "slow_down", "accept"})
    EXPECT_EQ(shown("imweb_attempts_total", {{"shop", "main"}, {"action", "place"}, {"verdict", verdict}}), "1") << verdict;
  EXPECT_EQ(shown("imweb_attempts_total", {{"shop", "main"}, {"action", "login"}, {"verdict", "accept"}}), "2");
  EXPECT_FALSE(shown("imweb_attempts_total", {{"shop", "main"}, {"action", "place"}, {"verdict", "give_up"}}));
}

TEST(Counters, AddUpSecondsExactly) {
  CountedShop counted;
  counted.shop.on_login = [](const http::Request&) {
    auto script = given_token("t");
    script.reply_after = 1500ms;
    return script;
  };
  counted.shop.on_order = [](const http::Request& request) {
    auto script = processed(request);
    script.reply_after = 250'000'001ns;
    return script;
  };
  ASSERT_TRUE(counted.shop.client.process(order(1), Place{}));

  const auto shown = counted.read();
  const auto waited = [&](const std::string& reason) {
    return shown("imweb_wait_seconds_total", {{"shop", "main"}, {"reason", reason}});
  };
  EXPECT_EQ(waited("login"), "1.5");
  EXPECT_EQ(waited("pause"), "0");
  EXPECT_TRUE(waited("turn"));
  EXPECT_EQ(shown("imweb_in_flight_seconds_total", {{"shop", "main"}, {"action", "place"}}), "0.250000001");
  EXPECT_EQ(shown("imweb_in_flight_seconds_total", {{"shop", "main"}, {"action", "login"}}), "1.5");
}

TEST(Counters, AddUpBytes) {
  CountedShop counted;
  counted.shop.on_login = [](const http::Request&) { return given_token("t"); };
  counted.shop.on_order = [](const http::Request&) { return reply(std::string(1000, 'x')); };
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(counted.shop.client.process(order(i), Place{}, {.deadline = 1h}));

  std::uint64_t sent = 0;
  for (const auto& [at, request] : counted.shop.transport->requests()) sent += request.body.size();
  const auto received = 3000 + std::get<http::Response>(given_token("t").reply).body.size();
  const auto shown = counted.read();
  EXPECT_EQ(shown("imweb_body_bytes_total", {{"shop", "main"}, {"direction", "sent"}}), std::to_string(sent));
  EXPECT_EQ(shown("imweb_body_bytes_total", {{"shop", "main"}, {"direction", "received"}}), std::to_string(received));
}

TEST(Counters, GrowWithKindsOfOutcomesAndNotWithCalls) {
  CountedShop counted;
  for (const auto& result : counted.shop.process_all(5)) EXPECT_TRUE(result);
  const auto samples = counted.read().samples();
  for (const auto& result : counted.shop.process_all(250)) EXPECT_TRUE(result);

  EXPECT_EQ(counted.read().samples(), samples);
  EXPECT_EQ(counted.text.find("2026042774"), std::string::npos) << counted.text;
}

TEST(Counters, CountRestsByTheirTrouble) {
  CountedShop counted;
  counted.shop.on_order = [](const http::Request&) { return refusal(-999); };
  ASSERT_FALSE(counted.shop.client.process(order(1), Place{}, {.deadline = 10s}));

  EXPECT_EQ(counted.read()("imweb_rests_total", {{"shop", "main"}, {"trouble", "maintenance"}}), "1");
}

TEST(Counters, EscapeTheNameOfTheShop) {
  const std::pair<std::string, std::string> names[] = {
      {"a\"b\\c\nd", "a\"b\\c\nd"}, {"} 1\n# TYPE", "} 1\n# TYPE"}, {"\\n", "\\n"},
      {"우리 가게", "우리 가게"},   {"cut \xec\x9a", "cut ??"},     {"", ""}};
  for (const auto& [name, expected] : names) {
    CountedShop counted{name};
    ASSERT_TRUE(counted.shop.client.process(order(1), Place{}));
    const auto shown = counted.read();
    EXPECT_TRUE(shown("imweb_attempts_total", {{"shop", expected}, {"action", "place"}, {"verdict", "accept"}})) << counted.text;
  }
}

TEST(Counters, KeepShopsApart) {
  CountedShop one{"one"};
  OrderClient two{CountedShop::counted("two", one.counters), one.shop.engine};
  ASSERT_TRUE(one.shop.client.process(order(1), Place{}));
  ASSERT_TRUE(two.process(order(1), Place{}));
  ASSERT_TRUE(two.process(order(2), Place{}));

  const auto shown = one.read();
  const auto calls = [&](const std::string& name) {
    return shown("imweb_calls_total", {{"shop", name}, {"action", "place"}, {"outcome", "answered"}, {"effect", ""}});
  };
  EXPECT_EQ(calls("one"), "1");
  EXPECT_EQ(calls("two"), "2");
}

TEST(Counters, CanBeShownByAnyThreadWhileTheyCount) {
  CountedShop counted;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&](const std::stop_token& stop) {
      do {
        const std::string text = counted.counters->prometheus();
        EXPECT_EQ(StrictReader{text}.complaint(), "");
      } while (!stop.stop_requested());
    });
  }
  for (const auto& result : counted.shop.process_all(200, {.deadline = 1h})) EXPECT_TRUE(result);
  readers.clear();

  EXPECT_EQ(counted.read()("imweb_attempts_total", {{"shop", "main"}, {"action", "place"}, {"verdict", "accept"}}), "200");
}

}  // namespace
}  // namespace imweb

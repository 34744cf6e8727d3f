// The network of the simulation: a Transport on virtual time with one sandbox per shop at its other end. It delays, loses and breaks as
// its seed says, and keeps its own account of what arrived and what was carried out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <imweb/http/transport.hpp>
#include <imweb/testing/manual_clock.hpp>

#include "sandbox/api.hpp"

namespace imweb::simulation {

/// How long requests and answers are on their way, and how often things go wrong.
struct Weather {
  Duration trip{};            ///< least time one way
  double jitter_ms = 1;       ///< mean of what is added, exponential, one way
  double jitter_max_ms = 4;   ///< a packet takes no longer than this, unless it is lost and sent again
  double resent_packets = 0;  ///< share of requests that arrive 200 ms late
  double faults = 0;          ///< share of requests that meet a fault
};

/// What the other end saw of one shop.
struct Account {
  std::vector<TimePoint> arrivals{};
  std::map<std::string, int> executed{};  ///< by "order/action": how often imweb acted on it, whatever came of it
  std::map<std::string, int> applied{};   ///< the same, where something changed
  int logins_under_way = 0;
  int most_logins_under_way = 0;
  int logins = 0;
  int refused_tokens = 0;
  int throttled = 0;
};

class Network final : public http::Transport {
 public:
  Network(std::shared_ptr<testing::ManualClock> clock, std::uint64_t seed, Weather weather)
      : clock_(std::move(clock)), random_(seed), weather_(weather) {}

  /// Shop number n answers at https://shop<n>.test/v2.
  testing::sandbox::Api& add_shop(testing::SandboxOptions options) {
    shops_.push_back(std::make_unique<Server>(Server{testing::sandbox::Api{std::move(options)}, {}}));
    return shops_.back()->api;
  }
  [[nodiscard]] testing::sandbox::Shop& shop(std::size_t number) { return shops_[number]->api.shop(); }
  [[nodiscard]] const Account& account(std::size_t shop) const { return shops_[shop]->account; }

  /// Something that happens in the world at that time.
  void at(TimePoint time, std::function<void()> what) { events_.push({time, ++last_event_, std::move(what)}); }

  /// What is to happen when nobody waits for anything any more.
  void when_idle(std::function<void()> what) { when_idle_ = std::move(what); }

  void start(std::shared_ptr<http::Exchange> exchange) override;
  http::Progress abandon(const http::Exchange& exchange) override;
  void wait_until(TimePoint until) override;
  void wake() override {}

 private:
  enum class Fault : std::uint8_t {
    none,
    refused,
    lost_before,
    lost_after,
    cut,
    silent,
    foreign,
    failed_before,
    failed_after,
    late
  };

  struct Server {
    testing::sandbox::Api api;
    Account account;
  };
  struct Happening {
    TimePoint time;
    std::uint64_t number;
    std::function<void()> what;
    bool operator>(const Happening& other) const { return std::pair{time, number} > std::pair{other.time, other.number}; }
  };
  struct Passage;

  Duration one_way();
  Fault pick_fault();
  void arrive(const std::shared_ptr<Passage>& passage);
  void answer(const std::shared_ptr<Passage>& passage, http::Reply reply);

  std::shared_ptr<testing::ManualClock> clock_;
  std::mt19937_64 random_;
  Weather weather_;
  std::vector<std::unique_ptr<Server>> shops_{};
  std::priority_queue<Happening, std::vector<Happening>, std::greater<>> events_{};
  std::uint64_t last_event_ = 0;
  std::map<const http::Exchange*, std::shared_ptr<Passage>> under_way_{};
  std::function<void()> when_idle_{};
};

}  // namespace imweb::simulation

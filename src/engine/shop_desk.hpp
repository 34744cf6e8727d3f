// One shop at the engine: its rules' state, its token, and the calls that wait for either. Touched by the engine's thread alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/pipeline/shop.hpp>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

class ShopDesk {
 public:
  ShopDesk(ClientOptions shop_options, TimePoint now, std::uint64_t seed)
      : number(seed),
        options(std::move(shop_options)),
        rules{.token = pipeline::rules::Token{options.token_age},
              .pace = pipeline::rules::Pace{{.spacing = options.spacing,
                                             .list_spacing = options.list_spacing,
                                             .opens_at = now + options.quiet_start}},
              .retries = pipeline::rules::RetryBudget{seed},
              .max_attempts = options.max_attempts} {}

  /// Waits in line: by rank, then first come first served; a call that returns after a pause keeps its place.
  void line_up(const Job& job) { line(job.call.lane()).insert({job.task.rank, job.id}); }
  void leave_line(const Job& job) { line(job.call.lane()).erase({job.task.rank, job.id}); }

  /// When the next call in line may go; `never` when nobody waits or a granted one has not left yet.
  [[nodiscard]] TimePoint next_turn() const {
    TimePoint turn = never;
    for (const auto lane : lanes)
      if (!line(lane).empty() && rules.breaker.lets_go()) turn = std::min(turn, rules.pace.next_turn(lane));
    return turn;
  }

  /// Whose turn it is now.
  [[nodiscard]] std::optional<JobId> first_in_line(TimePoint now) const {
    std::optional<Place> first;
    for (const auto lane : lanes) {
      const bool is_open = !line(lane).empty() && rules.breaker.lets_go() && rules.pace.next_turn(lane) <= now;
      if (is_open && (!first || *line(lane).begin() < *first)) first = *line(lane).begin();
    }
    return first ? std::optional{first->second} : std::nullopt;
  }

  const std::uint64_t number;  ///< orders shops whose turns fall together, the same way in each run of a simulation
  const ClientOptions options;
  pipeline::Shop rules;
  Secret token;
  std::optional<JobId> login;  ///< the login under way
  std::vector<JobId> waiting_for_token;
  TimePoint scheduled = never;  ///< under which time the loop has this shop in its list
  enum class State : std::uint8_t { open, closing, closed } state = State::open;  ///< closed: its client is gone
  std::vector<Message> stragglers{};                                              ///< what callbacks started while it was closing

 private:
  using Lane = pipeline::rules::Lane;
  using Place = std::pair<Rank, JobId>;
  using Line = std::set<Place>;
  static constexpr std::array lanes{Lane::normal, Lane::list};

  [[nodiscard]] Line& line(Lane lane) { return lines_[static_cast<std::size_t>(lane)]; }
  [[nodiscard]] const Line& line(Lane lane) const { return lines_[static_cast<std::size_t>(lane)]; }

  std::array<Line, 2> lines_;
};

}  // namespace imweb::inline v0::engine

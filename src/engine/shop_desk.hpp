// One shop at the engine: its rules' state, its token, and the calls that wait for either. Touched by the engine's thread alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/pipeline/shop.hpp>

#include "engine/forget_flood.hpp"
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

  /// Every call of the shop comes in before anything else, and goes when it is over.
  void come_in(Job& job) {
    job.desk_place = jobs_.size();
    jobs_.push_back(&job);
  }
  void go(const Job& job) {
    jobs_[job.desk_place] = jobs_.back();
    jobs_[job.desk_place]->desk_place = job.desk_place;
    jobs_.pop_back();
    if (jobs_.empty()) forget_flood(jobs_);
  }

  [[nodiscard]] std::vector<JobId> ids() const {
    std::vector<JobId> ids;
    for (const Job* job : jobs_) ids.push_back(job->id);
    return ids;
  }

  /// Waits in line: by rank, then first come first served; a call that returns after a pause keeps its place.
  void line_up(Job& job) { line(job.call.lane()).put(job, {job.task.rank, job.id.number}); }
  void leave_line(Job& job) { line(job.call.lane()).take_out(job); }

  /// When the next call in line may go; `never` when nobody waits or a granted one has not left yet.
  [[nodiscard]] TimePoint next_turn() const {
    TimePoint turn = never;
    for (const auto lane : lanes)
      if (!line(lane).is_empty() && rules.breaker.lets_go()) turn = std::min(turn, rules.pace.next_turn(lane));
    return turn;
  }

  /// Whose turn it is now; null: nobody's.
  [[nodiscard]] Job* first_in_line(TimePoint now) const {
    const Line* first = nullptr;
    for (const auto lane : lanes) {
      const Line& present = line(lane);
      const bool is_open = !present.is_empty() && rules.breaker.lets_go() && rules.pace.next_turn(lane) <= now;
      if (is_open && (!first || present.first_key() < first->first_key())) first = &present;
    }
    return first ? &first->first() : nullptr;
  }

  const std::uint64_t number;  ///< orders shops whose turns fall together, the same way in each run of a simulation
  const ClientOptions options;
  pipeline::Shop rules;
  std::shared_ptr<const Secret> token;  ///< null before the first login
  bool is_logging_in = false;
  std::vector<JobId> waiting_for_token;
  Place turn_place = nowhere;                                                     ///< in the loop's list
  enum class State : std::uint8_t { open, closing, closed } state = State::open;  ///< closed: its client is gone
  std::vector<Message> stragglers{};                                              ///< what callbacks started while it was closing

 private:
  using Lane = pipeline::rules::Lane;
  using Line = Schedule<Job, std::pair<Rank, std::uint64_t>, &Job::line_place>;
  static constexpr std::array lanes{Lane::normal, Lane::list};

  [[nodiscard]] Line& line(Lane lane) { return lines_[static_cast<std::size_t>(lane)]; }
  [[nodiscard]] const Line& line(Lane lane) const { return lines_[static_cast<std::size_t>(lane)]; }

  std::vector<Job*> jobs_;  ///< in no order
  std::array<Line, 2> lines_;
};

}  // namespace imweb::inline v0::engine

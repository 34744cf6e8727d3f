// The jobs under way, each found in one step by its id.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

class JobTable {
 public:
  /// Numbers the job and takes it in.
  Job& add(std::unique_ptr<Job> job) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(slots_.size()));
      slots_.emplace_back();
    }
    job->id = {++last_number_, free_.back()};
    auto& slot = slots_[free_.back()];
    free_.pop_back();
    slot = std::move(job);
    return *slot;
  }

  /// Null when the job is over.
  [[nodiscard]] Job* find(JobId id) const noexcept {
    Job* job = id.slot < slots_.size() ? slots_[id.slot].get() : nullptr;
    return job && job->id.number == id.number ? job : nullptr;
  }

  /// Precondition: the job is in the table.
  [[nodiscard]] std::unique_ptr<Job> take_out(const Job& job) {
    free_.push_back(job.id.slot);
    return std::move(slots_[job.id.slot]);
  }

  [[nodiscard]] std::vector<JobId> ids() const {
    std::vector<JobId> ids;
    for (const auto& job : slots_)
      if (job) ids.push_back(job->id);
    return ids;
  }

 private:
  std::vector<std::unique_ptr<Job>> slots_;
  std::vector<std::uint32_t> free_;
  std::uint64_t last_number_ = 0;
};

}  // namespace imweb::inline v0::engine

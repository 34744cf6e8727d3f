#include "base/exit_list.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

#include "base/process_mark.hpp"

namespace imweb::inline v0 {

namespace {

class ExitList {
 public:
  explicit ExitList(ExitList* inherited) : of_parent(inherited) {}

  [[nodiscard]] bool add(std::weak_ptr<EndsAtExit> one) {
    const std::lock_guard lock{mutex_};
    if (is_exiting_) return false;
    std::erase_if(ones_, [](const auto& other) { return other.expired(); });
    ones_.push_back(std::move(one));
    return true;
  }

  void end_all() {
    std::vector<std::weak_ptr<EndsAtExit>> ones;
    {
      const std::lock_guard lock{mutex_};
      is_exiting_ = true;
      ones.swap(ones_);
    }
    for (const auto& one : ones)
      if (const auto present = one.lock()) present->end();
  }

  const std::uint64_t process = process_mark();
  ExitList* const of_parent;  ///< is never looked at; held, so that it is no leak

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<EndsAtExit>> ones_;
  bool is_exiting_ = false;
};

/// A child begins a list of its own: what is in its parent's is the parent's, and the lock may have been held at the fork. None is ever
/// destroyed, because an engine may start as late as the program's last destructor.
ExitList& list_of_this_process() {
  static std::atomic<ExitList*> present = nullptr;
  ExitList* list = present;
  while (!list || list->process != process_mark()) {
    auto own = std::make_unique<ExitList>(list);
    if (present.compare_exchange_strong(list, own.get())) return *own.release();
  }
  return *list;
}

}  // namespace

bool end_at_exit(std::weak_ptr<EndsAtExit> one) { return list_of_this_process().add(std::move(one)); }

void watch_for_exit() {
  std::atexit([] { list_of_this_process().end_all(); });
}

}  // namespace imweb::inline v0

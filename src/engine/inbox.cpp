#include "engine/inbox.hpp"

#include <utility>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

Inbox::~Inbox() = default;

template <class One>
void Inbox::add(std::vector<One>& list, One one) {
  const std::lock_guard lock{mutex_};
  if (is_closed_) return;
  list.push_back(std::move(one));
  if (owner_ != std::this_thread::get_id()) transport_.wake();
}

void Inbox::put(Message message) { add(content_.messages, std::move(message)); }
void Inbox::put(Report report) { add(content_.reports, std::move(report)); }

void Inbox::take(Content& present) {
  const std::lock_guard lock{mutex_};
  std::swap(content_, present);
}

bool Inbox::is_empty() {
  const std::lock_guard lock{mutex_};
  return content_.is_empty();
}

void Inbox::belongs_here() {
  const std::lock_guard lock{mutex_};
  owner_ = std::this_thread::get_id();
}

bool Inbox::close_if_empty() {
  const std::lock_guard lock{mutex_};
  if (content_.is_empty()) is_closed_ = true;
  return content_.is_empty();
}

void Inbox::close() {
  const std::lock_guard lock{mutex_};
  is_closed_ = true;
}

}  // namespace imweb::inline v0::engine

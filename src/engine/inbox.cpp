#include "engine/inbox.hpp"

#include <utility>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

Inbox::~Inbox() = default;

template <class One>
void Inbox::add(std::vector<One> Content::*list, std::type_identity_t<One>&& one) {
  if (is_own_thread()) {  // which needs neither a lock nor to be woken
    if (!is_closed_) (own_content_.*list).push_back(std::move(one));
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    if (is_closed_) return;
    (content_.*list).push_back(std::move(one));
  }
  const std::lock_guard lock{waking_mutex_};
  if (!is_closed_) transport_.wake();
}

void Inbox::put(Message&& message) { add(&Content::messages, std::move(message)); }
void Inbox::put(Report&& report) { add(&Content::reports, std::move(report)); }

void Inbox::take(Backlog<Report>& reports, Backlog<Message>& messages) {
  {
    const std::lock_guard lock{mutex_};
    reports.append(content_.reports);
    messages.append(content_.messages);
  }
  reports.append(own_content_.reports);
  messages.append(own_content_.messages);
}

bool Inbox::is_empty() {
  const std::lock_guard lock{mutex_};
  return content_.is_empty() && own_content_.is_empty();
}

void Inbox::belongs_here() { owner_ = std::this_thread::get_id(); }

bool Inbox::close_if_empty() {
  const std::scoped_lock lock{mutex_, waking_mutex_};
  const bool is_all_taken = content_.is_empty() && own_content_.is_empty();
  if (is_all_taken) is_closed_ = true;
  return is_all_taken;
}

void Inbox::close() {
  const std::scoped_lock lock{mutex_, waking_mutex_};
  is_closed_ = true;
}

}  // namespace imweb::inline v0::engine

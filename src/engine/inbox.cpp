#include "engine/inbox.hpp"

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

Inbox::~Inbox() = default;

void Inbox::put(Message message) {
  const std::lock_guard lock{mutex_};
  messages_.push_back(std::move(message));
  if (transport_ && owner_ != std::this_thread::get_id()) transport_->wake();
}

std::vector<Message> Inbox::take() {
  const std::lock_guard lock{mutex_};
  return std::exchange(messages_, {});
}

bool Inbox::is_empty() {
  const std::lock_guard lock{mutex_};
  return messages_.empty();
}

void Inbox::belongs_here() {
  const std::lock_guard lock{mutex_};
  owner_ = std::this_thread::get_id();
}

void Inbox::close() {
  const std::lock_guard lock{mutex_};
  transport_ = nullptr;
}

}  // namespace imweb::inline v0::engine

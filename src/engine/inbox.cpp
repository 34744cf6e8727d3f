#include "engine/inbox.hpp"

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

Inbox::~Inbox() = default;

void Inbox::put(Message message) {
  const std::lock_guard lock{mutex_};
  if (!transport_) return;
  messages_.push_back(std::move(message));
  if (owner_ != std::this_thread::get_id()) transport_->wake();
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

bool Inbox::close_if_empty() {
  const std::lock_guard lock{mutex_};
  if (messages_.empty()) transport_ = nullptr;
  return messages_.empty();
}

void Inbox::close() {
  const std::lock_guard lock{mutex_};
  transport_ = nullptr;
}

bool Inbox::is_closed() {
  const std::lock_guard lock{mutex_};
  return transport_ == nullptr;
}

}  // namespace imweb::inline v0::engine

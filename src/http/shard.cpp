#include "http/shard.hpp"

#include <chrono>

namespace imweb::inline v0::http {

Shard::Shard(EventLoop& loop) : loop_(loop), multi_(curl_multi_init()), empty_since_(std::chrono::steady_clock::now()) {
  if (!multi_) return;
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &take_interest);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &take_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, static_cast<void*>(this));
  // Left to itself, libcurl keeps four for each request under way: when all end at once, it closes nearly all.
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(capacity));
}

Shard::~Shard() { curl_multi_cleanup(multi_); }

bool Shard::add(CURL* handle) {
  const bool is_taken = curl_multi_add_handle(multi_, handle) == CURLM_OK;
  if (is_taken) ++size_;
  return is_taken;
}

void Shard::remove(CURL* handle) {
  curl_multi_remove_handle(multi_, handle);
  if (--size_ == 0) empty_since_ = std::chrono::steady_clock::now();
}

void Shard::run_timers() {
  due_ = never;  // libcurl says when next while it runs
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

void Shard::on_ready(int socket, std::uint32_t events) {
  const int what = ((events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) | ((events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0);
  int running = 0;
  curl_multi_socket_action(multi_, socket, what, &running);
}

std::optional<Shard::Finished> Shard::next_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left))
    if (message->msg == CURLMSG_DONE) return Finished{message->easy_handle, message->data.result};
  return std::nullopt;
}

int Shard::take_interest(CURL*, curl_socket_t socket, int what, void* self, void*) {
  const bool reads = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
  const bool writes = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
  auto& shard = *static_cast<Shard*>(self);
  shard.loop_.want(shard, socket, (reads ? std::uint32_t{EPOLLIN} : 0U) | (writes ? std::uint32_t{EPOLLOUT} : 0U));
  return 0;
}

int Shard::take_timer(CURLM*, long milliseconds, void* self) {
  auto& due = static_cast<Shard*>(self)->due_;
  due = milliseconds < 0 ? never : std::chrono::steady_clock::now() + std::chrono::milliseconds{milliseconds};
  return 0;
}

}  // namespace imweb::inline v0::http

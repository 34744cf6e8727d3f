// One attempt of a call, as the transport sees it. Its reports go into the inbox; what was secret in the request is wiped with it.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include <imweb/base/secret.hpp>
#include <imweb/http/transport.hpp>

#include "engine/inbox.hpp"

namespace imweb::inline v0::engine {

class LiveExchange final : public http::Exchange {
 public:
  LiveExchange(std::shared_ptr<Inbox> inbox, JobId job, int attempt, http::Request request)
      : inbox_(std::move(inbox)), job_(job), attempt_(attempt), request_(std::move(request)) {}
  LiveExchange(const LiveExchange&) = delete;
  LiveExchange& operator=(const LiveExchange&) = delete;
  ~LiveExchange() override {
    wipe(request_.body);  // a login's holds key and secret
    for (auto& header : request_.headers) wipe(header.value);
  }

  [[nodiscard]] const http::Request& request() const noexcept override { return request_; }

  void sent() override { inbox_->put(report::Sent{job_, attempt_, inbox_->now()}); }

  void done(http::Reply reply) override {
    if (!is_done_.exchange(true)) inbox_->put(report::Done{job_, attempt_, inbox_->now(), std::move(reply)});
  }

 private:
  std::shared_ptr<Inbox> inbox_;
  JobId job_;
  int attempt_;
  http::Request request_;
  std::atomic<bool> is_done_ = false;
};

}  // namespace imweb::inline v0::engine

#include <imweb/engine.hpp>

#include <utility>

#include <imweb/http/curl_transport.hpp>

#include "engine/core.hpp"

namespace imweb::inline v0 {

Engine::Engine() : Engine(std::make_unique<http::CurlTransport>()) {}

Engine::Engine(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock)
    : core_(std::make_shared<engine::Core>(transport ? std::move(transport) : std::make_unique<http::CurlTransport>(),
                                           std::move(clock))) {
  core_->start();
}

Engine::~Engine() {
  if (core_->is_orphaned())
    return;  // its thread is the parent's, but that thread's hold on the core is here too: nothing is destroyed
  core_->end();
}

}  // namespace imweb::inline v0

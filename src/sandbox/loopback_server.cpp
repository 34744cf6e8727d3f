#include "sandbox/loopback_server.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <future>
#include <limits>
#include <memory>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace imweb::inline v0::testing::sandbox {

LoopbackServer::LoopbackServer(Service service, std::uint16_t port, HttpLimits limits)
    : service_(std::move(service)),
      limits_(limits),
      listener_(bind_loopback(port)),
      port_(port_of(listener_)),
      bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  listen_on(listener_);
  thread_ = std::thread{[this] { serve(); }};
}

LoopbackServer::~LoopbackServer() {
  run_on_server([this] { state_ = State::stopping; });
  thread_.join();
}

void LoopbackServer::close_idle_connections() {
  run_on_server([this] { connections_.remove_if([](const Connection& one) { return one.is_idle(); }); });
}

void LoopbackServer::stop_listening() {
  run_on_server([this] {
    connections_.clear();
    listener_.close();
    listener_ = bind_loopback(port_);  // keeps the port, refuses everybody
    state_ = State::refusing;
  });
}

void LoopbackServer::start_listening() {
  run_on_server([this] {
    listen_on(listener_);
    state_ = State::listening;
  });
}

void LoopbackServer::serve() {
  std::vector<short> happened;
  while (state_ != State::stopping) {
    wait(happened);
    step_all(happened);
    accept_all();
    run_commands();
  }
}

// Afterwards `happened` holds what poll reported of each connection, in their order.
void LoopbackServer::wait(std::vector<short>& happened) {
  std::vector<pollfd> watched{{bell_.number(), POLLIN, 0}};
  watched.push_back({state_ == State::listening ? listener_.number() : -1, POLLIN, 0});
  for (const auto& connection : connections_) watched.push_back({connection.number(), connection.events(), 0});
  const int count = ::poll(watched.data(), watched.size(), timeout());
  happened.assign(connections_.size(), 0);
  if (count <= 0) return;
  std::transform(watched.begin() + 2, watched.end(), happened.begin(), [](const pollfd& one) { return one.revents; });
}

int LoopbackServer::timeout() const {
  TimePoint due = never;
  for (const auto& connection : connections_) due = std::min(due, connection.due());
  if (due == never) return -1;
  const auto rest = std::chrono::ceil<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(rest.count(), 0, std::numeric_limits<int>::max()));
}

void LoopbackServer::accept_all() {
  if (state_ != State::listening) return;
  while (true) {
    Descriptor socket = accept_from(listener_);
    if (socket.number() < 0) return;
    if (service_.welcome && service_.welcome() == Welcome::reset)
      reset_connection(socket);
    else
      connections_.emplace_back(std::move(socket), limits_);
  }
}

void LoopbackServer::step_all(const std::vector<short>& happened) {
  std::size_t i = 0;
  for (auto& connection : connections_) connection.step(happened[i++], service_.answer);
  connections_.remove_if([](const Connection& one) { return one.is_over(); });
}

void LoopbackServer::run_commands() {
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto count = ::read(bell_.number(), &rings, sizeof rings);
  std::vector<std::function<void()>> commands;
  {
    const std::scoped_lock lock{mutex_};
    commands.swap(commands_);
  }
  for (const auto& command : commands) command();
}

// Returns when the command has run; what it throws is thrown here.
void LoopbackServer::run_on_server(const std::function<void()>& command) {
  const auto task = std::make_shared<std::packaged_task<void()>>(command);
  auto done = task->get_future();
  {
    const std::scoped_lock lock{mutex_};
    commands_.emplace_back([task] { (*task)(); });
  }
  const std::uint64_t ring = 1;
  [[maybe_unused]] const auto count = ::write(bell_.number(), &ring, sizeof ring);
  done.get();
}

}  // namespace imweb::inline v0::testing::sandbox

// A small HTTP/1.1 server on 127.0.0.1 for tests: one thread, poll, keep-alive, and every way of failing that a socket allows.
// It knows nothing of imweb.
//
//     LoopbackServer server{{.answer = [](const HttpRequest&) { return Transmission{.bytes = to_bytes(200, {}, "{}")}; }}};
//     connect_to(server.port());
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "sandbox/connection.hpp"
#include "sandbox/http_message.hpp"
#include "sandbox/socket.hpp"

namespace imweb::inline v0::testing::sandbox {

/// What becomes of a new connection.
enum class Welcome : std::uint8_t { serve, reset };

/// What the server asks its owner, always on the server's thread.
struct Service {
  Answer answer;
  std::function<Welcome()> welcome{};  ///< empty: all are served
};

/// Listens when the constructor returns; the destructor closes everything and joins. The methods must not be called from inside
/// the Service; otherwise any thread may call them.
class LoopbackServer {
 public:
  /// `port` 0: any free one. Throws std::system_error.
  explicit LoopbackServer(Service service, std::uint16_t port = 0, HttpLimits limits = {});
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  /// Closes the connections on which no request is under way.
  void close_idle_connections();
  /// Closes all connections; from now on the system refuses new ones.
  void stop_listening();
  /// Ends stop_listening, on the same port.
  void start_listening();

 private:
  enum class State : std::uint8_t { listening, refusing, stopping };

  void serve();
  void wait(std::vector<short>& happened);
  int timeout() const;
  void accept_all();
  void step_all(const std::vector<short>& happened);
  void run_commands();
  void run_on_server(const std::function<void()>& command);

  Service service_;
  HttpLimits limits_;
  Descriptor listener_;
  std::uint16_t port_;
  Descriptor bell_;
  State state_ = State::listening;
  std::list<Connection> connections_{};
  std::mutex mutex_{};
  std::vector<std::function<void()>> commands_{};  // guarded by mutex_
  std::thread thread_;                             // last: it uses all the others
};

}  // namespace imweb::inline v0::testing::sandbox

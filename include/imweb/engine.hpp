// The one thread that does all the work. A client makes its own; several shops may share one.
//
//     imweb::Engine engine;
//     imweb::OrderClient a{options_a, engine}, b{options_b, engine};
#pragma once

#include <imweb/base/pointers.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>
#include <imweb/http/transport.hpp>

namespace imweb::inline v0 {

namespace engine {
class Core;
}

/// Owns one thread, one transport and the state of every shop that uses it. Must outlive its clients: where it does not, their later calls end as `invalid_argument`.
/// Its destructor ends all calls under way (`cancelled`, with the effect they really have) and joins the thread.
/// One that still runs when the program exits ends in the same way, before the TLS library goes; `exit` waits for its callback that runs.
/// After `fork`, the child's calls fail with a clear error; make a new Engine there.
class IMWEB_EXPORT Engine {
 public:
  /// Talks to the network by http::CurlTransport.
  Engine();

  /// Talks through `transport`, and reads the time from `clock` (default: std::chrono::steady_clock).
  explicit Engine(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock = nullptr);

  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

 private:
  friend class OrderClient;
  std::shared_ptr<engine::Core> core_;
};

}  // namespace imweb::inline v0

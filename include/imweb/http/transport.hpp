// The seam between the pipeline and the network. CurlTransport is the default; a user's own needs one function:
//
//     struct MyTransport : imweb::http::Transport {
//       void start(std::shared_ptr<imweb::http::Exchange> exchange) override {
//         exchange->sent();
//         exchange->done(imweb::http::Response{.status = 200, .body = ask_elsewhere(exchange->request())});
//       }
//     };
//     imweb::Engine engine{std::make_unique<MyTransport>()};
#pragma once

#include <imweb/base/pointers.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>
#include <imweb/http/request.hpp>
#include <imweb/http/response.hpp>

namespace imweb::inline v0::http {

/// One request under way, and where to report about it. Reports may come from any thread, also from inside `start`.
class IMWEB_EXPORT Exchange {
 public:
  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  virtual ~Exchange();

  [[nodiscard]] virtual const Request& request() const noexcept = 0;

  /// The first byte leaves now. The pace of the shop is counted from this moment.
  virtual void sent() = 0;

  /// It is over. Only the first report counts.
  virtual void done(Reply reply) = 0;
};

/// Sends requests. The engine calls `start`, `abandon` and `wait_until` on its own thread alone; `wake` comes from any thread.
/// A transport must never send a request twice on its own account.
class IMWEB_EXPORT Transport {
 public:
  Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport();

  /// Begins the request and returns without waiting for the answer; a transport that blocks here holds up every other call.
  /// No byte may leave after the request's deadline; what has not been answered by then, the engine abandons.
  virtual void start(std::shared_ptr<Exchange> exchange) = 0;

  /// Stops a request whose caller waits no longer, and says how far it got. No report is needed after this.
  /// The default lets it run on and answers `may_have_been_sent`, which is always true enough.
  virtual Progress abandon(const Exchange& exchange);

  /// Blocks the engine's thread until `until`, a report, or `wake`, whichever comes first. May return early. A moment that has passed asks, without
  /// waiting, for every report that can be made by now: an answer that is here counts, though its deadline has come.
  virtual void wait_until(TimePoint until);

  /// Ends the present or the next `wait_until`. Must not wait for a lock under which reports are made.
  virtual void wake();

 private:
  struct Bell;
  std::shared_ptr<Bell> bell_;  // nobody shares it, but a unique_ptr costs each file of a user more to compile
};

}  // namespace imweb::inline v0::http

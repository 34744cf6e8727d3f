// One call as the engine carries it: the state machine, what it sends, and who waits for the end.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <imweb/base/callback.hpp>
#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/request.hpp>
#include <imweb/http/transport.hpp>
#include <imweb/pipeline/call.hpp>

#include "engine/inbox.hpp"

namespace imweb::inline v0::engine {

/// Who goes first among the calls of a shop that wait for their turn.
enum class Rank : std::uint8_t { login, interactive, bulk };

/// What a client asks for. Without `read` it only waits for its deadline, or for being cancelled.
struct Task {
  pipeline::Traits traits{};
  http::Request request{};   ///< without token
  std::string_view label{};  ///< what reports call it; static text
  Rank rank = Rank::interactive;
  TimePoint deadline = never;
  std::stop_token stop{};
  Callback<pipeline::Conclusion> on_done{};
  /// Keeps what on_done will need, with our secrets masked in every text; may wipe the body.
  std::function<http::Envelope(std::string& body, const Job& job)> read{};

  [[nodiscard]] bool only_waits() const noexcept { return !read; }
};

struct Job {
  Job(std::shared_ptr<ShopDesk> shop, Task wanted)
      : desk(std::move(shop)), task(std::move(wanted)), call(task.traits, task.deadline) {}
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  ~Job() { wipe(task.request.body); }  // a login's holds key and secret

  JobId id = 0;
  std::shared_ptr<ShopDesk> desk;
  Task task;
  pipeline::Call call;
  TimePoint timer = never;      ///< when the call, or the attempt under way, wants to be looked at; its deadline apart
  TimePoint scheduled = never;  ///< under which time the loop has it in its list
  int attempt = 0;              ///< reports of earlier attempts are ignored
  std::shared_ptr<http::Exchange> exchange{};  ///< the attempt under way
  Secret token{};                              ///< what it was sent with; the shop may have another by the time of the answer
  struct {
    int status = 0;
    std::size_t bytes = 0;
    std::optional<std::int64_t> code{};
  } answer{};  ///< figures of the last answer, for reports
  std::optional<std::stop_callback<std::function<void()>>> on_stop{};
};

}  // namespace imweb::inline v0::engine

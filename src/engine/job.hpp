// One call as the engine carries it: the state machine, what it sends, and who is told the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/request.hpp>
#include <imweb/http/transport.hpp>
#include <imweb/pipeline/call.hpp>

#include "engine/inbox.hpp"
#include "engine/schedule.hpp"

namespace imweb::inline v0::engine {

/// Who goes first among the calls of a shop that wait for their turn.
enum class Rank : std::uint8_t { login, interactive, bulk };

/// What the engine must know of a call to carry it.
struct Task {
  enum class Purpose : std::uint8_t { request, wait };  ///< wait: for its deadline, or for being cancelled

  pipeline::Traits traits{};
  std::string_view label{};  ///< what reports call it; static text
  Rank rank = Rank::interactive;
  TimePoint deadline = never;
  std::stop_token stop{};
  Purpose purpose = Purpose::request;
};

/// Thread rule: made by any thread, then the engine's alone.
struct Job {
  Job(std::shared_ptr<ShopDesk> shop, Task wanted)
      : desk(std::move(shop)), task(std::move(wanted)), call(task.traits, task.deadline) {}
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  virtual ~Job();

  /// What is sent, without the token. Asked for each attempt, and the same each time.
  [[nodiscard]] virtual http::Request request() const = 0;

  /// Keeps what `conclude` will need, with our secrets masked in every text.
  [[nodiscard]] virtual http::Envelope read(std::string body) = 0;

  /// The call is over.
  virtual void conclude(pipeline::Conclusion conclusion) = 0;

  JobId id{};
  std::shared_ptr<ShopDesk> desk;
  Task task;
  pipeline::Call call;
  TimePoint timer = never;  ///< when the call, or the attempt under way, wants to be looked at; its deadline apart
  Place timer_place = nowhere;
  Place line_place = nowhere;
  std::size_t desk_place = 0;                  ///< among the calls of its shop
  int attempt = 0;                             ///< reports of earlier attempts are ignored
  std::shared_ptr<http::Exchange> exchange{};  ///< the attempt under way
  std::shared_ptr<const Secret> token{};       ///< what it was sent with; the shop may have another by the time of the answer
  std::size_t request_bytes = 0;               ///< of its body
  struct {
    int status = 0;
    std::size_t bytes = 0;
    std::optional<std::int64_t> code{};
  } answer{};                                                            ///< figures of the last answer, for reports
  std::unique_ptr<std::stop_callback<std::function<void()>>> on_stop{};  ///< most calls have none
};

}  // namespace imweb::inline v0::engine

// One operation as a task for the engine: what to send, how to read the answer, and what the caller is told at the end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <imweb/base/callback.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/orders/results.hpp>

#include "engine/job.hpp"
#include "engine/redaction.hpp"
#include "operation.hpp"
#include "wire/envelope.hpp"

namespace imweb::inline v0 {

/// Masks our secrets in imweb's own texts, in case it sends them back.
void mask(OrderActionResult& result, const engine::Job& job);
void mask(ProdOrderActionResult& result, const engine::Job& job);
void mask(auto&, const engine::Job&) {}  // what reads give is not shown by the library

/// An operation on its way: how to read it, what imweb answered, who waits.
template <class Result>
struct Pending {
  std::shared_ptr<const Operation<Result>> operation;
  Callback<Outcome<Result>> on_done;
  std::optional<Result> result{};

  /// The envelope decides, unless it says 200: then the answer must also be about what was asked.
  [[nodiscard]] http::Envelope read(std::string body, const engine::Job& job) {
    const auto document = wire::Document::parse(std::move(body), operation->max_values);
    auto envelope = wire::read_envelope(document);
    engine::redact(envelope.msg, job);
    if (envelope.form != http::Envelope::Form::valid || envelope.code != 200) return envelope;
    auto decoded = operation->decode(document);
    if (auto* mismatch = std::get_if<wire::Mismatch>(&decoded)) {
      envelope.form = http::Envelope::Form::foreign;
      envelope.problem = std::move(mismatch->what);
    } else {
      result = std::get<Result>(std::move(decoded));
      mask(*result, job);
    }
    return envelope;
  }

  void conclude(pipeline::Conclusion conclusion) {
    auto* failure = std::get_if<Failure::Details>(&conclusion);
    if (failure) return on_done(operation->explain(std::move(*failure)));
    on_done(*std::move(result));
  }
};

/// Everything but how the answer is read and who is told.
[[nodiscard]] engine::Task bare_task(http::Request request, pipeline::Traits traits, std::string_view label,
                                     const CallOptions& options, TimePoint deadline);

/// Precondition: the options and the values in the operation are valid.
template <class Result>
[[nodiscard]] engine::Task task_of(std::shared_ptr<const Operation<Result>> operation, const ClientOptions& shop,
                                   const CallOptions& options, TimePoint deadline, Callback<Outcome<Result>> on_done) {
  auto task = bare_task(operation->encode(shop), operation->traits, operation->label, options, deadline);
  const auto pending = std::make_shared<Pending<Result>>(Pending<Result>{std::move(operation), std::move(on_done)});
  task.read = [pending](std::string& body, const engine::Job& job) { return pending->read(std::move(body), job); };
  task.on_done = [pending](pipeline::Conclusion conclusion) { pending->conclude(std::move(conclusion)); };
  return task;
}

}  // namespace imweb::inline v0

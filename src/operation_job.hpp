// One operation as a job of the engine: what is sent, how the answer is read, and what the caller is told at the end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

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

/// What the engine must know of an operation.
[[nodiscard]] engine::Task task_of(std::string_view label, pipeline::Traits traits, const CallOptions& options,
                                   TimePoint deadline);

/// `on_end(operation, options, outcome)` is called once, on the engine's thread; it may take what it is given. `spelling`, how the shop is
/// spoken to, must outlive the job.
/// Precondition: the options and the values in the operation are valid.
template <Operation Asked, class OnEnd>
class OperationJob final : public engine::Job {
 public:
  using Result = typename Asked::Result;

  OperationJob(std::shared_ptr<engine::ShopDesk> shop, const ClientOptions& spelling, Asked&& operation,
               const CallOptions& options, TimePoint deadline, OnEnd on_end)
      : Job(std::move(shop), task_of(operation.label(), operation.traits(), options, deadline)),
        spelling_(spelling),
        operation_(std::move(operation)),
        options_(options),
        on_end_(std::move(on_end)) {}

  [[nodiscard]] http::Request request() const override {
    auto request = operation_.encode(spelling_);
    if (!options_.traceparent.empty()) request.headers.push_back({"traceparent", options_.traceparent});
    return request;
  }

  /// The envelope decides, unless it says 200: then the answer must also be about what was asked.
  [[nodiscard]] http::Envelope read(std::string body) override {
    const auto document = wire::Document::parse(std::move(body), Asked::max_values);
    auto envelope = wire::read_envelope(document);
    engine::redact(envelope.msg, *this);
    if (envelope.form != http::Envelope::Form::valid || envelope.code != 200) return envelope;
    auto decoded = operation_.decode(document);
    if (auto* mismatch = std::get_if<wire::Mismatch>(&decoded)) {
      envelope.form = http::Envelope::Form::foreign;
      envelope.problem = std::move(mismatch->what);
    } else {
      result_ = std::get<Result>(std::move(decoded));
      mask(*result_, *this);
    }
    return envelope;
  }

  void conclude(pipeline::Conclusion conclusion) override {
    auto* failure = std::get_if<Failure::Details>(&conclusion);
    on_end_(operation_, options_,
            failure ? Outcome<Result>{operation_.explain(std::move(*failure))} : Outcome<Result>{*std::move(result_)});
  }

 private:
  const ClientOptions& spelling_;
  Asked operation_;
  CallOptions options_;
  OnEnd on_end_;
  std::optional<Result> result_{};
};

/// The job, for whoever has a lambda.
template <Operation Asked, class OnEnd>
[[nodiscard]] std::unique_ptr<engine::Job> job_of(std::shared_ptr<engine::ShopDesk> shop, const ClientOptions& spelling,
                                                  Asked&& operation, const CallOptions& options, TimePoint deadline, OnEnd on_end) {
  return std::make_unique<OperationJob<Asked, OnEnd>>(std::move(shop), spelling, std::forward<Asked>(operation), options,
                                                      deadline, std::move(on_end));
}

}  // namespace imweb::inline v0

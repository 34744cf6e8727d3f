#include "engine/reporting.hpp"

#include <cstddef>
#include <variant>

#include <imweb/observer.hpp>

#include "engine/shop_desk.hpp"

namespace imweb::inline v0::engine {

namespace {

using pipeline::Stage;

Duration time_at(const Job& job, Stage stage) { return job.call.stopwatch()[static_cast<std::size_t>(stage)]; }

Waits waits_of(const Job& job) {
  return {.login = time_at(job, Stage::needs_token), .turn = time_at(job, Stage::waits_turn), .pause = time_at(job, Stage::pauses)};
}

}  // namespace

void report_attempt(const Job& job, TimePoint at) {
  const auto& observer = job.desk->options.observer;
  if (!observer) return;
  const auto& verdict = job.call.verdict();
  const TimePoint sent_at = job.call.sent_at().value_or(at);
  AttemptReport report{.shop = job.desk->options.name,
                       .action = job.task.label,
                       .call = job.id.number,
                       .attempt = job.call.attempts()};
  report.waits = waits_of(job);
  report.connecting = sent_at - job.call.begun_at();
  report.answering = at - sent_at;
  report.bytes_sent = job.call.sent_at() ? job.request_bytes : 0;
  report.bytes_received = job.answer.bytes;
  report.http_status = job.answer.status;
  report.code = job.answer.code;
  report.verdict = to_string(verdict.next);
  if (verdict.next != pipeline::rules::Next::accept) report.failure = verdict.kind;
  report.effect = verdict.effect;
  observer->on_attempt(report);
}

void report_rest(const ShopDesk& desk, TimePoint at) {
  const auto& observer = desk.options.observer;
  if (!observer) return;
  const auto& breaker = desk.rules.breaker;
  const auto& trouble = pipeline::rules::row_of(breaker.cause());
  observer->on_rest(
      {.shop = desk.options.name, .trouble = trouble.name, .meaning = trouble.meaning, .rest = breaker.rests_until() - at});
}

void report_call(const Job& job) {
  const auto& observer = job.desk->options.observer;
  if (!observer) return;
  CallReport report{.shop = job.desk->options.name,
                    .action = job.task.label,
                    .call = job.id.number,
                    .attempts = job.call.attempts()};
  report.waits = waits_of(job);
  report.in_flight = time_at(job, Stage::in_flight);
  if (const auto* failure = std::get_if<Failure::Details>(&job.call.conclusion())) {
    report.failure = failure->kind;
    report.effect = failure->effect;
  }
  observer->on_call(report);
}

}  // namespace imweb::inline v0::engine

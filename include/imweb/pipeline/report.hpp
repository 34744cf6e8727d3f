// Puts a verdict into the words of a failure: what happened, with status, code and imweb's own text made fit to be shown.
#pragma once

#include <string>
#include <utility>

#include <imweb/base/failure.hpp>
#include <imweb/base/shown_text.hpp>
#include <imweb/http/response.hpp>
#include <imweb/pipeline/events.hpp>
#include <imweb/pipeline/rules/verdict.hpp>

namespace imweb::inline v0::pipeline {

/// A complete answer, judged.
[[nodiscard]] inline Failure::Details report(const rules::Verdict& verdict, const event::Answered& event, int attempts) {
  const auto& envelope = event.envelope;
  Failure::Details failure{.kind = verdict.kind, .effect = verdict.effect, .message = std::string{verdict.meaning}};
  failure.http_status = event.status;
  failure.attempts = attempts;
  const std::string status = " (HTTP " + std::to_string(event.status) + ", ";
  if (envelope.form == http::Envelope::Form::valid) {
    if (envelope.code != 200 && std::in_range<int>(envelope.code)) failure.code = static_cast<int>(envelope.code);
    failure.message += status + "code " + std::to_string(envelope.code) + ": " + shown_text(envelope.msg) + ")";
  } else {
    failure.message += status + envelope.problem + ")";
  }
  return failure;
}

/// No complete answer, judged.
[[nodiscard]] inline Failure::Details report(const rules::Verdict& verdict, const event::Broke& event, int attempts) {
  return {.kind = verdict.kind,
          .effect = verdict.effect,
          .message = std::string{verdict.meaning} + " (" + shown_text(event.failure.what) + ")",
          .http_status = event.failure.status,
          .attempts = attempts};
}

}  // namespace imweb::inline v0::pipeline

// An observer that counts, and shows what it counted in the Prometheus text format (version 0.0.4).
//
//     const auto counters = std::make_shared<imweb::Counters>();
//     imweb::OrderClient client{{.credentials = ..., .name = "main", .observer = counters}};
//     ...
//     answer_to_get_metrics(counters->prometheus());   // Content-Type: text/plain; version=0.0.4
#pragma once

#include <string>

#include <imweb/base/pointers.hpp>
#include <imweb/export.hpp>
#include <imweb/observer.hpp>

namespace imweb::inline v0 {

/// Counts the reports of any number of clients, apart by their ClientOptions::name. Thread rule: every method may be called from any
/// number of threads at once. There are counters only, and no number of an order is ever a label: the text grows with shops and kinds
/// of outcome, not with calls. Logins are the action "login".
///
/// | counter                       | labels                        | what is counted                                             |
/// | ----------------------------- | ----------------------------- | ----------------------------------------------------------- |
/// | imweb_calls_total             | shop, action, outcome, effect | calls that ended; outcome "answered" or the FailureKind,    |
/// |                               |                               | effect of the failure, empty where imweb answered           |
/// | imweb_attempts_total          | shop, action, verdict         | requests that got their turn, by AttemptReport::verdict     |
/// | imweb_wait_seconds_total      | shop, reason                  | waits of ended order calls: "login", "turn" or "pause"; not |
/// |                               |                               | those of logins, which the calls behind them wait for       |
/// | imweb_in_flight_seconds_total | shop, action                  | attempts, from their turn to their end                      |
/// | imweb_body_bytes_total        | shop, direction               | bodies, "sent" or "received"; without headers and TLS       |
/// | imweb_rests_total             | shop, trouble                 | rests that began, by RestReport::trouble                    |
class IMWEB_EXPORT Counters final : public Observer {
 public:
  Counters();
  ~Counters() override;

  /// Counts one attempt.
  void on_attempt(const AttemptReport& attempt) override;

  /// Counts one call.
  void on_call(const CallReport& call) override;

  /// Counts one rest.
  void on_rest(const RestReport& rest) override;

  /// Everything so far: for each counter its HELP and TYPE, then a line for each combination of labels that has occurred.
  /// Seconds are written to the nanosecond. What is no UTF-8 in a shop's name is shown as '?'.
  [[nodiscard]] std::string prometheus() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imweb::inline v0

// The faults that wait for their request, and what each does to the answer.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox.hpp>

#include "sandbox/connection.hpp"

namespace imweb::inline v0::testing::sandbox {

/// One fault for one request.
struct PlannedFault {
  Fault fault = Fault::none;
  FaultOptions options{};
  RawAnswer raw{};  ///< of Fault::raw_answer
};

/// Whether an answer is made although things go wrong; what Fault::answer_without_applying changed is then taken back.
[[nodiscard]] bool is_applied(const PlannedFault& planned) noexcept;

/// How the answer is delivered under this fault. `answer` is the complete healthy answer of which the last `body_bytes` are the
/// body; empty when the request was not carried out.
[[nodiscard]] Transmission spoil(const PlannedFault& planned, std::string answer, std::size_t body_bytes);

/// Faults in line. Each request passes along the line and takes the first that may hit it and has skipped enough.
class FaultQueue {
 public:
  void add(const PlannedFault& fault, int count);
  void clear() { line_.clear(); }

  /// The fault for this request; Fault::none when there is none.
  PlannedFault take(RequestKind kind);

 private:
  struct Waiting {
    PlannedFault planned;
    int count;
    int skip;
  };

  std::deque<Waiting> line_{};
};

}  // namespace imweb::inline v0::testing::sandbox

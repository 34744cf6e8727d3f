// The steps of a claim: PATCH /shop/orders/{order_no}/{cancel|return|exchange}/{step}. Pure tables and functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox_options.hpp>
#include <imweb/testing/sandbox_order.hpp>

#include "sandbox/etc.hpp"
#include "sandbox/transitions.hpp"

namespace imweb::inline v0::testing::sandbox {

/// What a step does.
enum class StepEffect : std::uint8_t {
  move,             ///< to another claim status
  refund,           ///< pays back, as AutoRefund says
  finish,           ///< ends the claim by doing what was asked; no money moves
  reject,           ///< ends the claim; the item's status stays
  reject_and_send,  ///< ends the claim and dispatches
  hold,
  release,
};

/// One row of the table of steps.
struct ClaimStep {
  std::string_view name;  ///< "cancel/accept"
  std::string_view korean;
  std::string_view claim_type;
  std::array<std::string_view, 3> from;  ///< claim statuses that allow it; none: any that is open
  std::string_view to;                   ///< of StepEffect::move; of a refund: where it waits
  StepEffect effect;
};

/// Null when there is no such step.
[[nodiscard]] const ClaimStep* claim_step_of(std::string_view name) noexcept;

/// Why the data do not fit the step (code -10); empty when they do.
[[nodiscard]] std::optional<std::string> complaint_about(const ClaimStep& step, const Etc& etc, const SandboxOrder& order,
                                                         const SandboxOptions& options);

/// Whether a claim is ended for a part of its order or for all of it, which decides what becomes of the points.
enum class ClaimExtent : std::uint8_t { part, whole_order };

/// Carries the step out on the item, which is one of `order`, if its state allows that. `etc` fits the step.
ItemVerdict apply(const ClaimStep& step, const Etc& etc, const SandboxOrder& order, ClaimExtent extent,
                  const SandboxOptions& options, TimePoint now, SandboxItem& item);

/// A buyer asks. Says whether the item's state allowed it.
bool request_claim(std::string_view type, SandboxItem& item);

}  // namespace imweb::inline v0::testing::sandbox

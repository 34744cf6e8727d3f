// Which action moves an item from which state to which (wire.md "Status vocabulary and transitions"). Pure tables and functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox.hpp>

namespace imweb::inline v0::testing::sandbox {

enum class Action : std::uint8_t { deposit, place, send, complete, cancel, send_back, exchange };

/// The action that the path names; "return" is send_back. Empty for any other word.
[[nodiscard]] std::optional<Action> action_of(std::string_view word) noexcept;

/// `etc` of a request: the data that some actions need.
struct Etc {
  std::optional<std::string> parcel_code{};
  std::optional<std::string> invoice_no{};
  std::optional<std::string> reason_code{};
  std::optional<std::string> deliv_fee_method{};
  std::optional<std::string> collect_type{};
};

/// Why the data do not fit the action (code -10); empty when they do.
[[nodiscard]] std::optional<std::string> complaint_about(Action action, const Etc& etc, const SandboxOptions& options);

/// What an action does to one item.
struct ItemVerdict {
  bool processed = false;    ///< the item counts as a success
  bool changed = false;      ///< and was changed by this request, not by an earlier one
  std::string msg{};         ///< why not, in Korean
  std::string detail_msg{};  ///< the same at length
};

/// Carries the action out on the item if its state allows that. `etc` fits the action.
ItemVerdict apply(Action action, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item);

}  // namespace imweb::inline v0::testing::sandbox

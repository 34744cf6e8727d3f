// Which action moves an item from which state to which (wire.md "Status vocabulary and transitions"). Pure tables and functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox_options.hpp>
#include <imweb/testing/sandbox_order.hpp>

#include "sandbox/etc.hpp"

namespace imweb::inline v0::testing::sandbox {

enum class Action : std::uint8_t { deposit, place, send, complete, cancel, send_back, exchange, invoice };

/// Which page an action stands on.
enum class Scope : std::uint8_t {
  order,  ///< /shop/orders/{order_no}/...
  item,   ///< /shop/prod-orders/{prod_order_no}/..., which has deposit, place, send, complete and invoice only
};

/// The action that the path names; "return" is send_back. Empty for any word that this page does not know.
[[nodiscard]] std::optional<Action> action_of(std::string_view word, Scope scope = Scope::order) noexcept;

/// Why the data do not fit the action (code -10); empty when they do.
[[nodiscard]] std::optional<std::string> complaint_about(Action action, const Etc& etc, const SandboxOptions& options);

/// The data for one item: on the page for one item, `send` brings none and takes the invoice that was set before.
[[nodiscard]] Etc data_for(Action action, Scope scope, const Etc& sent, const SandboxItem& item, const SandboxOptions& options);

/// What an action does to one item.
struct ItemVerdict {
  bool processed = false;    ///< the item counts as a success
  bool changed = false;      ///< and was changed by this request, not by an earlier one
  std::string msg{};         ///< why not, in Korean
  std::string detail_msg{};  ///< the same at length
};

/// A refusal that names the item's state. `korean` is what was to be done.
[[nodiscard]] ItemVerdict refused(const std::string& korean, const SandboxItem& item, const char* msg);

/// Texts of refusals.
inline constexpr const char* wrong_state_msg = "처리할 수 없는 상태입니다.";
inline constexpr const char* done_before_msg = "이미 처리된 품목입니다.";

/// Whether a text was sent that is not empty.
[[nodiscard]] bool is_given(const std::optional<std::string>& field) noexcept;
/// Why carrier and number do not make an invoice; empty when they do.
[[nodiscard]] std::optional<std::string> complaint_about_parcel(const Etc& etc, const SandboxOptions& options);

/// Carries the action out on the item if its state allows that. `etc` fits the action.
ItemVerdict apply(Action action, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item);

}  // namespace imweb::inline v0::testing::sandbox

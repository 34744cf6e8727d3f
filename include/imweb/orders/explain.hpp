// Turns what happened into a message for the person who must act: which order, whether it took effect, what to do next.
#pragma once

#include <string>
#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>

namespace imweb::inline v0 {

/// What to do next after a failure of this kind whose effect is proven to be none.
[[nodiscard]] constexpr std::string_view advice(FailureKind kind) noexcept {
  switch (kind) {
    case FailureKind::invalid_argument: return "Correct the value and call again.";
    case FailureKind::not_authenticated: return "Check the API key and secret in the site admin; repeating will not help.";
    case FailureKind::not_permitted: return "Check the key's permissions and the shop's plan in the site admin.";
    case FailureKind::rate_limited: return "Repeat it after retry_after(), and check what else calls with this key.";
    case FailureKind::not_found:
      return "Check the order number (numbers of Naver Pay and other channels do not count) and order_version.";
    case FailureKind::refused: return "Correct the request; repeating it unchanged will not help.";
    case FailureKind::maintenance: return "Repeat it after retry_after().";
    case FailureKind::server_error: return "It is safe to repeat it later.";
    case FailureKind::transport: return "It is safe to repeat it; check network, DNS and TLS settings if this stays.";
    case FailureKind::protocol: return "Check base_url and what stands between here and imweb.";
    case FailureKind::deadline_exceeded: return "It is safe to repeat it; allow a longer deadline if this stays.";
    case FailureKind::cancelled: return "It is safe to repeat it.";
  }
  return {};
}

/// The failure with a message that names the action and the target, says whether it took effect, and what to do.
[[nodiscard]] inline Failure explain(const OrderTarget& target, const OrderAction& action, Failure::Details details) {
  const std::string subject = std::string{name(action)} + " of " + to_string(target);
  if (details.effect == Effect::not_applied) {
    details.message = subject + " did not take effect: " + details.message + ". " + std::string{advice(details.kind)};
  } else {
    details.message =
        subject + " may have taken effect, and was not repeated: " + details.message +
        ". Find out before repeating: look at the order in the site admin, or read its items with GET /shop/orders/" +
        target.order_no.str() + "/prod-orders.";
  }
  return Failure{std::move(details)};
}

}  // namespace imweb::inline v0

#include <imweb/orders/explain.hpp>

#include <string>
#include <utility>

namespace imweb::inline v0 {

std::string_view advice(FailureKind kind) noexcept {
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

namespace {

constexpr std::string_view settle =
    "Find out before repeating: settle(target, action) reads how the items stand and says what happened.";
constexpr std::string_view look =
    "It is one that only a person may repeat, and nothing repeats it by itself: look at the order in the site admin first.";

/// `subject` is what was done to what; `way_out`, how to find out whether it took effect.
Failure explained(const std::string& subject, std::string_view way_out, Failure::Details details) {
  if (details.effect == Effect::not_applied) {
    details.message = subject + " did not take effect: " + details.message + ". " + std::string{advice(details.kind)};
  } else {
    details.message = subject + " may have taken effect, and was not repeated: " + details.message + ". " + std::string{way_out};
  }
  return Failure{std::move(details)};
}

}  // namespace

Failure explain(const OrderTarget& target, const OrderAction& action, Failure::Details details) {
  return explained(std::string{name(action)} + " of " + to_string(target), only_a_person_repeats(action) ? look : settle,
                   std::move(details));
}

Failure explain(const ProdOrderNo& prod_order_no, const ItemAction& action, Failure::Details details) {
  return explained(std::string{name(action)} + " of item " + prod_order_no.str(), settle, std::move(details));
}

}  // namespace imweb::inline v0

#include "orders/evidence.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace imweb::inline v0 {

namespace {

using enum Evidence;

Evidence applied_if(bool is_applied, const ProdOrder& item) {
  if (is_applied) return applied;
  const bool is_off_the_way = progress_of(item.status) == 0;
  return has_claim(item) || is_off_the_way ? conflict : unchanged;
}

Evidence reached(const ProdOrder& item, const Status& target) {
  return applied_if(progress_of(item.status) >= progress_of(target), item);
}

/// The carrier and number that were to be set, or another one, or none yet.
Evidence invoice_shows(const ProdOrder& item, const ParcelCode& parcel_code, const std::string& invoice_no) {
  if (has_invoice(item, parcel_code, invoice_no)) return applied;
  return has_invoice(item) ? conflict : applied_if(false, item);
}

/// A claim of the seller: there it is, or another one, or none.
Evidence claim_shows(const ProdOrder& item, const ClaimType& type, const Status& end) {
  if (item.claim_type == type || item.status == end) return applied;
  return applied_if(false, item);
}

template <class Text>
bool is_any_of(const Text& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), std::string_view{text.str()}) != words.end();
}

/// A step of a claim: from the stages in `before` to those in `after`, or to the status `end`.
struct ClaimStep {
  std::initializer_list<std::string_view> before;
  std::initializer_list<std::string_view> after;
  std::string_view end{};  ///< empty: the step does not end the claim
};

Evidence step_shows(const ProdOrder& item, const ClaimStep& step) {
  if (is_any_of(item.claim_status, step.after)) return applied;
  if (is_any_of(item.claim_status, step.before)) return unchanged;
  return !step.end.empty() && item.status.str() == step.end ? applied : conflict;
}

/// A request that was turned down: the claim is gone.
Evidence rejection_shows(const ProdOrder& item, std::string_view request) {
  if (item.claim_status.str() == request) return unchanged;
  return has_claim(item) || progress_of(item.status) == 0 ? conflict : applied;
}

/// A request that was turned down by sending the goods.
Evidence dispatch_shows(const ProdOrder& item, std::string_view request, const ParcelCode& parcel_code,
                        const std::string& invoice_no) {
  const Evidence gone = rejection_shows(item, request);
  const bool is_on_its_way = is_sent(item) && has_invoice(item, parcel_code, invoice_no);
  return gone == applied && !is_on_its_way ? conflict : gone;
}

Evidence judge(const Deposit&, const ProdOrder& item) { return reached(item, Status::pay_complete); }
Evidence judge(const Place&, const ProdOrder& item) { return reached(item, Status::standby); }
Evidence judge(const SendItem&, const ProdOrder& item) { return reached(item, Status::delivering); }
Evidence judge(const Complete&, const ProdOrder& item) { return reached(item, Status::complete); }
Evidence judge(const Send& send, const ProdOrder& item) {
  const Evidence invoice = invoice_shows(item, send.parcel_code, send.invoice_no);
  const bool went_without = is_sent(item) && !has_invoice(item);
  if (invoice == conflict || went_without) return conflict;
  return applied_if(invoice == applied && is_sent(item), item);
}
Evidence judge(const SetInvoice& set, const ProdOrder& item) { return invoice_shows(item, set.parcel_code, set.invoice_no); }

Evidence judge(const Cancel&, const ProdOrder& item) { return claim_shows(item, ClaimType::cancel, Status::cancel); }
Evidence judge(const Return&, const ProdOrder& item) { return claim_shows(item, ClaimType::return_, Status::return_); }
Evidence judge(const Exchange&, const ProdOrder& item) { return claim_shows(item, ClaimType::exchange, Status::exchange); }

Evidence judge(const CancelReject& reject, const ProdOrder& item) {
  return dispatch_shows(item, "CANCEL_REQUEST", reject.parcel_code, reject.invoice_no);
}
Evidence judge(const CancelAccept&, const ProdOrder& item) {
  return step_shows(item, {.before = {"CANCEL_REQUEST"}, .after = {"CANCELING"}, .end = "CANCEL"});
}
Evidence judge(const ReturnReject&, const ProdOrder& item) { return rejection_shows(item, "RETURN_REQUEST"); }
Evidence judge(const ReturnAccept&, const ProdOrder& item) {
  return step_shows(item, {.before = {"RETURN_REQUEST"},
                           .after = {"RETURN_COLLECTING", "RETURN_COLLECT_DONE", "RETURN_REFUNDING", "RETURN_REFUND_FAILED"},
                           .end = "RETURN"});
}
Evidence judge(const ReturnCollectDone&, const ProdOrder& item) {
  return step_shows(item, {.before = {"RETURN_REQUEST", "RETURN_COLLECTING"},
                           .after = {"RETURN_COLLECT_DONE", "RETURN_REFUNDING", "RETURN_REFUND_FAILED"},
                           .end = "RETURN"});
}
Evidence judge(const ReturnDone&, const ProdOrder& item) {
  return step_shows(item, {.before = {"RETURN_REQUEST", "RETURN_COLLECTING", "RETURN_COLLECT_DONE"},
                           .after = {"RETURN_REFUNDING"},
                           .end = "RETURN"});
}
Evidence judge(const ExchangeReject& reject, const ProdOrder& item) {
  return dispatch_shows(item, "EXCHANGE_REQUEST", reject.parcel_code, reject.invoice_no);
}
Evidence judge(const ExchangeAccept&, const ProdOrder& item) {
  return step_shows(item, {.before = {"EXCHANGE_REQUEST"},
                           .after = {"EXCHANGE_COLLECTING", "EXCHANGE_COLLECT_DONE", "REDELIVERING"},
                           .end = "EXCHANGE"});
}
Evidence judge(const ExchangeCollectDone&, const ProdOrder& item) {
  return step_shows(item, {.before = {"EXCHANGE_REQUEST", "EXCHANGE_COLLECTING"},
                           .after = {"EXCHANGE_COLLECT_DONE", "REDELIVERING"},
                           .end = "EXCHANGE"});
}
Evidence judge(const ExchangeDone&, const ProdOrder& item) {
  return step_shows(item, {.before = {"EXCHANGE_REQUEST", "EXCHANGE_COLLECTING", "EXCHANGE_COLLECT_DONE", "REDELIVERING"},
                           .after = {},
                           .end = "EXCHANGE"});
}

/// Cancel/retry, the forced ends and the second parcel: what they lead to is what had been begun before them, so it proves nothing. Withholding shows nowhere.
template <class Other>
Evidence judge(const Other&, const ProdOrder&) {
  return silent;
}

/// Without what only groups the digits.
std::string ungrouped(std::string_view number) {
  std::string bare{number};
  std::erase_if(bare, [](char c) { return c == '-' || c == ' ' || c == '.'; });
  return bare;
}

}  // namespace

bool has_invoice(const ProdOrder& item, const ParcelCode& parcel_code, std::string_view invoice_no) {
  return item.parcel_code == parcel_code.str() && ungrouped(item.invoice_no) == ungrouped(invoice_no);
}

int progress_of(const Status& status) noexcept {
  constexpr std::array<std::string_view, 6> way{"PAY_WAIT",   "PAY_COMPLETE", "STANDBY",
                                                "DELIVERING", "COMPLETE",     "PURCHASE_CONFIRMATION"};
  const auto found = std::find(way.begin(), way.end(), std::string_view{status.str()});
  return found == way.end() ? 0 : static_cast<int>(found - way.begin()) + 1;
}

Evidence evidence_of(const OrderAction& action, const ProdOrder& item) {
  return std::visit([&item](const auto& one) { return judge(one, item); }, action);
}
Evidence evidence_of(const ItemAction& action, const ProdOrder& item) {
  return std::visit([&item](const auto& one) { return judge(one, item); }, action);
}

}  // namespace imweb::inline v0

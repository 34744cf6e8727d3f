#include "sandbox/claims.hpp"

#include <algorithm>

#include "sandbox/money.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using Do = StepEffect;

constexpr std::array claim_steps{
    ClaimStep{"cancel/reject", "취소거절", "CANCEL", {"CANCEL_REQUEST"}, "", Do::reject_and_send},
    ClaimStep{"cancel/accept", "취소승인", "CANCEL", {"CANCEL_REQUEST"}, "CANCELING", Do::refund},
    ClaimStep{"cancel/retry", "환불재시도", "CANCEL", {"CANCELING"}, "CANCELING", Do::refund},
    ClaimStep{"cancel/force_cancel", "강제취소", "CANCEL", {"CANCEL_REQUEST", "CANCELING", "CANCEL_FAILED"}, "", Do::finish},
    ClaimStep{"return/reject", "반품거부", "RETURN", {"RETURN_REQUEST"}, "", Do::reject},
    ClaimStep{"return/accept", "수거요청", "RETURN", {"RETURN_REQUEST"}, "RETURN_COLLECTING", Do::move},
    ClaimStep{"return/collect_done", "반품수거완료", "RETURN", {"RETURN_COLLECTING"}, "RETURN_COLLECT_DONE", Do::move},
    ClaimStep{"return/withhold", "반품보류", "RETURN", {}, "", Do::hold},
    ClaimStep{"return/releasehold", "반품보류해제", "RETURN", {}, "", Do::release},
    ClaimStep{"return/return_done", "반품완료", "RETURN", {"RETURN_COLLECT_DONE"}, "RETURN_REFUNDING", Do::refund},
    ClaimStep{"return/return_force_done", "강제반품완료", "RETURN", {"RETURN_REFUNDING", "RETURN_REFUND_FAILED"}, "", Do::finish},
    ClaimStep{"exchange/reject", "교환거부", "EXCHANGE", {"EXCHANGE_REQUEST"}, "", Do::reject},
    ClaimStep{"exchange/accept", "수거지시", "EXCHANGE", {"EXCHANGE_REQUEST"}, "EXCHANGE_COLLECTING", Do::move},
    ClaimStep{"exchange/collect_done", "교환수거완료", "EXCHANGE", {"EXCHANGE_COLLECTING"}, "EXCHANGE_COLLECT_DONE", Do::move},
    ClaimStep{"exchange/withhold", "교환보류", "EXCHANGE", {}, "", Do::hold},
    ClaimStep{"exchange/releasehold", "교환보류해제", "EXCHANGE", {}, "", Do::release},
    ClaimStep{"exchange/resend", "교환재발송", "EXCHANGE", {"EXCHANGE_COLLECT_DONE"}, "REDELIVERING", Do::move},
    ClaimStep{"exchange/exchange_done", "교환완료", "EXCHANGE", {"REDELIVERING"}, "", Do::finish},
};

constexpr std::array<std::string_view, 6> hold_reasons{"EXCHANGE_DELIVERYFEE",   "EXCHANGE_EXTRAFEE",
                                                       "EXCHANGE_PRODUCT_READY", "EXCHANGE_PRODUCT_NOT_DELIVERED",
                                                       "EXCHANGE_HOLDBACK",      "ETC"};
constexpr std::array<std::string_view, 5> resend_methods{"DELIVERY", "VISIT_RECEIPT", "DIRECT_DELIVERY", "QUICK_SVC", "NOTHING"};

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

bool knows_all_items(const Amounts& amounts, const SandboxOrder& order) {
  return std::all_of(amounts.by_item.begin(), amounts.by_item.end(), [&order](const auto& entry) {
    return std::any_of(order.items.begin(), order.items.end(),
                       [&entry](const SandboxItem& item) { return item.prod_order_no == entry.first; });
  });
}

// A list of {prod_order_no, <member>}, or nothing.
std::optional<std::string> complaint_about_list(const Amounts& amounts, std::string_view name, std::string_view member,
                                                const SandboxOrder& order) {
  if (amounts.form == Amounts::Form::absent) return std::nullopt;
  if (amounts.form != Amounts::Form::list || amounts.member != member)
    return std::string{name} + " is not a list of prod_order_no and " + std::string{member};
  if (!knows_all_items(amounts, order)) return std::string{name} + " names an item of another order";
  return std::nullopt;
}

std::optional<std::string> complaint_about_refund(std::string_view points_member, const Etc& etc, const SandboxOrder& order) {
  if (auto complaint = complaint_about_list(etc.etc_price, "etc_price", "price", order)) return complaint;
  if (auto complaint = complaint_about_list(etc.refund_point, "refund_point", points_member, order)) return complaint;
  std::int64_t points = 0;
  for (const auto& [item, amount] : etc.refund_point.by_item) points += amount;
  return points > points_left(order) ? std::optional<std::string>{"refund_point is more than what is left"} : std::nullopt;
}

std::optional<std::string> complaint_about_hold(const Etc& etc, const SandboxOrder& order, const SandboxOptions& options) {
  if (!is_given(etc.reason_code)) return "reason_code is missing";
  if (options.code_lists == CodeLists::known_only && !is_one_of(hold_reasons, *etc.reason_code)) return "reason_code is unknown";
  const bool has_price = etc.etc_price.form != Amounts::Form::absent;
  const bool wants_price = *etc.reason_code == "EXCHANGE_EXTRAFEE";
  if (has_price != wants_price) return "etc_price goes with EXCHANGE_EXTRAFEE, and with that only";
  if (!has_price) return std::nullopt;
  if (etc.etc_price.form != Amounts::Form::map) return "etc_price is not a map of amounts by prod_order_no";
  return knows_all_items(etc.etc_price, order) ? std::nullopt : std::optional{"etc_price names an item of another order"};
}

std::optional<std::string> complaint_about_resend(const Etc& etc, const SandboxOptions& options) {
  if (!is_given(etc.method)) return "method is missing";
  if (options.code_lists == CodeLists::known_only && !is_one_of(resend_methods, *etc.method)) return "method is unknown";
  if (*etc.method == "DELIVERY") return complaint_about_parcel(etc, options);
  const bool has_parcel = is_given(etc.parcel_code) || is_given(etc.invoice_no);
  return has_parcel ? std::optional{"parcel_code and invoice_no go with DELIVERY only"} : std::nullopt;
}

bool is_open(const ClaimStep& step, const SandboxItem& item) {
  if (item.claim_type != step.claim_type || item.claim_status.empty()) return false;
  return step.from.front().empty() || is_one_of(step.from, item.claim_status);
}

bool was_done_before(const ClaimStep& step, const SandboxItem& item) {
  switch (step.effect) {
    case Do::move: return item.claim_type == step.claim_type && item.claim_status == step.to;
    case Do::refund:
    case Do::finish: return item.status == step.claim_type && item.claim_status.empty();
    case Do::reject:
    case Do::reject_and_send:
    case Do::hold:
    case Do::release: return false;
  }
  return false;
}

void end_claim(SandboxItem& item) {
  item.claim_type.clear();
  item.claim_status.clear();
  item.is_held = false;
}

void fulfil(const ClaimStep& step, SandboxItem& item) {
  item.status = step.claim_type;
  item.claim_status.clear();
  item.is_held = false;
}

bool brings_invoice(const ClaimStep& step) {
  return step.name == "cancel/reject" || step.name == "exchange/reject" || step.name == "exchange/resend";
}

void dispatch(const Etc& etc, TimePoint now, SandboxItem& item) {
  item.parcel_code = *etc.parcel_code;
  item.invoice_no = *etc.invoice_no;
  item.delivery_time = now;
}

std::int64_t amount_for(const Amounts& amounts, const SandboxItem& item) {
  const auto found = amounts.by_item.find(item.prod_order_no);
  return found == amounts.by_item.end() ? 0 : found->second;
}

// What an accepted claim owes; a retry owes what was not paid then.
void set_due(const Etc& etc, ClaimExtent extent, SandboxItem& item) {
  item.refund_due = std::max<std::int64_t>(paid_for(item) - amount_for(etc.etc_price, item), 0);
  item.points_due = extent == ClaimExtent::whole_order ? item.point - item.refunded_points : amount_for(etc.refund_point, item);
}

ItemVerdict settle(const ClaimStep& step, const Etc& etc, ClaimExtent extent, AutoRefund outcome, SandboxItem& item) {
  if (outcome == AutoRefund::impossible) return refused(std::string{step.korean}, item, "자동환불불가");
  const bool is_retry = item.claim_status == step.to;
  const bool owes_something = item.refund_due > 0 || item.points_due > 0;
  if (!is_retry || !owes_something) set_due(etc, extent, item);
  if (outcome == AutoRefund::fails) {
    item.claim_status = step.claim_type == "CANCEL" ? "CANCEL_FAILED" : "RETURN_REFUND_FAILED";
  } else if (outcome == AutoRefund::pending && !is_retry) {
    item.claim_status = step.to;
  } else {
    pay_back(item);
    fulfil(step, item);
  }
  return {.processed = true, .changed = true};
}

ItemVerdict carry_out(const ClaimStep& step, const Etc& etc, TimePoint now, SandboxItem& item) {
  const bool wants_hold = step.effect == Do::hold;
  if ((wants_hold || step.effect == Do::release) && item.is_held == wants_hold)
    return refused(std::string{step.korean}, item, wrong_state_msg);
  switch (step.effect) {
    case Do::move: item.claim_status = step.to; break;
    case Do::finish: fulfil(step, item); break;
    case Do::reject_and_send: item.status = "DELIVERING"; [[fallthrough]];
    case Do::reject: end_claim(item); break;
    case Do::hold:
    case Do::release: item.is_held = wants_hold; break;
    case Do::refund: break;  // settle does that
  }
  if (brings_invoice(step) && is_given(etc.invoice_no)) dispatch(etc, now, item);
  return {.processed = true, .changed = true};
}

}  // namespace

const ClaimStep* claim_step_of(std::string_view name) noexcept {
  const auto found = std::find_if(claim_steps.begin(), claim_steps.end(), [name](const auto& step) { return step.name == name; });
  return found == claim_steps.end() ? nullptr : &*found;
}

std::optional<std::string> complaint_about(const ClaimStep& step, const Etc& etc, const SandboxOrder& order,
                                           const SandboxOptions& options) {
  if (step.name == "exchange/resend") return complaint_about_resend(etc, options);
  if (brings_invoice(step)) return complaint_about_parcel(etc, options);
  if (step.name == "cancel/accept") return complaint_about_refund("price", etc, order);
  if (step.name == "return/return_done") return complaint_about_refund("point", etc, order);
  if (step.name == "exchange/withhold") return complaint_about_hold(etc, order, options);
  if (step.name == "return/reject" && !is_given(etc.reason)) return "reason is missing";
  const bool is_acceptance = step.name == "exchange/accept" && etc.etc_price.form != Amounts::Form::absent;
  if (is_acceptance && etc.etc_price.form != Amounts::Form::number) return "etc_price is not a number";
  return std::nullopt;
}

// NOLINTNEXTLINE(readability-function-size): each of these decides
ItemVerdict apply(const ClaimStep& step, const Etc& etc, const SandboxOrder& order, ClaimExtent extent,
                  const SandboxOptions& options, TimePoint now, SandboxItem& item) {
  const bool is_repeated = was_done_before(step, item);
  if (is_repeated && options.repetition == Repetition::accepted) return {.processed = true};
  if (is_repeated && !is_open(step, item)) return refused(std::string{step.korean}, item, done_before_msg);
  const bool is_for_naver = step.claim_type == "RETURN" && (step.effect == Do::hold || step.effect == Do::release);
  if (!is_open(step, item) || (is_for_naver && order.type != "npay"))
    return refused(std::string{step.korean}, item, wrong_state_msg);
  return step.effect == Do::refund ? settle(step, etc, extent, options.auto_refund, item) : carry_out(step, etc, now, item);
}

bool request_claim(std::string_view type, SandboxItem& item) {
  const bool is_undelivered = item.status == "PAY_COMPLETE" || item.status == "STANDBY";
  const bool is_under_way = item.status == "DELIVERING" || item.status == "COMPLETE";
  const bool is_possible = type == "CANCEL" ? is_undelivered : (type == "RETURN" || type == "EXCHANGE") && is_under_way;
  if (!is_possible || !item.claim_type.empty()) return false;
  item.claim_type = type;
  item.claim_status = item.claim_type + "_REQUEST";
  return true;
}

}  // namespace imweb::inline v0::testing::sandbox

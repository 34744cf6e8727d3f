#include "sandbox/transitions.hpp"

#include <algorithm>
#include <utility>

#include <imweb/orders/parcel_code.hpp>
#include <imweb/orders/reason_code.hpp>

#include "sandbox/money.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

struct Word {
  std::string_view wire;
  std::string_view korean;
};

// In the order of Action.
constexpr std::array<Word, 8> action_words{{{"deposit", "입금확인"},
                                            {"place", "배송준비"},
                                            {"send", "발송처리"},
                                            {"complete", "배송완료"},
                                            {"cancel", "판매취소"},
                                            {"return", "반품처리"},
                                            {"exchange", "교환처리"},
                                            {"invoice", "송장등록"}}};

struct Transition {
  Action action;
  std::string_view from;
  std::string_view to;
  std::string_view claim_type;  // empty: no claim arises
};

constexpr std::array transitions{
    Transition{Action::deposit, "PAY_WAIT", "PAY_COMPLETE", ""},
    Transition{Action::place, "PAY_COMPLETE", "STANDBY", ""},
    Transition{Action::send, "STANDBY", "DELIVERING", ""},
    Transition{Action::complete, "DELIVERING", "COMPLETE", ""},
    Transition{Action::cancel, "PAY_WAIT", "CANCEL", "CANCEL"},
    Transition{Action::cancel, "PAY_COMPLETE", "CANCEL", "CANCEL"},
    Transition{Action::cancel, "STANDBY", "CANCEL", "CANCEL"},
    Transition{Action::send_back, "DELIVERING", "DELIVERING", "RETURN"},
    Transition{Action::send_back, "COMPLETE", "COMPLETE", "RETURN"},
    Transition{Action::exchange, "DELIVERING", "DELIVERING", "EXCHANGE"},
    Transition{Action::exchange, "COMPLETE", "COMPLETE", "EXCHANGE"},
};
constexpr Transition direct_send{Action::send, "PAY_COMPLETE", "DELIVERING", ""};

const Word& word(Action action) { return action_words[static_cast<std::size_t>(action)]; }

const Transition* find(Action action, const SandboxItem& item, const SandboxOptions& options) {
  if (!item.claim_type.empty()) return nullptr;
  for (const auto& row : transitions)
    if (row.action == action && row.from == item.status) return &row;
  const bool is_direct_send = action == Action::send && item.status == direct_send.from;
  return is_direct_send && options.direct_send == DirectSend::allowed ? &direct_send : nullptr;
}

// Done before by the same action with the same data.
bool is_repetition(Action action, const Etc& etc, const SandboxItem& item) {
  const auto row = std::find_if(transitions.begin(), transitions.end(), [action](const auto& t) { return t.action == action; });
  if (item.claim_type != row->claim_type) return false;
  if (!row->claim_type.empty()) return true;
  if (item.status != row->to) return false;
  return action != Action::send || (item.parcel_code == etc.parcel_code && item.invoice_no == etc.invoice_no);
}

template <class List>
bool is_listed(const List& list, const std::string& code) {
  return std::any_of(list.begin(), list.end(), [&code](const auto& row) { return row.code == code; });
}

std::optional<std::string> complaint_about_reason(const Etc& etc, const SandboxOptions& options) {
  if (!is_given(etc.reason_code)) return "reason_code is missing";
  if (options.code_lists == CodeLists::known_only && !is_listed(ReasonCode::known(), *etc.reason_code))
    return "reason_code is unknown";
  return std::nullopt;
}

std::optional<std::string> complaint_about_fee(const Etc& etc, const SandboxOptions& options) {
  if (!is_given(etc.deliv_fee_method)) return std::nullopt;
  if (at_fault(ReasonCode{*etc.reason_code}) == imweb::Fault::seller) return "deliv_fee_method does not go with this reason";
  constexpr std::array<std::string_view, 3> methods{"REFUND", "CASH", "BOX"};
  const bool is_known = std::find(methods.begin(), methods.end(), *etc.deliv_fee_method) != methods.end();
  if (!is_known && options.code_lists == CodeLists::known_only) return "deliv_fee_method is unknown";
  return std::nullopt;
}

bool is_direct_collection(const Etc& etc, const SandboxOptions& options) {
  return etc.collect_type && *etc.collect_type == options.collect_direct;
}

std::optional<std::string> complaint_about_collection(const Etc& etc, const SandboxOptions& options) {
  if (is_direct_collection(etc, options)) return std::nullopt;
  if (is_given(etc.collect_type) && *etc.collect_type != options.collect_shipment) return "collect_type is unknown";
  return complaint_about_parcel(etc, options);
}

// Carrier and number of a parcel that has a state for them, and what a refusal needs otherwise.
ItemVerdict store_invoice(const Etc& etc, SandboxItem& item) {
  constexpr std::array<std::string_view, 4> statuses{"STANDBY", "DELIVERING", "COMPLETE", "PURCHASE_CONFIRMATION"};
  const bool may_have_one = std::find(statuses.begin(), statuses.end(), item.status) != statuses.end();
  if (!may_have_one || !item.claim_type.empty()) return refused(std::string{word(Action::invoice).korean}, item, wrong_state_msg);
  const bool is_new = item.parcel_code != etc.parcel_code || item.invoice_no != etc.invoice_no;
  item.parcel_code = *etc.parcel_code;
  item.invoice_no = *etc.invoice_no;
  return {.processed = true, .changed = is_new};
}

void carry_out(const Transition& row, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item) {
  const bool was_paid = item.status != "PAY_WAIT";
  item.status = row.to;
  item.claim_type = row.claim_type;
  if (row.action == Action::deposit) item.pay_time = now;
  if (row.action == Action::cancel && was_paid) {
    item.refund_due = paid_for(item);
    item.points_due = item.point - item.refunded_points;
    pay_back(item);
  }
  if (row.action == Action::send) {
    item.parcel_code = *etc.parcel_code;
    item.invoice_no = *etc.invoice_no;
    item.delivery_time = now;
  }
  if (row.action == Action::complete) item.complete_time = now;
  const bool comes_back = row.action == Action::send_back || row.action == Action::exchange;
  if (comes_back) item.claim_status = item.claim_type + (is_direct_collection(etc, options) ? "_REQUEST" : "_COLLECTING");
}

}  // namespace

std::optional<Action> action_of(std::string_view word, Scope scope) noexcept {
  const auto found = std::find_if(action_words.begin(), action_words.end(), [word](const Word& row) { return row.wire == word; });
  if (found == action_words.end()) return std::nullopt;
  const auto action = static_cast<Action>(found - action_words.begin());
  const bool is_for_orders_only = action == Action::cancel || action == Action::send_back || action == Action::exchange;
  return scope == Scope::item && is_for_orders_only ? std::nullopt : std::optional{action};
}

bool is_given(const std::optional<std::string>& field) noexcept { return field && !field->empty(); }

std::optional<std::string> complaint_about_parcel(const Etc& etc, const SandboxOptions& options) {
  if (!is_given(etc.parcel_code)) return "parcel_code is missing";
  if (!is_given(etc.invoice_no)) return "invoice_no is missing";
  if (options.code_lists == CodeLists::known_only && !is_listed(ParcelCode::known(), *etc.parcel_code))
    return "parcel_code is unknown";
  return std::nullopt;
}

Etc data_for(Action action, Scope scope, const Etc& sent, const SandboxItem& item, const SandboxOptions& options) {
  if (action != Action::send || scope == Scope::order) return sent;
  if (options.item_send_data == ItemSendData::honoured && is_given(sent.invoice_no)) return sent;
  return {.parcel_code = item.parcel_code, .invoice_no = item.invoice_no};
}

ItemVerdict refused(const std::string& korean, const SandboxItem& item, const char* msg) {
  std::string state = item.status;
  if (!item.claim_type.empty()) state += ", " + item.claim_type;
  if (!item.claim_status.empty()) state += ", " + item.claim_status;
  return {.msg = msg, .detail_msg = "현재 상태(" + state + ")에서는 " + korean + " 할 수 없습니다."};
}

std::optional<std::string> complaint_about(Action action, const Etc& etc, const SandboxOptions& options) {
  if (action == Action::send || action == Action::invoice) return complaint_about_parcel(etc, options);
  if (action == Action::cancel) return complaint_about_reason(etc, options);
  if (action != Action::send_back && action != Action::exchange) return std::nullopt;
  if (auto complaint = complaint_about_reason(etc, options)) return complaint;
  if (action == Action::send_back)
    if (auto complaint = complaint_about_fee(etc, options)) return complaint;
  return complaint_about_collection(etc, options);
}

ItemVerdict apply(Action action, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item) {
  if (action == Action::invoice) return store_invoice(etc, item);
  const std::string korean{word(action).korean};
  if (const Transition* row = find(action, item, options)) {
    if (action == Action::send && !is_given(etc.invoice_no)) return refused(korean, item, "송장번호가 등록되지 않았습니다.");
    carry_out(*row, etc, options, now, item);
    return {.processed = true, .changed = true};
  }
  if (!is_repetition(action, etc, item)) return refused(korean, item, wrong_state_msg);
  if (options.repetition == Repetition::accepted) return {.processed = true};
  return refused(korean, item, done_before_msg);
}

}  // namespace imweb::inline v0::testing::sandbox

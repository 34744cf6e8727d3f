#include "sandbox/transitions.hpp"

#include <algorithm>
#include <utility>

#include <imweb/orders/parcel_code.hpp>
#include <imweb/orders/reason_code.hpp>

namespace imweb::inline v0::testing::sandbox {
namespace {

struct Word {
  std::string_view wire;
  std::string_view korean;
};

// In the order of Action.
constexpr std::array<Word, 7> action_words{{{"deposit", "입금확인"},
                                            {"place", "배송준비"},
                                            {"send", "발송처리"},
                                            {"complete", "배송완료"},
                                            {"cancel", "판매취소"},
                                            {"return", "반품처리"},
                                            {"exchange", "교환처리"}}};

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

bool is_given(const std::optional<std::string>& field) { return field && !field->empty(); }

template <class List>
bool is_listed(const List& list, const std::string& code) {
  return std::any_of(list.begin(), list.end(), [&code](const auto& row) { return row.code == code; });
}

std::optional<std::string> complaint_about_parcel(const Etc& etc, const SandboxOptions& options) {
  if (!is_given(etc.parcel_code)) return "parcel_code is missing";
  if (!is_given(etc.invoice_no)) return "invoice_no is missing";
  if (options.code_lists == CodeLists::known_only && !is_listed(ParcelCode::known(), *etc.parcel_code))
    return "parcel_code is unknown";
  return std::nullopt;
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

ItemVerdict refuse(Action action, const SandboxItem& item, const char* msg) {
  const std::string state = item.claim_type.empty() ? item.status : item.status + ", " + item.claim_type;
  return {.msg = msg, .detail_msg = "현재 상태(" + state + ")에서는 " + std::string{word(action).korean} + " 할 수 없습니다."};
}

void carry_out(const Transition& row, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item) {
  item.status = row.to;
  item.claim_type = row.claim_type;
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

std::optional<Action> action_of(std::string_view word) noexcept {
  for (std::size_t i = 0; i < action_words.size(); ++i)
    if (action_words[i].wire == word) return static_cast<Action>(i);
  return std::nullopt;
}

std::optional<std::string> complaint_about(Action action, const Etc& etc, const SandboxOptions& options) {
  if (action == Action::send) return complaint_about_parcel(etc, options);
  if (action == Action::cancel) return complaint_about_reason(etc, options);
  if (action != Action::send_back && action != Action::exchange) return std::nullopt;
  if (auto complaint = complaint_about_reason(etc, options)) return complaint;
  if (action == Action::send_back)
    if (auto complaint = complaint_about_fee(etc, options)) return complaint;
  return complaint_about_collection(etc, options);
}

ItemVerdict apply(Action action, const Etc& etc, const SandboxOptions& options, TimePoint now, SandboxItem& item) {
  if (const Transition* row = find(action, item, options)) {
    carry_out(*row, etc, options, now, item);
    return {.processed = true, .changed = true};
  }
  if (!is_repetition(action, etc, item)) return refuse(action, item, "처리할 수 없는 상태입니다.");
  if (options.repetition == Repetition::accepted) return {.processed = true};
  return refuse(action, item, "이미 처리된 품목입니다.");
}

}  // namespace imweb::inline v0::testing::sandbox

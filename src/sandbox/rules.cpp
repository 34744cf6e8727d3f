#include "sandbox/rules.hpp"

#include <algorithm>
#include <utility>

namespace imweb::inline v0::testing::sandbox {
namespace {

// The first three texts are imweb's own; of the others only the code is known.
Status refusal(int code, int request_count) {
  switch (code) {
    case code::wrong_key: return {code, "API Key Error", request_count};
    case code::wrong_token: return {code, "Error Token", request_count};
    case code::too_many_requests: return {code, "TOO MANY REQUEST", request_count};
    case code::no_data: return {code, "요청한 데이터가 존재하지 않습니다.", request_count};
    case code::no_method: return {code, "존재하지 않는 메소드입니다.", request_count};
    case code::maintenance: return {code, "서비스 점검중입니다.", request_count};
    default: return {code, "잘못된 요청입니다.", request_count};
  }
}

Status wrong_parameter(const std::string& complaint, int request_count) {
  return {code::wrong_parameter, "잘못된 요청입니다: " + complaint, request_count};
}

bool has_item(const SandboxOrder& order, const std::string& prod_order_no) {
  return std::any_of(order.items.begin(), order.items.end(),
                     [&](const SandboxItem& item) { return item.prod_order_no == prod_order_no; });
}

std::string item_number(const std::string& order_no, std::size_t position) {
  const std::string number = std::to_string(position);
  return order_no + "-" + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
}

}  // namespace

Shop::Shop(SandboxOptions options) : options_(std::move(options)), limit_(options_), tokens_(options_) {}

void Shop::add(SandboxOrder order) {
  if (order.items.empty()) order.items.emplace_back();
  for (std::size_t i = 0; i < order.items.size(); ++i)
    if (order.items[i].prod_order_no.empty()) order.items[i].prod_order_no = item_number(order.order_no, i + 1);
  std::string order_no = order.order_no;
  orders_.insert_or_assign(std::move(order_no), std::move(order));
}

std::optional<SandboxOrder> Shop::order(std::string_view order_no) const {
  const auto found = orders_.find(order_no);
  return found == orders_.end() ? std::nullopt : std::optional{found->second};
}

LoginAnswer Shop::login(std::string_view key, std::string_view secret, TimePoint now) {
  const Door door = options_.logins_in_limit == LoginsInLimit::counted ? Door::limited : Door::unlimited;
  Status status = admit(door, now);
  if (!status.is_success()) return {status};
  if (key != options_.key || secret != options_.secret) return {refusal(code::wrong_key, status.request_count)};
  return {status, tokens_.give(now)};
}

OrderAnswer Shop::process(const OrderRequest& request, TimePoint now) {
  const Status status = check(request, now);
  if (!status.is_success()) return {status};
  OrderAnswer answer = apply_to_items(request, now);
  answer.status.request_count = status.request_count;
  return answer;
}

LookAnswer Shop::look(const std::string& token, const std::string& order_no, TimePoint now) {
  const Status status = admit(token, now);
  if (!status.is_success()) return {status};
  const auto found = orders_.find(order_no);
  if (found == orders_.end()) return {refusal(code::no_data, status.request_count)};
  return {status, found->second.items};
}

Status Shop::unknown_page(TimePoint now) {
  const Status status = admit(Door::limited, now);
  return status.is_success() ? refusal(code::no_method, status.request_count) : status;
}

Status Shop::admit(Door door, TimePoint now) {
  if (maintenance_ == Maintenance::on) return refusal(code::maintenance, 0);
  if (door == Door::unlimited) return {};
  const Admission admission = limit_.admit(now);
  if (!admission.admitted) return refusal(code::too_many_requests, 0);
  return {.request_count = admission.left};
}

Status Shop::admit(const std::string& token, TimePoint now) {
  Status status = admit(Door::limited, now);
  if (!status.is_success() || tokens_.use(token, now)) return status;
  return refusal(code::wrong_token, status.request_count);
}

Status Shop::check(const OrderRequest& request, TimePoint now) {
  Status status = admit(request.token, now);
  if (!status.is_success()) return status;
  const auto action = action_of(request.action);
  if (!action) return refusal(code::no_method, status.request_count);
  if (!request.body) return wrong_parameter("the body is not a JSON object of this page", status.request_count);
  const bool lacks_version = options_.order_version == OrderVersion::required && request.order_version != "v2";
  const auto found = orders_.find(request.order_no);
  if (lacks_version || found == orders_.end()) return refusal(code::no_data, status.request_count);
  const std::string& item = request.body->prod_order_no;
  if (!item.empty() && !has_item(found->second, item)) return refusal(code::no_data, status.request_count);
  if (const auto complaint = complaint_about(*action, request.body->etc, options_))
    return wrong_parameter(*complaint, status.request_count);
  return status;
}

OrderAnswer Shop::apply_to_items(const OrderRequest& request, TimePoint now) {
  OrderAnswer answer;
  const Action action = *action_of(request.action);
  const std::string& only = request.body->prod_order_no;
  for (SandboxItem& item : orders_.find(request.order_no)->second.items) {
    if (!only.empty() && item.prod_order_no != only) continue;
    ItemVerdict verdict = apply(action, request.body->etc, options_, now, item);
    if (verdict.changed) ++answer.items_changed;
    if (verdict.processed)
      answer.processed.push_back(item.prod_order_no);
    else
      answer.refused.push_back({item.prod_order_no, std::move(verdict.msg), std::move(verdict.detail_msg)});
  }
  if (options_.wrong_state == WrongState::error_code && answer.processed.empty() && !answer.refused.empty())
    return {.status = {code::wrong_parameter, answer.refused.front().msg}};
  return answer;
}

}  // namespace imweb::inline v0::testing::sandbox

// The pages of the shop that change orders.
#include <algorithm>
#include <utility>

#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

std::optional<std::size_t> position_of(const SandboxOrder& order, const std::string& prod_order_no) {
  const auto found = std::find_if(order.items.begin(), order.items.end(),
                                  [&](const SandboxItem& item) { return item.prod_order_no == prod_order_no; });
  if (found == order.items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - order.items.begin());
}

// The items that the body names; none: all.
std::vector<std::string> named_items(const OrderBody& body) {
  if (body.item_list) return *body.item_list;
  return body.prod_order_no.empty() ? std::vector<std::string>{} : std::vector{body.prod_order_no};
}

}  // namespace

OrderAnswer Shop::process(const OrderRequest& request, TimePoint now) {
  const Status status = admit(request.token, Door::limited, now);
  const int left = status.request_count;
  if (!status.is_success()) return {status};
  const auto command = command_of(request);
  if (!command) return {refusal(code::no_method, left)};
  if (const auto complaint = complaint_about_body(request)) return {wrong_parameter(*complaint, left)};
  const Target target = target_of(request);
  if (!target.order) return {refusal(code::no_data, left)};
  if (const auto complaint = complaint_about_data(*command, request, *target.order)) return {wrong_parameter(*complaint, left)};
  OrderAnswer answer = apply_to_items(*command, request, target, now);
  answer.status.request_count = left;
  answer.order_no = target.order->order_no;
  return answer;
}

std::optional<Shop::Command> Shop::command_of(const OrderRequest& request) {
  if (const auto action = action_of(request.action, request.scope)) return *action;
  const ClaimStep* step = request.scope == Scope::order ? claim_step_of(request.action) : nullptr;
  return step ? std::optional<Command>{step} : std::nullopt;
}

std::optional<std::string> Shop::complaint_about_body(const OrderRequest& request) const {
  if (!request.body) return "the body is not a JSON object of this page";
  if (request.body_form == BodyForm::form && options_.form_bodies == FormBodies::refused) return "the body is not JSON";
  if (request.body->item_list && options_.item_lists == ItemLists::refused) return "prod_order_no is not a text";
  return std::nullopt;
}

Shop::Target Shop::target_of(const OrderRequest& request) {
  if (!understands(request.order_version)) return {};
  if (request.scope == Scope::item) {
    const auto place = store_.find_item(request.item);
    return {place.order, {place.position}};
  }
  Target target{store_.find(request.order_no)};
  if (!target.order) return {};
  for (const auto& number : named_items(*request.body)) {
    const auto position = position_of(*target.order, number);
    if (!position) return {};
    target.positions.push_back(*position);
  }
  if (target.positions.empty())
    for (std::size_t i = 0; i < target.order->items.size(); ++i) target.positions.push_back(i);
  return target;
}

std::optional<std::string> Shop::complaint_about_data(const Command& command, const OrderRequest& request,
                                                      const SandboxOrder& order) const {
  const Etc& etc = request.body->etc;
  if (const auto* step = std::get_if<const ClaimStep*>(&command)) return complaint_about(**step, etc, order, options_);
  const Action action = std::get<Action>(command);
  const bool brings_invoice = options_.item_send_data == ItemSendData::honoured && is_given(etc.invoice_no);
  const bool needs_no_data = action == Action::send && request.scope == Scope::item && !brings_invoice;
  return needs_no_data ? std::nullopt : complaint_about(action, etc, options_);
}

OrderAnswer Shop::apply_to_items(const Command& command, const OrderRequest& request, const Target& target, TimePoint now) {
  OrderAnswer answer;
  for (const std::size_t position : target.positions) {
    SandboxItem& item = target.order->items[position];
    SandboxItem before = item;
    ItemVerdict verdict = apply_to(command, request, target, now, item);
    if (verdict.changed) {
      ++answer.items_changed;
      store_.note_change(std::move(before), now);
    }
    if (verdict.processed)
      answer.processed.push_back(item.prod_order_no);
    else
      answer.refused.push_back({item.prod_order_no, std::move(verdict.msg), std::move(verdict.detail_msg)});
  }
  if (options_.wrong_state == WrongState::error_code && answer.processed.empty() && !answer.refused.empty())
    return {.status = {code::wrong_parameter, answer.refused.front().msg}};
  return answer;
}

ItemVerdict Shop::apply_to(const Command& command, const OrderRequest& request, const Target& target, TimePoint now,
                           SandboxItem& item) {
  const Etc& etc = request.body->etc;
  if (const auto* action = std::get_if<Action>(&command))
    return apply(*action, data_for(*action, request.scope, etc, item, options_), options_, now, item);
  const bool is_whole = target.positions.size() == target.order->items.size();
  const ClaimExtent extent = is_whole ? ClaimExtent::whole_order : ClaimExtent::part;
  return apply(*std::get<const ClaimStep*>(command), etc, *target.order, extent, options_, now, item);
}

}  // namespace imweb::inline v0::testing::sandbox

#include "jobs/ship_item.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace imweb::inline v0::jobs {

namespace {

using next::Decided;
using next::Go;
using next::LookAt;
using Kind = StepEnd::Kind;

constexpr std::string_view again = ". Ship again later: it will look first.";

/// What remembers a write calls it by the action's name on the wire.
std::string_view wire_name(ShipStep step) noexcept {
  constexpr std::string_view names[] = {"place", "invoice", "send"};
  return names[static_cast<std::size_t>(step)];
}

using pipeline::rules::quiet_of_status;
constexpr Duration time_to_show = std::chrono::seconds{5};  ///< what imweb confirmed may take so long to be seen
constexpr ShipStep all_steps[] = {ShipStep::place, ShipStep::set_invoice, ShipStep::send};

bool needs(const ShipNeed& need, ShipStep step) {
  return std::find(need.steps.begin(), need.steps.end(), step) != need.steps.end();
}

/// Whether a write of an earlier call could still change what is needed now. A status that is not needed any more has been reached; another
/// invoice may arrive until the item's own has been sent.
bool matters(const UnknownWrite& write, const ShipNeed& need, ShipRoute route) {
  if (write.label == wire_name(ShipStep::place)) return needs(need, ShipStep::place);
  if (write.label == wire_name(ShipStep::send)) return needs(need, ShipStep::send);
  const bool is_invoice = write.label == wire_name(ShipStep::set_invoice);
  return !is_invoice || needs(need, ShipStep::set_invoice) || route == ShipRoute::by_order;
}

}  // namespace

void ShipItem::saw(ProdOrder item, TimePoint asked_at) {
  seen_ = std::move(item);
  seen_at_ = asked_at;
  unshown_ = 0;
}

Next ShipItem::next_after_look(const ShipRules& rules, TimePoint asked_at, TimePoint now, const UnknownWrites& writes) {
  if (seen_at_ != asked_at) return next_unshown(now);
  ShipNeed need = need_of(seen_, shipment_, rules.route);
  for (const ShipStep step : all_steps)
    if (!needs(need, step)) end_of(step) = {};  // it shows its effect, or is not wanted any more
  if (need.is_met()) return Decided{has_begun() ? ShipState::shipped : ShipState::already_shipped};
  if (!need.conflict.empty())
    return Decided{ShipState::conflict, "not touched" + std::string{has_begun() ? " any further" : ""} + ": " + need.conflict +
                                            ". Decide what is right, then ship again."};
  if (rules.mode == ShipRules::Mode::plan) {
    taken_ = std::move(need.steps);
    return Decided{ShipState::planned};
  }
  return next_of_need(need, rules, asked_at, now, writes);
}

/// An item that was there and is not shown any more proves nothing.
Next ShipItem::next_unshown(TimePoint now) {
  constexpr int most = 3;
  if (++unshown_ < most) return LookAt{now + std::chrono::seconds{2}};
  return Decided{has_begun() ? ShipState::unknown : ShipState::not_shipped,
                 "imweb does not show the item any more" + std::string{again}};
}

Next ShipItem::next_of_need(const ShipNeed& need, const ShipRules& rules, TimePoint asked_at, TimePoint now,
                            const UnknownWrites& writes) {
  ShipStep step = need.steps.front();
  for (const ShipStep later : need.steps)
    if (end_of(later).kind == Kind::confirmed) step = later;  // what is shown is older than that
  const StepEnd& end = end_of(step);
  if (end.kind == Kind::refused) return Decided{ShipState::refused, end.reason, end.failure};
  if (end.kind == Kind::not_sent) return Decided{ShipState::not_shipped, end.reason, end.failure};
  const auto lost = lost_in(need, step, rules, writes);
  return lost ? next_in_doubt(need, step, *lost, asked_at, now) : Next{Go{need.steps}};
}

/// What may have taken effect and does not show: this run's own step, or what an earlier call lost; the latest of them.
std::optional<ShipItem::Lost> ShipItem::lost_in(const ShipNeed& need, ShipStep step, const ShipRules& rules,
                                                const UnknownWrites& writes) const {
  std::optional<Lost> lost;
  const StepEnd& end = end_of(step);
  if (end.kind == Kind::unknown) lost = Lost{end.at, end.at + quiet_of_status, rules.patience};
  if (end.kind == Kind::confirmed) lost = Lost{end.at, end.at + quiet_of_status, std::max(rules.patience, time_to_show)};
  const auto remembered = writes.find({order_no_.str(), seen_.prod_order_no.str()}, [&](const UnknownWrite& write) {
    return write.at > disproved_at_ && matters(write, need, rules.route);
  });
  if (!remembered) return lost;
  if (!lost) return Lost{remembered->at, remembered->quiet_until, Duration::max()};
  return Lost{std::max(lost->at, remembered->at), std::max(lost->quiet_until, remembered->quiet_until), lost->patience};
}

/// It may be sent only when it is proven that what was lost has not taken effect.
Next ShipItem::next_in_doubt(const ShipNeed& need, ShipStep step, const Lost& lost, TimePoint asked_at, TimePoint now) {
  if (!doubt_ || lost.at > doubted_at_) {
    doubt_.emplace(lost.at, lost.quiet_until);
    doubted_at_ = lost.at;
  }
  doubt_->saw_nothing(asked_at);
  if (doubt_->is_disproved()) {
    doubt_.reset();
    disproved_at_ = lost.at;
    for (const ShipStep one : need.steps) end_of(one) = {};
    return Go{need.steps};
  }
  const TimePoint look = doubt_->next_look(now);
  if (look - lost.at > lost.patience) return in_doubt(step);
  return LookAt{look};
}

Decided ShipItem::in_doubt(ShipStep step) const {
  const StepEnd& end = end_of(step);
  if (end.kind == Kind::unknown) return {ShipState::unknown, end.reason, end.failure, step};
  return {ShipState::unknown,
          "imweb confirmed the step " + std::string{to_string(step)} + ", but shows the item as " + seen_.status.str() +
              " without its effect" + std::string{again},
          std::nullopt, step};
}

void ShipItem::remember(ShipStep step, UnknownWrites& writes) const {
  writes.add(seen_.prod_order_no.str(), wire_name(step), end_of(step).at, quiet_of_status);
}

const ShippedItem& ShipItem::decide(Decided decided) {
  return report_.emplace(ShippedItem{.order_no = order_no_,
                                     .prod_order_no = seen_.prod_order_no,
                                     .state = decided.state,
                                     .steps = taken_,
                                     .message = std::move(decided.message),
                                     .failure = std::move(decided.failure)});
}

Decided ShipItem::last_word(const Failure& why) const {
  for (const ShipStep step : all_steps) {
    const StepEnd& end = end_of(step);
    if (end.kind == Kind::unknown) return in_doubt(step);
    if (end.kind == Kind::refused) return {ShipState::refused, end.reason, end.failure};
    if (end.kind == Kind::not_sent) return {ShipState::not_shipped, end.reason, end.failure};
  }
  for (const ShipStep step : all_steps)
    if (end_of(step).kind == Kind::confirmed && seen_at_ >= end_of(step).at) return in_doubt(step);
  if (end_of(ShipStep::send).kind == Kind::confirmed)
    return {ShipState::shipped, "imweb confirmed every step; it could not be read back: " + why.message(), why};
  return {ShipState::not_shipped, (has_begun() ? "not all steps are taken: " : "") + why.message(), why};
}

}  // namespace imweb::inline v0::jobs

#include "jobs/ship_item.hpp"

#include <algorithm>
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

/// A write of an earlier call that could still change what is needed now. A step that is not needed any more has come true.
bool matters(const UnknownWrite& write, const ShipNeed& need) {
  constexpr ShipStep steps[] = {ShipStep::place, ShipStep::set_invoice, ShipStep::send};
  const auto is_it = [&write](ShipStep step) { return write.label == wire_name(step); };
  const auto step = std::find_if(std::begin(steps), std::end(steps), is_it);
  if (step == std::end(steps)) return true;
  return std::find(need.steps.begin(), need.steps.end(), *step) != need.steps.end();
}

}  // namespace

Next ShipItem::next_after_look(const ShipRules& rules, TimePoint asked_at, TimePoint now,
                               const std::optional<UnknownWrite>& remembered) {
  ShipNeed need = need_of(seen_, shipment_, rules.route);
  if (need.is_met()) return Decided{taken_.empty() ? ShipState::already_shipped : ShipState::shipped};
  if (!need.conflict.empty())
    return Decided{ShipState::conflict, "not touched" + std::string{taken_.empty() ? "" : " any further"} + ": " + need.conflict +
                                            ". Decide what is right, then ship again."};
  if (rules.mode == ShipRules::Mode::plan) {
    taken_ = std::move(need.steps);
    return Decided{ShipState::planned};
  }
  return next_of_need(need, rules, asked_at, now, remembered);
}

void ShipItem::turn_to(ShipStep step) noexcept {
  if (needed_ == step) return;
  needed_ = step;
  doubt_.reset();
  is_doubt_over_ = false;
  late_looks_ = 0;
}

Next ShipItem::next_of_need(const ShipNeed& need, const ShipRules& rules, TimePoint asked_at, TimePoint now,
                            const std::optional<UnknownWrite>& remembered) {
  const ShipStep step = need.steps.front();
  turn_to(step);
  const StepEnd& end = end_of(step);
  switch (end.kind) {
    case Kind::confirmed: return next_unseen(end, step);
    case Kind::refused: return Decided{ShipState::refused, end.reason, end.failure};
    case Kind::not_sent: return Decided{ShipState::not_shipped, end.reason, end.failure};
    case Kind::unknown: break;
    case Kind::not_taken:
      if (is_doubt_over_ || !remembered || !matters(*remembered, need)) return Go{need.steps};
  }
  if (!doubt_) doubt_.emplace(remembered ? remembered->at : end.at, remembered ? remembered->quiet_until : end.at);
  return next_in_doubt(need, rules, asked_at, now);
}

/// A step was lost, in this run or before it. It may be sent only when it is proven that it has not taken effect.
Next ShipItem::next_in_doubt(const ShipNeed& need, const ShipRules& rules, TimePoint asked_at, TimePoint now) {
  StepEnd& end = end_of(need.steps.front());
  doubt_->saw_nothing(asked_at);
  if (doubt_->is_disproved()) {
    doubt_.reset();
    is_doubt_over_ = true;
    end = {};
    return Go{need.steps};
  }
  const TimePoint look = doubt_->next_look(now);
  const bool is_of_this_run = end.kind == Kind::unknown;
  if (is_of_this_run && look > end.at + rules.patience) return Decided{ShipState::unknown, end.reason, end.failure};
  return LookAt{look};
}

/// imweb confirmed the step, and does not show it: it may be slow to show, or the step had no effect.
Next ShipItem::next_unseen(const StepEnd& end, ShipStep step) {
  constexpr std::chrono::seconds looks[] = {std::chrono::seconds{2}, std::chrono::seconds{5}};
  if (late_looks_ < std::size(looks)) return LookAt{end.at + looks[late_looks_++]};
  return Decided{ShipState::unknown, "imweb confirmed the step " + std::string{to_string(step)} + ", but shows the item as " +
                                         seen_.status.str() + " without its effect" + std::string{again}};
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
  const auto is_of = [](Kind kind) { return [kind](const StepEnd& end) { return end.kind == kind; }; };
  for (const Kind kind : {Kind::unknown, Kind::refused, Kind::not_sent}) {
    const auto end = std::find_if(ends_.begin(), ends_.end(), is_of(kind));
    if (end == ends_.end()) continue;
    const ShipState state = kind == Kind::unknown   ? ShipState::unknown
                            : kind == Kind::refused ? ShipState::refused
                                                    : ShipState::not_shipped;
    return {state, end->reason, end->failure};
  }
  const bool is_sent = ends_[static_cast<std::size_t>(ShipStep::send)].kind == Kind::confirmed;
  if (is_sent) return {ShipState::shipped, "imweb confirmed every step; it could not be read back: " + why.message(), why};
  const bool has_begun = !taken_.empty();
  return {has_begun ? ShipState::unknown : ShipState::not_shipped,
          (has_begun ? "some steps are taken, and the item could not be read again: " : "") + why.message(), why};
}

}  // namespace imweb::inline v0::jobs

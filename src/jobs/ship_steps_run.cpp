// How a run of `ship` takes steps: which items go together, one request after the other, and what its answer says of each item.
#include <algorithm>
#include <utility>

#include "jobs/ship_run.hpp"
#include "operations.hpp"

namespace imweb::inline v0::jobs {

namespace {

constexpr std::size_t most_units = 12;  // under way at once: enough to keep the pace whatever the answers take
using Kind = StepEnd::Kind;

ItemAction item_action(ShipStep step, const Shipment& shipment) {
  if (step == ShipStep::place) return Place{};
  if (step == ShipStep::send) return SendItem{};
  return SetInvoice{shipment.parcel_code, shipment.invoice_no};
}

OrderAction order_action(ShipStep step, const Shipment& shipment) {
  if (step == ShipStep::place) return Place{};
  if (step == ShipStep::send) return Send{shipment.parcel_code, shipment.invoice_no};
  return SetInvoice{shipment.parcel_code, shipment.invoice_no};
}

StepEnd refused(TimePoint now, const std::string& what) { return {Kind::refused, now, "imweb refused it: " + what}; }
StepEnd unnamed(TimePoint now) {
  return {Kind::unknown, now, "imweb named the item neither among the successes nor among the refusals"};
}

StepEnd end_of(const ProdOrderNo& item, const ProdOrderActionResult& result, TimePoint now) {
  for (const auto& failed : result.failed)
    if (failed.prod_order_no == item) return refused(now, to_string(failed));
  return result.success.empty() ? unnamed(now) : StepEnd{Kind::confirmed, now};
}

StepEnd end_of(const ProdOrderNo& item, const OrderActionResult& result, TimePoint now) {
  for (const auto& order : result.failed) {
    if (order.prod_order_list.empty()) return refused(now, to_string(order));
    for (const auto& failed : order.prod_order_list)
      if (failed.prod_order_no == item) return refused(now, to_string(failed));
  }
  return result.success.empty() ? unnamed(now) : StepEnd{Kind::confirmed, now};
}

template <class Result>
StepEnd end_of(const ProdOrderNo& item, const Outcome<Result>& outcome, TimePoint now) {
  if (outcome) return end_of(item, *outcome, now);
  const Failure& failure = outcome.failure();
  const bool is_unknown = failure.effect() == Effect::unknown;
  return {is_unknown ? Kind::unknown : is_refusal(failure) ? Kind::refused : Kind::not_sent, now, failure.message(), failure};
}

}  // namespace

/// By item each goes alone. By order those that need the same go together where they are all that the order has.
void ShipRun::line_up(Batch& batch, OrderWork& order, const std::map<std::vector<ShipStep>, std::vector<ShipItem*>>& by_steps) {
  for (const auto& [steps, items] : by_steps) {
    const bool is_whole_order = rules_.route == ShipRoute::by_order && items.size() == order.items_at_imweb &&
                                order.requests.size() == 1;
    const std::size_t together = is_whole_order ? items.size() : 1;
    for (std::size_t i = 0; i < items.size(); i += together) {
      const auto first = items.begin() + static_cast<std::ptrdiff_t>(i);
      std::for_each(first, first + static_cast<std::ptrdiff_t>(together), [](ShipItem* item) { item->goes(); });
      line_.push_back(std::make_shared<Unit>(Unit{.batch = &batch,
                                                  .items = {first, first + static_cast<std::ptrdiff_t>(together)},
                                                  .steps = steps,
                                                  .is_whole_order = is_whole_order}));
      ++batch.units_open;
    }
  }
}

void ShipRun::begin_units() {
  while (!line_.empty() && (stopped_ || units_under_way_ < most_units)) {
    const auto unit = std::move(line_.front());
    line_.pop_front();
    ++units_under_way_;
    stopped_ ? end(*unit) : take_step(unit);
  }
}

void ShipRun::take_step(const std::shared_ptr<Unit>& unit) {
  const ShipStep step = unit->steps[unit->at];
  const ShipItem& item = *unit->items.front();
  if (rules_.route == ShipRoute::by_item)
    return ask(unit, step, operations::process(item.prod_order_no(), item_action(step, item.shipment()), client_.bare_success()));
  OrderTarget target{.order_no = item.order_no()};
  if (!unit->is_whole_order) target.prod_order_no = item.prod_order_no();
  ask(unit, step, operations::process(target, order_action(step, item.shipment()), client_.bare_success()));
}

template <class Change>
void ShipRun::ask(const std::shared_ptr<Unit>& unit, ShipStep step, Change change) {
  using End = Outcome<typename Change::Result>;
  client_.start(std::move(change), options_.call,
                Callback<End>{[self = shared_from_this(), unit, step](const End& outcome) { self->ended(unit, step, outcome); }});
}

template <class Result>
void ShipRun::ended(const std::shared_ptr<Unit>& unit, ShipStep step, const Outcome<Result>& outcome) {
  if (!outcome && outcome.failure().kind() == FailureKind::cancelled && !stopped_) stopped_ = outcome.failure();
  const bool was_sent = outcome || outcome.failure().attempts() > 0;
  if (was_sent) ++writes_;
  bool is_confirmed = true;
  for (ShipItem* item : unit->items) {
    if (was_sent) item->took(step);
    StepEnd end = end_of(item->prod_order_no(), outcome, client_.now());
    is_confirmed &= end.kind == Kind::confirmed;
    item->ended(step, std::move(end));
  }
  const bool goes_on = is_confirmed && ++unit->at < unit->steps.size() && !stopped_;
  if (goes_on) return take_step(unit);
  end(*unit);
  begin_units();
}

/// The last unit of a batch has its orders read back.
void ShipRun::end(const Unit& unit) {
  --units_under_way_;
  if (--unit.batch->units_open == 0) read(*unit.batch);
}

}  // namespace imweb::inline v0::jobs

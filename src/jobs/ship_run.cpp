#include "jobs/ship_run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include <imweb/orders/validate.hpp>

#include "operations.hpp"

namespace imweb::inline v0::jobs {

namespace {

constexpr std::chrono::milliseconds longest_patience = std::chrono::hours{24};  // far from overflow
constexpr std::size_t most_busy_batches = 2;                                    // one reads while the other takes its steps

bool is_stop(const Failure& failure) { return failure.kind() == FailureKind::cancelled; }

}  // namespace

ShipRun::ShipRun(ShopClient& client, std::vector<ShipRequest> requests, const ShipOptions& options, ShipRules::Mode mode,
                 Callback<ShipReport> on_done)
    : client_(client),
      requests_(std::move(requests)),
      options_(options),
      rules_{options.route, mode, std::clamp(options.patience, std::chrono::milliseconds{0}, longest_patience)},
      on_done_(std::move(on_done)) {}

bool ShipRun::OrderWork::is_open() const noexcept {
  return !was_read || std::any_of(items.begin(), items.end(), [](const ShipItem& item) { return !item.is_decided(); });
}

void ShipRun::begin() {
  sort_out_requests();
  for (auto& order : orders_) {
    if (batches_.empty() || batches_.back().orders.size() == operations::most_orders) batches_.emplace_back();
    batches_.back().orders.push_back(&order);
  }
  begin_batches();
  finish_if_over();
}

/// Wrong values and doubles are told at once; the rest is put together by order.
void ShipRun::sort_out_requests() {
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const auto& [target, shipment] = requests_[i];
    if (auto failure = validate(target, Send{shipment.parcel_code, shipment.invoice_no})) {
      const std::string message = failure->message();
      decide_request(i, ShipState::refused, message, std::move(failure));
      continue;
    }
    OrderWork*& order = by_number_[target.order_no.str()];
    if (!order && rules_.mode == ShipRules::Mode::ship && !client_.begin_work_on(target.order_no)) {
      decide_request(i, ShipState::not_shipped, "another run of this client is at work on the order", std::nullopt);
      by_number_.erase(target.order_no.str());
      continue;
    }
    if (!order) order = &orders_.emplace_back(OrderWork{target.order_no});
    const auto overlaps = [&, &target = target](std::size_t other) {
      const auto& item = requests_[other].target.prod_order_no;
      return !item || !target.prod_order_no || item == target.prod_order_no;
    };
    if (std::any_of(order->requests.begin(), order->requests.end(), overlaps))
      decide_request(i, ShipState::refused, "the list names it twice; only its first line counts", std::nullopt);
    else
      order->requests.push_back(i);
  }
}

void ShipRun::begin_batches() {
  while (busy_batches_ < most_busy_batches && next_batch_ < batches_.size() && !stopped_) {
    ++open_batches_;
    ++busy_batches_;
    read(batches_[next_batch_++]);
  }
}

void ShipRun::read(Batch& batch) {
  std::vector<OrderNo> numbers;
  for (const OrderWork* order : batch.orders)
    if (order->is_open()) numbers.push_back(order->order_no);
  if (numbers.empty()) return end();
  ++reads_;
  client_.start(operations::ProdOrders{std::move(numbers)}, options_.call,
                Callback<Outcome<std::vector<ProdOrdersOf>>>{
                    [self = shared_from_this(), &batch, asked_at = client_.now()](Outcome<std::vector<ProdOrdersOf>> orders) {
                      self->take(batch, asked_at, std::move(orders));
                    }});
}

void ShipRun::take(Batch& batch, TimePoint asked_at, Outcome<std::vector<ProdOrdersOf>> orders) {
  if (orders) {
    for (const auto& order : *orders) take_items(*by_number_.at(order.order_no.str()), asked_at, order.prod_orders);
    return go_on(batch, asked_at);
  }
  const FailureKind kind = orders.failure().kind();
  const bool may_be_one = kind == FailureKind::protocol || kind == FailureKind::not_found || kind == FailureKind::refused;
  if (may_be_one && batch.orders.size() > 1)
    read_one_by_one(batch);
  else
    take_unread(batch, orders.failure());
  end();
}

/// One order that imweb does not know, or shows in a way that cannot be read, must not hold up the others.
void ShipRun::read_one_by_one(const Batch& batch) {
  for (OrderWork* order : batch.orders)
    if (order->is_open()) batches_.push_back({.orders = {order}});
}

/// Nothing more can be learnt about the batch.
void ShipRun::take_unread(Batch& batch, const Failure& failure) {
  if (is_stop(failure) && !stopped_) stopped_ = failure;
  for (OrderWork* order : batch.orders) {
    if (!order->was_read)
      for (const std::size_t request : order->requests)
        decide_request(request, is_refusal(failure) ? ShipState::refused : ShipState::not_shipped, failure.message(), failure);
    order->was_read = true;
    for (auto& item : order->items)
      if (!item.is_decided()) decide(item, item.last_word(failure));
  }
}

void ShipRun::take_items(OrderWork& order, TimePoint asked_at, const std::vector<ProdOrder>& items) {
  if (!std::exchange(order.was_read, true)) return take_first(order, asked_at, items);
  for (const auto& item : items)
    for (auto& known : order.items)
      if (known.prod_order_no() == item.prod_order_no) known.saw(item, asked_at);
}

void ShipRun::take_first(OrderWork& order, TimePoint asked_at, const std::vector<ProdOrder>& items) {
  order.items_at_imweb = items.size();
  for (const std::size_t request : order.requests) {
    const auto& [target, shipment] = requests_[request];
    const std::size_t before = order.items.size();
    for (const auto& item : items) {
      if (target.prod_order_no && *target.prod_order_no != item.prod_order_no) continue;
      order.items.emplace_back(order.order_no, shipment, item, asked_at, request);
      const auto [first, is_new] = order_of_item_.emplace(item.prod_order_no.str(), &order);
      if (!is_new) decide_double(item.prod_order_no, *first->second, order);
    }
    if (order.items.size() == before)
      decide_request(request, ShipState::refused, "imweb shows no such item. Check the number and order_version.", std::nullopt);
  }
}

/// One number for two items: nobody can tell which of them a step would change.
void ShipRun::decide_double(const ProdOrderNo& number, OrderWork& first, OrderWork& second) {
  for (OrderWork* order : {&first, &second})
    for (auto& item : order->items)
      if (item.prod_order_no() == number && !item.is_decided() && !item.is_going())
        decide(item, {ShipState::conflict, "not touched: imweb shows more than one item of this number"});
}

/// Decides every open item by what was just read.
void ShipRun::go_on(Batch& batch, TimePoint asked_at) {
  TimePoint look_at = never;
  for (OrderWork* order : batch.orders) {
    std::map<std::vector<ShipStep>, std::vector<ShipItem*>> by_steps;
    for (auto& item : order->items) {
      if (item.is_decided()) continue;
      auto next = item.next_after_look(rules_, asked_at, client_.now(), client_.unknown_writes());
      if (auto* decided = std::get_if<next::Decided>(&next)) decide(item, std::move(*decided));
      if (const auto* go = std::get_if<next::Go>(&next)) by_steps[go->steps].push_back(&item);
      if (const auto* look = std::get_if<next::LookAt>(&next)) look_at = std::min(look_at, look->time);
    }
    line_up(batch, *order, by_steps);
  }
  if (batch.units_open > 0) return begin_units();
  if (look_at == never) return end();
  look_again(batch, look_at);
}

void ShipRun::look_again(Batch& batch, TimePoint time) {
  --busy_batches_;
  client_.wait_until(time, options_.call, [self = shared_from_this(), &batch](ShopClient::Waited waited) {
    ++self->busy_batches_;
    if (waited == ShopClient::Waited::until_then) return self->read(batch);
    self->take_unread(batch, Failure{{.kind = FailureKind::cancelled, .message = "the run was stopped"}});
    self->end();
  });
  begin_batches();
}

void ShipRun::end() {
  --busy_batches_;
  --open_batches_;
  begin_batches();
  finish_if_over();
}

void ShipRun::finish_if_over() {
  if (open_batches_ > 0 || (next_batch_ < batches_.size() && !stopped_) || !on_done_) return;
  for (; next_batch_ < batches_.size(); ++next_batch_) take_unread(batches_[next_batch_], *stopped_);
  if (rules_.mode == ShipRules::Mode::ship)
    for (const auto& order : orders_) client_.end_work_on(order.order_no);
  ShipReport report{.reads = reads_, .writes = writes_};
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (const auto refused = refused_.find(i); refused != refused_.end()) {
      report.items.push_back(refused->second);
      continue;
    }
    for (const auto& item : by_number_.at(requests_[i].target.order_no.str())->items)
      if (item.request() == i) report.items.push_back(item.report());
  }
  std::exchange(on_done_, {})(std::move(report));
}

void ShipRun::decide(ShipItem& item, next::Decided decided) {
  if (decided.in_doubt) item.remember(*decided.in_doubt, client_.unknown_writes());
  tell(item.decide(std::move(decided)));
}

void ShipRun::decide_request(std::size_t request, ShipState state, std::string message, std::optional<Failure> failure) {
  const OrderTarget& target = requests_[request].target;
  tell(refused_
           .emplace(request, ShippedItem{.order_no = target.order_no,
                                         .prod_order_no = target.prod_order_no,
                                         .state = state,
                                         .message = std::move(message),
                                         .failure = std::move(failure)})
           .first->second);
}

void ShipRun::tell(const ShippedItem& item) const {
  try {
    if (options_.on_item) options_.on_item(item);
  } catch (...) {  // the run must come to its end
  }
}

}  // namespace imweb::inline v0::jobs

#include <imweb/order_client.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <imweb/orders/validate.hpp>

#include "jobs/settle_run.hpp"
#include "jobs/ship_run.hpp"
#include "operations.hpp"
#include "order_list.hpp"
#include "orders/complaint.hpp"
#include "orders/item_number.hpp"
#include "shop_client.hpp"

namespace imweb::inline v0 {

namespace {

using operations::quiet_time;

bool needs_person(const OrderAction& action) { return only_a_person_repeats(action); }
bool needs_person(const ItemAction&) { return false; }

/// Nobody is left who knows how far a run had come.
Failure lost_run() {
  return Failure{
      {.kind = FailureKind::cancelled,
       .effect = Effect::unknown,
       .message = "the client's engine was destroyed during the run, so that it is not known how far it came. Ship again with a "
                  "new client, after 65 s: it will look first"}};
}

}  // namespace

/// The door's own room: the shop, and the engine where the client has one of its own.
class OrderClient::Impl {
 public:
  Impl(ClientOptions options, std::shared_ptr<engine::Core> core, std::unique_ptr<Engine> engine)
      : own_engine_(std::move(engine)), shop(std::move(options), std::move(core)) {}

 private:
  std::unique_ptr<Engine> own_engine_;  // goes last

 public:
  ShopClient shop;

  /// What is asked of one target, checked: the operation, or why it cannot be sent.
  template <class Target, class Action, class OnEnd>
  void start(const Target& target, const Action& action, const CallOptions& options, OnEnd on_done) {
    if (!on_done) on_done = [](const auto&) {};  // nobody wants to know
    auto wrong = shop.refuse_to_start();
    if (wrong) return on_done(*std::move(wrong));
    wrong = refuse(target, action, options);
    if (wrong) return shop.tell(std::move(on_done), *std::move(wrong));
    shop.begin(operations::process(target, action, shop.bare_success()), options, std::move(on_done));
  }

  template <class Result, class Target, class Action>
  [[nodiscard]] Outcome<Result> process(const Target& target, const Action& action, const CallOptions& options) {
    return shop.wait_for_end<Outcome<Result>>(
        [&](Callback<Outcome<Result>> on_done) { start(target, action, options, std::move(on_done)); });
  }

  template <class Target, class Action>
  [[nodiscard]] Outcome<http::Request> plan(const Target& target, const Action& action) const {
    if (auto wrong = refuse(target, action, {})) return *std::move(wrong);
    auto request = wire::encode(shop.wire_options(), target, action);
    wire::authorize(request, {});
    wire::redact(request);
    return request;
  }

  template <Operation Asked, class Number>
  [[nodiscard]] Outcome<typename Asked::Result> read(const char* field, const Number& number, const CallOptions& options) {
    if (auto wrong = check_identifier(field, number.str())) return refusal(*wrong);
    return shop.process(Asked{number}, options);
  }

  [[nodiscard]] Outcome<std::vector<ProdOrdersOf>> read_many(std::span<const OrderNo> order_nos, const CallOptions& options);

  [[nodiscard]] ShipReport ship(std::span<const ShipRequest> requests, const ShipOptions& options, jobs::ShipRules::Mode mode);

  template <class Target, class Action>
  [[nodiscard]] Outcome<Settlement> settle(const Target& target, const Action& action, const OrderTarget& read_at,
                                           const SettleOptions& options);

 private:
  /// The items of at most operations::most_orders orders, in one request; one by one where that fails and one of them may be why.
  [[nodiscard]] Outcome<std::vector<ProdOrdersOf>> read_together(const std::vector<OrderNo>& order_nos,
                                                                 const CallOptions& options);

  template <class Target, class Action>
  [[nodiscard]] std::optional<Failure> refuse(const Target& target, const Action& action, const CallOptions& options) const {
    auto wrong = shop.refuse(options);
    return wrong ? wrong : validate(target, action);
  }

  /// Why no job of several requests can be begun from here.
  [[nodiscard]] std::optional<Failure> refuse_job(const CallOptions& options) const {
    if (auto wrong = shop.refuse_to_start()) return wrong;
    if (shop.is_own_thread()) return ShopClient::would_wait_for_itself();
    return shop.refuse(options);
  }
};

Outcome<std::vector<ProdOrdersOf>> OrderClient::Impl::read_together(const std::vector<OrderNo>& order_nos,
                                                                    const CallOptions& options) {
  auto orders = shop.process(operations::ProdOrders{order_nos}, options);
  if (orders) return orders;
  const auto kind = orders.failure().kind();
  const bool is_one = order_nos.size() == 1;
  if (is_one && kind == FailureKind::not_found) return std::vector<ProdOrdersOf>{};
  const bool may_be_of_one = kind == FailureKind::not_found || kind == FailureKind::protocol;
  if (is_one || !may_be_of_one) return orders;
  std::vector<ProdOrdersOf> all;
  for (const auto& order_no : order_nos) {
    auto one = read_together({order_no}, options);
    if (!one) return one;
    std::move(one->begin(), one->end(), std::back_inserter(all));
  }
  return all;
}

Outcome<std::vector<ProdOrdersOf>> OrderClient::Impl::read_many(std::span<const OrderNo> order_nos, const CallOptions& options) {
  std::unordered_map<OrderNo, std::vector<ProdOrder>> found;
  std::vector<OrderNo> wanted;  // each once
  for (const auto& order_no : order_nos) {
    if (auto wrong = check_identifier("order_no", order_no.str())) return refusal(*wrong);
    if (found.try_emplace(order_no).second) wanted.push_back(order_no);
  }
  for (std::size_t i = 0; i < wanted.size(); i += operations::most_orders) {
    const auto first = wanted.begin() + static_cast<std::ptrdiff_t>(i);
    const auto many = static_cast<std::ptrdiff_t>(std::min(operations::most_orders, wanted.size() - i));
    auto orders = read_together({first, first + many}, options);
    if (!orders) return orders.failure();
    for (auto& order : *orders) found[order.order_no] = std::move(order.prod_orders);
  }
  std::vector<ProdOrdersOf> all;
  for (const auto& order_no : order_nos) all.push_back({order_no, found[order_no]});
  return all;
}

ShipReport OrderClient::Impl::ship(std::span<const ShipRequest> requests, const ShipOptions& options, jobs::ShipRules::Mode mode) {
  const auto say_of_all = [&](ShipState state, const Failure& failure) {
    ShipReport report;
    for (const auto& [target, shipment] : requests)
      report.items.push_back({.order_no = target.order_no,
                              .prod_order_no = target.prod_order_no,
                              .state = state,
                              .message = failure.message(),
                              .failure = failure});
    return report;
  };
  if (const auto wrong = refuse_job(options.call)) return say_of_all(ShipState::not_shipped, *wrong);
  auto report = ShopClient::wait_for<ShipReport>([&](Callback<ShipReport> on_done) {
    auto run = std::make_shared<jobs::ShipRun>(shop, std::vector<ShipRequest>{requests.begin(), requests.end()}, options, mode,
                                               std::move(on_done));
    shop.run([run = std::move(run)] { run->begin(); });
  });
  return report ? *std::move(report) : say_of_all(ShipState::unknown, lost_run());
}

template <class Target, class Action>
Outcome<Settlement> OrderClient::Impl::settle(const Target& target, const Action& action, const OrderTarget& read_at,
                                              const SettleOptions& options) {
  auto wrong = refuse_job(options.call);
  if (!wrong) wrong = validate(target, action);
  if (wrong) return *std::move(wrong);
  auto settlement = ShopClient::wait_for<Settlement>([&](Callback<Settlement> on_done) {
    auto run = std::make_shared<jobs::SettleRun>(
        shop,
        jobs::Question{.target = read_at,
                       .subject = std::string{name(action)} + " of " + to_string(target),
                       .label = name(action),
                       .quiet = quiet_time(action),
                       .needs_person = needs_person(action),
                       .evidence = [action](const ProdOrder& item) { return evidence_of(action, item); }},
        options, std::move(on_done));
    shop.run([run = std::move(run)] { run->begin(); });
  });
  return settlement ? Outcome{*std::move(settlement)} : ShopClient::engine_is_gone();
}

OrderClient::OrderClient(ClientOptions options) {
  auto engine = std::make_unique<Engine>(std::make_unique<http::CurlTransport>(options.connection));
  auto core = engine->core_;
  impl_ = std::make_unique<Impl>(std::move(options), std::move(core), std::move(engine));
}

OrderClient::OrderClient(ClientOptions options, Engine& engine)
    : impl_(std::make_unique<Impl>(std::move(options), engine.core_, nullptr)) {}

OrderClient::OrderClient(OrderClient&&) noexcept = default;
OrderClient& OrderClient::operator=(OrderClient&&) noexcept = default;
OrderClient::~OrderClient() = default;

Outcome<OrderActionResult> OrderClient::process(const OrderTarget& target, const OrderAction& action, const CallOptions& options) {
  return impl_->process<OrderActionResult>(target, action, options);
}

Outcome<ProdOrderActionResult> OrderClient::process(const ProdOrderNo& item, const ItemAction& action, const CallOptions& options) {
  return impl_->process<ProdOrderActionResult>(item, action, options);
}

void OrderClient::start(const OrderTarget& target, const OrderAction& action, const CallOptions& options, OnDone on_done) {
  impl_->start(target, action, options, std::move(on_done));
}

void OrderClient::start(const ProdOrderNo& item, const ItemAction& action, const CallOptions& options, OnItemDone on_done) {
  impl_->start(item, action, options, std::move(on_done));
}

Outcome<http::Request> OrderClient::plan(const OrderTarget& target, const OrderAction& action) const {
  return impl_->plan(target, action);
}

Outcome<http::Request> OrderClient::plan(const ProdOrderNo& item, const ItemAction& action) const {
  return impl_->plan(item, action);
}

Outcome<Order> OrderClient::get(const OrderNo& order_no, const CallOptions& options) {
  return impl_->read<operations::Get>("order_no", order_no, options);
}

OrderList OrderClient::list(OrderFilter filter, CallOptions options) {
  return OrderList{std::make_unique<OrderList::State>(impl_->shop, std::move(filter), std::move(options))};
}

Outcome<std::vector<ProdOrder>> OrderClient::prod_orders(const OrderNo& order_no, const CallOptions& options) {
  return impl_->read<operations::ProdOrdersOfOne>("order_no", order_no, options);
}

Outcome<std::vector<ProdOrdersOf>> OrderClient::prod_orders(std::span<const OrderNo> order_nos, const CallOptions& options) {
  return impl_->read_many(order_nos, options);
}

Outcome<Invoice> OrderClient::invoice(const ProdOrderNo& item, const CallOptions& options) {
  return impl_->read<operations::ReadInvoice>("prod_order_no", item, options);
}

ShipReport OrderClient::ship(const OrderTarget& target, const Shipment& shipment, const ShipOptions& options) {
  const ShipRequest request{target, shipment};
  return ship(std::span{&request, 1}, options);
}

ShipReport OrderClient::ship(std::span<const ShipRequest> requests, const ShipOptions& options) {
  return impl_->ship(requests, options, jobs::ShipRules::Mode::ship);
}

ShipReport OrderClient::plan(std::span<const ShipRequest> requests, const ShipOptions& options) {
  return impl_->ship(requests, options, jobs::ShipRules::Mode::plan);
}

Outcome<Settlement> OrderClient::settle(const OrderTarget& target, const OrderAction& action, const SettleOptions& options) {
  return impl_->settle(target, action, target, options);
}

Outcome<Settlement> OrderClient::settle(const ProdOrderNo& item, const ItemAction& action, const SettleOptions& options) {
  auto order_no = order_in(item);
  if (!order_no)
    return refusal("the order of item " + item.str() +
                   " cannot be told from its number; settle {.order_no, .prod_order_no} instead");
  return impl_->settle(item, action, {.order_no = *std::move(order_no), .prod_order_no = item}, options);
}

}  // namespace imweb::inline v0

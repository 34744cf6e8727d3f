#include "order_list.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "operations.hpp"
#include "orders/complaint.hpp"

namespace imweb::inline v0 {

namespace {

using pipeline::rules::ListWindow;
using pipeline::rules::Paging;

std::optional<std::int64_t> seconds_of(std::optional<std::chrono::sys_seconds> moment) {
  return moment ? std::optional<std::int64_t>{moment->time_since_epoch().count()} : std::nullopt;
}

std::deque<ListWindow> windows_of(const OrderFilter& filter) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return pipeline::rules::cut_window({seconds_of(filter.order_date_from), seconds_of(filter.order_date_to)},
                                     now.time_since_epoch().count());
}

/// Years that no shop of imweb has orders of would be cut into any number of windows.
std::optional<std::string> check_date(const char* field, std::optional<std::chrono::sys_seconds> date) {
  using namespace std::chrono_literals;
  constexpr std::chrono::sys_seconds earliest = std::chrono::sys_days{2000y / 1 / 1};
  constexpr std::chrono::sys_seconds latest = std::chrono::sys_days{2100y / 1 / 1};
  if (!date || (*date >= earliest && *date <= latest)) return std::nullopt;
  return complain(field, "is out of range", "2000-01-01 to 2100-01-01");
}

std::optional<Failure> validate(const OrderFilter& filter) {
  std::optional<std::string> wrong;
  const auto check = [&wrong](std::string_view field, const std::string& text) {
    if (!wrong) wrong = check_text(field, text);
  };
  if (!filter.state.field().empty()) check(filter.state.field(), filter.state.value());
  if (filter.type) check("type", filter.type->str());
  if (!filter.member.empty()) check("member", filter.member);
  if (!wrong && (filter.limit < 1 || filter.limit > 100)) wrong = "limit is out of range; rule: 1 to 100";
  if (!wrong) wrong = check_date("order_date_from", filter.order_date_from);
  if (!wrong) wrong = check_date("order_date_to", filter.order_date_to);
  const bool is_backward = filter.order_date_from && filter.order_date_to && *filter.order_date_to < *filter.order_date_from;
  if (!wrong && is_backward) wrong = "order_date_to lies before order_date_from; rule: the end comes after the beginning";
  return wrong ? std::optional{refusal("the filter of the list is wrong: " + *wrong)} : std::nullopt;
}

}  // namespace

OrderList::State::State(ShopClient& client, OrderFilter filter, CallOptions options)
    : client_(client),
      filter_(std::move(filter)),
      options_(std::move(options)),
      failure_(validate(filter_)),
      paging_(failure_ ? std::deque<ListWindow>{} : windows_of(filter_)) {}

const Outcome<Order>* OrderList::State::next() {
  while (waiting_.empty() && !failure_ && paging_.next()) fetch();
  if (!waiting_.empty()) {
    current_.emplace(std::move(waiting_.front()));
    waiting_.pop_front();
    return &*current_;
  }
  if (!failure_) return nullptr;
  const bool is_told = current_ && !*current_;
  if (is_told) return nullptr;
  current_.emplace(*failure_);
  return &*current_;
}

void OrderList::State::fetch() {
  const auto page = *paging_.next();
  auto outcome = client_.process(operations::List({.filter_name = filter_.state.field(),
                                                   .filter_value = filter_.state.value(),
                                                   .type = filter_.type ? filter_.type->str() : std::string{},
                                                   .member = filter_.member,
                                                   .from = page.window.from,
                                                   .to = page.window.to,
                                                   .page = page.number,
                                                   .limit = filter_.limit}),
                                 options_);
  if (page.number == 1) seen_in_window_.clear();
  if (outcome) return take(*std::move(outcome));
  if (outcome.failure().kind() != FailureKind::not_found) return fail(outcome.failure());
  advance({.answer = Paging::Found::Answer::no_data});  // one of imweb's ways to say: no rows
}

void OrderList::State::take(wire::OrderPage page) {
  const auto limit = static_cast<std::int64_t>(filter_.limit);
  const auto page_size = page.pagesize && *page.pagesize > 0 ? std::min(*page.pagesize, limit) : limit;
  Paging::Found found{.rows = page.orders.size(),
                      .page_size = static_cast<std::size_t>(page_size),
                      .total_page = page.total_page,
                      .data_count = page.data_count};
  for (auto& order : page.orders) {
    if (seen_in_window_.insert(order.order_no.str()).second) ++found.fresh;
    if (seen_.insert(order.order_no.str()).second) waiting_.push_back(std::move(order));
  }
  advance(found);
}

void OrderList::State::advance(const Paging::Found& found) {
  if (paging_.took(found)) return;
  fail(Failure{
      {.kind = FailureKind::protocol,
       .message =
           "the list of orders may be incomplete: imweb's pages bring nothing new, although there should be more. Nothing was "
           "changed. Compare with the site admin, or ask for shorter windows."}});
}

void OrderList::State::fail(Failure failure) { failure_ = std::move(failure); }

OrderList::OrderList(std::unique_ptr<State> state) : state_(std::move(state)) {}
OrderList::OrderList(OrderList&&) noexcept = default;
OrderList& OrderList::operator=(OrderList&&) noexcept = default;
OrderList::~OrderList() = default;

const Outcome<Order>* OrderList::next(State& state) { return state.next(); }

}  // namespace imweb::inline v0

// The pages of the shop that show orders.
#include <algorithm>
#include <utility>

#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

constexpr std::size_t most_orders = 25;

// Each number once, in the order in which they were sent.
std::vector<std::string> without_repetitions(const std::vector<std::string>& numbers) {
  std::vector<std::string> once;
  std::set<std::string> known;
  for (const auto& number : numbers)
    if (!number.empty() && known.insert(number).second) once.push_back(number);
  return once;
}

}  // namespace

ReadAnswer Shop::list(const ReadRequest& request, TimePoint now) {
  Status status = admit(request.token, Door::list, now);
  if (!status.is_success()) return {status};
  auto read = read_list_query(request.list, options_, unix_time(now));
  if (auto* refused = std::get_if<Status>(&read)) {
    refused->request_count = status.request_count;
    return {*refused};
  }
  const auto& query = std::get<ListQuery>(read);
  const auto found = understands(request.order_version) ? matching(query, now) : std::vector<const SandboxOrder*>{};
  ReadAnswer answer{.status = std::move(status), .page = page_of(query, found.size(), options_)};
  for (std::size_t i = 0; i < answer.page.count; ++i) answer.orders.push_back(seen(*found[answer.page.first + i], now));
  return answer;
}

ReadAnswer Shop::one_order(const ReadRequest& request, TimePoint now) {
  const Status status = admit(request.token, Door::limited, now);
  if (!status.is_success()) return {status};
  const SandboxOrder* found = understands(request.order_version) ? store_.find(request.order_no) : nullptr;
  if (!found) return {refusal(code::no_data, status.request_count)};
  return {status, {seen(*found, now)}};
}

ReadAnswer Shop::look(const ReadRequest& request, TimePoint now) {
  const Status status = admit(request.token, Door::limited, now);
  if (!status.is_success()) return {status};
  const SandboxOrder* found = understands(request.order_version) ? store_.find(request.order_no) : nullptr;
  ReadAnswer answer{.status = status};
  if (found) answer.orders.push_back(seen(*found, now));
  if (found && !request.prod_order_no.empty())
    std::erase_if(answer.orders.front().items,
                  [&](const SandboxItem& item) { return item.prod_order_no != request.prod_order_no; });
  const bool is_empty = !found || answer.orders.front().items.empty();
  if (is_empty && options_.nothing_found == NothingFound::no_data) return {refusal(code::no_data, status.request_count)};
  return answer;
}

ReadAnswer Shop::several(const ReadRequest& request, TimePoint now) {
  auto numbers = without_repetitions(request.order_nos);
  const bool is_list = numbers.size() > 1 && options_.several_in_list_limit == SeveralInListLimit::counted;
  const Status status = admit(request.token, is_list ? Door::list : Door::limited, now);
  if (!status.is_success()) return {status};
  if (numbers.empty()) return {wrong_parameter("order_no is missing", status.request_count)};
  const bool is_too_many = numbers.size() > most_orders;
  if (is_too_many && options_.too_many_orders == TooManyOrders::refused)
    return {wrong_parameter("more than 25 order_no", status.request_count)};
  if (is_too_many && options_.too_many_orders == TooManyOrders::first_25) numbers.resize(most_orders);
  ReadAnswer answer{.status = status};
  for (const auto& number : numbers)
    if (const SandboxOrder* found = understands(request.order_version) ? store_.find(number) : nullptr)
      answer.orders.push_back(seen(*found, now));
  if (answer.orders.empty() && options_.several_empty == SeveralEmpty::no_data)
    return {refusal(code::no_data, status.request_count)};
  return answer;
}

ReadAnswer Shop::invoice(const ReadRequest& request, TimePoint now) {
  const Status status = admit(request.token, Door::limited, now);
  if (!status.is_success()) return {status};
  const auto place = store_.find_item(request.prod_order_no);
  if (!place.order || !understands(request.order_version)) return {refusal(code::no_data, status.request_count)};
  return {status, {{.order_no = place.order->order_no, .items = {store_.seen(place.item(), now)}}}};
}

SandboxOrder Shop::seen(const SandboxOrder& order, TimePoint now) const {
  SandboxOrder copy = order;
  for (auto& item : copy.items) item = store_.seen(item, now);
  return copy;
}

std::vector<const SandboxOrder*> Shop::matching(const ListQuery& query, TimePoint now) const {
  std::vector<const SandboxOrder*> found;
  for (const auto& [time, number] : store_.by_age()) {
    const SandboxOrder& order = *store_.find(number);
    const bool has_item = std::any_of(order.items.begin(), order.items.end(),
                                      [&](const SandboxItem& item) { return matches(query, store_.seen(item, now), options_); });
    if (has_item && matches(query, order)) found.push_back(&order);
  }
  return found;
}

}  // namespace imweb::inline v0::testing::sandbox

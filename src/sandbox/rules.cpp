#include "sandbox/rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "sandbox/order_json.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

std::string item_number(const std::string& order_no, std::size_t position) {
  const std::string number = std::to_string(position);
  return order_no + "-" + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
}

void check_details(const std::string& details, const std::string& number) {
  if (!is_json_object_or_empty(details)) throw std::invalid_argument{"details of " + number + " are not a JSON object"};
}

bool says_that_it_is_paid(const SandboxItem& item) {
  constexpr std::array<std::string_view, 7> statuses{"PAY_COMPLETE", "STANDBY",  "DELIVERING",           "COMPLETE",
                                                     "RETURN",       "EXCHANGE", "PURCHASE_CONFIRMATION"};
  return std::find(statuses.begin(), statuses.end(), item.status) != statuses.end();
}

}  // namespace

Shop::Shop(SandboxOptions options, Duration unix_offset)
    : options_(std::move(options)),
      unix_offset_(unix_offset),
      limit_(options_, options_.requests_per_second),
      list_limit_(options_, options_.list_requests_per_second),
      tokens_(options_),
      store_(options_.read_lag) {}

void Shop::add(SandboxOrder order, TimePoint now) {
  check_details(order.details, order.order_no);
  if (order.order_time == std::chrono::sys_seconds{}) order.order_time = unix_time(now);
  if (order.items.empty()) order.items.emplace_back();
  for (std::size_t i = 0; i < order.items.size(); ++i) {
    SandboxItem& item = order.items[i];
    if (item.prod_order_no.empty()) item.prod_order_no = item_number(order.order_no, i + 1);
    check_details(item.details, item.prod_order_no);
    if (item.claim_status == "EXCHANGE_COLLECTIN") item.claim_status = "EXCHANGE_COLLECTING";  // one word inside, two on the wire
    if (item.pay_time == TimePoint{} && says_that_it_is_paid(item))
      item.pay_time = TimePoint{order.order_time.time_since_epoch() - unix_offset_};
  }
  store_.put(std::move(order));
}

std::optional<SandboxOrder> Shop::order(std::string_view order_no) const {
  const SandboxOrder* found = store_.find(order_no);
  return found ? std::optional{*found} : std::nullopt;
}

bool Shop::request_claim(const std::string& prod_order_no, std::string_view type, TimePoint now) {
  const auto place = store_.find_item(prod_order_no);
  if (!place.order) return false;
  SandboxItem before = place.item();
  if (!sandbox::request_claim(type, place.item())) return false;
  store_.note_change(std::move(before), now);
  return true;
}

bool Shop::confirm_purchase(const std::string& prod_order_no, TimePoint now) {
  const auto place = store_.find_item(prod_order_no);
  if (!place.order || place.item().status != "COMPLETE" || !place.item().claim_status.empty()) return false;
  store_.note_change(place.item(), now);
  place.item().status = "PURCHASE_CONFIRMATION";
  return true;
}

LoginAnswer Shop::login(std::string_view key, std::string_view secret, TimePoint now) {
  const Door door = options_.logins_in_limit == LoginsInLimit::counted ? Door::limited : Door::unlimited;
  Status status = admit(door, now);
  if (!status.is_success()) return {status};
  if (key != options_.key || secret != options_.secret) return {refusal(code::wrong_key, status.request_count)};
  return {status, tokens_.give(now)};
}

Status Shop::unknown_page(TimePoint now) {
  const Status status = admit(Door::limited, now);
  return status.is_success() ? refusal(code::no_method, status.request_count) : status;
}

Status Shop::admit(Door door, TimePoint now) {
  if (maintenance_ == Maintenance::on) return refusal(code::maintenance, 0);
  if (door == Door::unlimited) return {};
  const bool is_list = door == Door::list;
  const bool needs_a_place = !is_list || options_.lists_in_limit == ListsInLimit::counted;
  // A list takes its place in both limits or in none.
  const bool may_ask_for_list = is_list && (!needs_a_place || limit_.has_room(now));
  if (may_ask_for_list) {
    const Admission admission = list_limit_.admit(now);
    if (!admission.admitted) return refusal(code::too_many_requests, 0);
    if (!needs_a_place) return {.request_count = admission.left};
  }
  const Admission admission = limit_.admit(now);
  if (!admission.admitted) return refusal(code::too_many_requests, 0);
  return {.request_count = admission.left};
}

Status Shop::admit(const std::string& token, Door door, TimePoint now) {
  Status status = admit(door, now);
  if (!status.is_success() || tokens_.use(token, now)) return status;
  return refusal(code::wrong_token, status.request_count);
}

bool Shop::understands(std::string_view order_version) const {
  if (options_.order_version == OrderVersion::required) return order_version == "v2";
  return options_.order_version != OrderVersion::v1_only || order_version != "v2";
}

std::chrono::sys_seconds Shop::unix_time(TimePoint time) const {
  return std::chrono::sys_seconds{std::chrono::floor<std::chrono::seconds>(time.time_since_epoch() + unix_offset_)};
}

}  // namespace imweb::inline v0::testing::sandbox

#include "sandbox/list_query.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/whole_number.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

constexpr int default_limit = 25;
constexpr int largest_limit = 100;
constexpr std::chrono::hours korean_time{9};

// The number that stands at `at`, so many digits wide.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  const auto number = text.size() >= at + width ? whole_number<long long>(text.substr(at, width)) : std::nullopt;
  return number && *number >= 0 ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

enum class Edge : std::uint8_t { start, end };

// Unix seconds, "2026-04-27 10:20:30" or "2026-04-27" in Korean time; a day without a time is taken with all of its seconds.
std::optional<std::chrono::sys_seconds> moment(std::string_view text, Edge edge) {
  constexpr long long latest = 99'999'999'999;
  if (const auto seconds = whole_number<long long>(text); seconds && *seconds >= 0 && *seconds <= latest)
    return std::chrono::sys_seconds{std::chrono::seconds{*seconds}};
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const auto midnight = std::chrono::sys_days{date} - korean_time;
  const bool has_time = text.size() == 19;
  if (!has_time && text.size() != 10) return std::nullopt;
  if (!has_time) return edge == Edge::start ? midnight : midnight + std::chrono::days{1} - std::chrono::seconds{1};
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!hour || !minute || !second) return std::nullopt;
  return midnight + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

std::string state_filter(const std::string& sent, const SandboxOptions& options) {
  const bool has_lower = std::any_of(sent.begin(), sent.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!has_lower) return sent;
  if (options.lower_case_filter == LowerCaseFilter::ignored) return {};
  std::string upper = sent;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

// Says what is wrong with it.
std::optional<std::string> read_page(const ListParameters& sent, const SandboxOptions& options, ListQuery& query) {
  const auto offset = sent.offset.empty() ? 1 : whole_number<long long>(sent.offset);
  if (!offset || *offset < 0 || *offset > 1'000'000) return "offset is not a page number";
  if (*offset == 0 && options.offset_zero == OffsetZero::refused) return "offset starts at 1";
  query.page = std::max(static_cast<int>(*offset), 1);
  const auto limit = sent.limit.empty() ? default_limit : whole_number<long long>(sent.limit);
  if (!limit || *limit < 0) return "limit is not a number";
  query.limit = *limit == 0 ? default_limit : static_cast<int>(std::min<long long>(*limit, largest_limit));
  return std::nullopt;
}

std::optional<Status> read_window(const ListParameters& sent, const SandboxOptions& options, std::chrono::sys_seconds now,
                                  ListQuery& query) {
  const auto from = moment(sent.order_date_from, Edge::start);
  const auto to = moment(sent.order_date_to, Edge::end);
  if (!sent.order_date_from.empty() && !from) return wrong_parameter("order_date_from is not a time", 0);
  if (!sent.order_date_to.empty() && !to) return wrong_parameter("order_date_to is not a time", 0);
  query.to = to.value_or(now);
  query.from = from.value_or(query.to - options.list_window);
  if (query.to - query.from > options.list_window) return refusal(code::internal, 0);
  return std::nullopt;
}

int pages_for(std::size_t orders, int limit) {
  const auto size = static_cast<std::size_t>(limit);
  return static_cast<int>((orders + size - 1) / size);
}

}  // namespace

std::variant<ListQuery, Status> read_list_query(const ListParameters& sent, const SandboxOptions& options,
                                                std::chrono::sys_seconds now) {
  const int filters = !sent.status.empty() + !sent.claim_type.empty() + !sent.claim_status.empty();
  if (filters > 1) return wrong_parameter("status, claim_type and claim_status exclude each other", 0);
  ListQuery query{.type = sent.type,
                  .member = sent.member,
                  .status = state_filter(sent.status, options),
                  .claim_type = state_filter(sent.claim_type, options),
                  .claim_status = state_filter(sent.claim_status, options)};
  if (const auto complaint = read_page(sent, options, query)) return wrong_parameter(*complaint, 0);
  if (auto refused = read_window(sent, options, now, query)) return *std::move(refused);
  return query;
}

bool matches(const ListQuery& query, const SandboxOrder& order) {
  const bool is_in_time = query.from <= order.order_time && order.order_time <= query.to;
  return is_in_time && (query.type.empty() || query.type == order.type) &&
         (query.member.empty() || query.member == order.member_code);
}

bool matches(const ListQuery& query, const SandboxItem& item, const SandboxOptions& options) {
  return (query.status.empty() || query.status == item.status) &&
         (query.claim_type.empty() || query.claim_type == item.claim_type) &&
         (query.claim_status.empty() || query.claim_status == spelled(item.claim_status, options));
}

ListPage page_of(const ListQuery& query, std::size_t matching, const SandboxOptions& options) {
  const auto overstated = static_cast<std::size_t>(std::max(options.overstated_orders, 0));
  std::vector<int> empty = options.empty_list_pages;
  std::sort(empty.begin(), empty.end());
  int real_pages = pages_for(matching, query.limit);
  for (const int page : empty) real_pages += page >= 1 && page <= real_pages ? 1 : 0;
  const int further = pages_for(matching + overstated, query.limit) - pages_for(matching, query.limit);
  ListPage page{.data_count = static_cast<int>(matching + overstated),
                .current_page = query.page,
                .total_page = real_pages + further,
                .pagesize = query.limit};
  const bool goes_back = query.page > real_pages && real_pages > 0 && options.page_beyond_end == PageBeyondEnd::last_page;
  if (goes_back) page.current_page = real_pages;
  if (std::find(empty.begin(), empty.end(), page.current_page) != empty.end()) return page;
  const auto empty_before = std::count_if(empty.begin(), empty.end(),
                                          [&](int each) { return each >= 1 && each < page.current_page; });
  const auto size = static_cast<std::size_t>(query.limit);
  page.first = std::min(static_cast<std::size_t>(page.current_page - 1 - empty_before) * size, matching);
  page.count = std::min(size, matching - page.first);
  return page;
}

std::string spelled(const std::string& claim_status, const SandboxOptions& options) {
  const bool lacks_a_letter = claim_status == "EXCHANGE_COLLECTING" &&
                              options.exchange_collecting == ExchangeCollecting::collectin;
  return lacks_a_letter ? "EXCHANGE_COLLECTIN" : claim_status;
}

}  // namespace imweb::inline v0::testing::sandbox

// The list of orders: what is asked for, which orders match, which of them stand on a page. Pure functions.
#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include <imweb/testing/sandbox_options.hpp>
#include <imweb/testing/sandbox_order.hpp>

#include "sandbox/status.hpp"

namespace imweb::inline v0::testing::sandbox {

/// The parameters as sent; empty ones count as not sent.
struct ListParameters {
  std::string type{};
  std::string status{};
  std::string claim_type{};
  std::string claim_status{};
  std::string member{};
  std::string order_date_from{};
  std::string order_date_to{};
  std::string offset{};
  std::string limit{};
};

/// The parameters, understood.
struct ListQuery {
  std::string type{};
  std::string member{};
  std::string status{};
  std::string claim_type{};
  std::string claim_status{};
  std::chrono::sys_seconds from{};
  std::chrono::sys_seconds to{};  ///< the last second that belongs to it
  int page = 1;
  int limit = 25;
};

/// What is asked, or why it is refused: -10 or -19.
[[nodiscard]] std::variant<ListQuery, Status> read_list_query(const ListParameters& sent, const SandboxOptions& options,
                                                              std::chrono::sys_seconds now);

/// Whether the order is of the right type and member.
[[nodiscard]] bool matches(const ListQuery& query, const SandboxOrder& order);
/// Whether the item's state is the one asked for.
[[nodiscard]] bool matches(const ListQuery& query, const SandboxItem& item, const SandboxOptions& options);

/// What `pagenation` says, and which of the matching orders the page holds.
struct ListPage {
  int data_count = 0;
  int current_page = 1;
  int total_page = 0;
  int pagesize = 25;
  std::size_t first = 0;  ///< of the matching orders
  std::size_t count = 0;
};
[[nodiscard]] ListPage page_of(const ListQuery& query, std::size_t matching, const SandboxOptions& options);

/// EXCHANGE_COLLECTIN or EXCHANGE_COLLECTING as the shop spells it; any other claim status as it is.
[[nodiscard]] std::string spelled(const std::string& claim_status, const SandboxOptions& options);

}  // namespace imweb::inline v0::testing::sandbox

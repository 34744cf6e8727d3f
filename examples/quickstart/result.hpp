// What became of one action, or of one item of a parcel, as a row of the final table.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/base/shown_text.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>
#include <imweb/settle.hpp>
#include <imweb/ship.hpp>

struct Job {
  imweb::OrderNo order_no;
  imweb::OrderAction action;
};

/// Whether the same run, started again later, may get further.
enum class Ending : std::uint8_t { decided, open };

struct Result {
  std::string number;  ///< of the order, or of the item
  std::string action;
  std::string word;      ///< applied, in_part, refused, not_applied, …; of a parcel, imweb::ShipState
  std::string reason{};  ///< imweb's, or what happened and what to do
  Ending ending = Ending::decided;
};

/// imweb's Korean reasons, made fit for a terminal: "-001: 처리할 수 없는 상태입니다. (…)".
[[nodiscard]] inline std::string reasons_of(const imweb::OrderActionResult& result) {
  std::string reasons;
  const auto add = [&](const std::string& reason) { reasons += (reasons.empty() ? "" : "; ") + imweb::shown_text(reason, 200); };
  for (const auto& order : result.failed) {
    if (order.msg) add(*order.msg);
    for (const auto& item : order.prod_order_list) {
      std::string reason = to_string(item);
      if (reason.starts_with(order.order_no.str())) reason.erase(0, order.order_no.str().size());
      add(reason);
    }
  }
  return reasons;
}

[[nodiscard]] inline bool was_refused(const imweb::Failure& failure) {
  using enum imweb::FailureKind;
  constexpr imweb::FailureKind refusals[] = {invalid_argument, not_authenticated, not_permitted, not_found, refused};
  return std::find(std::begin(refusals), std::end(refusals), failure.kind()) != std::end(refusals);
}

/// Of an answer, or of a failure that had no effect.
[[nodiscard]] inline Result result_of(const Job& job, const imweb::Outcome<imweb::OrderActionResult>& outcome) {
  Result result{.number = job.order_no.str(), .action = std::string{name(job.action)}, .word = "applied"};
  if (!outcome) {
    const bool is_refused = was_refused(outcome.failure());
    result.word = is_refused ? "refused" : "not_applied";
    result.reason = outcome.failure().message();
    result.ending = is_refused ? Ending::decided : Ending::open;
  } else if (!outcome->failed.empty()) {
    result.word = outcome->success.empty() ? "refused" : "in_part";
    result.reason = reasons_of(*outcome);
  }
  return result;
}

/// Of an action whose answer was lost, and what reading has shown of it.
[[nodiscard]] inline Result result_of(const Job& job, const imweb::Settlement& settlement) {
  using enum imweb::Finding;
  const bool is_open = settlement.finding == unknown || settlement.finding == not_applied;
  return {.number = job.order_no.str(),
          .action = std::string{name(job.action)},
          .word = std::string{to_string(settlement.finding)},
          .reason = "no answer came. " + settlement.message,
          .ending = is_open ? Ending::open : Ending::decided};
}

[[nodiscard]] inline Result result_of(const imweb::ShippedItem& item) {
  using enum imweb::ShipState;
  const bool is_open = item.state == unknown || item.state == not_shipped;
  return {.number = item.prod_order_no ? item.prod_order_no->str() : item.order_no.str(),
          .action = "ship",
          .word = std::string{to_string(item.state)},
          .reason = item.message,
          .ending = is_open ? Ending::open : Ending::decided};
}

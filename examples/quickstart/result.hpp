// What became of one action, in the words of the final table.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/base/outcome.hpp>
#include <imweb/base/shown_text.hpp>
#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/results.hpp>

struct Job {
  imweb::OrderNo order_no;
  imweb::OrderAction action;
};

enum class Word : std::uint8_t {
  applied,
  in_part,      ///< some items of the order, not all
  refused,      ///< by imweb, or before anything was sent
  not_applied,  ///< for another reason, such as no connection: may be repeated
  unknown,      ///< may have taken effect: look before repeating
};

[[nodiscard]] constexpr std::string_view to_string(Word word) {
  constexpr std::string_view words[] = {"applied", "in part", "refused", "not applied", "unknown"};
  return words[static_cast<std::size_t>(word)];
}

struct Result {
  Job job;
  Word word;
  std::string detail{};   ///< imweb's reason, or the kind of failure
  std::string message{};  ///< of a failure: what to do next
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

/// A value may hold refusals; a failure says whether it took effect.
[[nodiscard]] inline Result judge(const Job& job, const imweb::Outcome<imweb::OrderActionResult>& outcome) {
  if (outcome) {
    const Word word = outcome->failed.empty() ? Word::applied : outcome->success.empty() ? Word::refused : Word::in_part;
    return {job, word, reasons_of(*outcome)};
  }
  const imweb::Failure& failure = outcome.failure();
  std::string detail{to_string(failure.kind())};
  if (failure.code()) detail += ", code " + std::to_string(*failure.code());
  if (failure.effect() == imweb::Effect::unknown) return {job, Word::unknown, detail, failure.message()};
  return {job, was_refused(failure) ? Word::refused : Word::not_applied, detail, failure.message()};
}

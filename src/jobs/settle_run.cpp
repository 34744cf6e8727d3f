#include "jobs/settle_run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "operations.hpp"

namespace imweb::inline v0::jobs {

namespace {

Finding finding_of(Evidence evidence) noexcept {
  if (evidence == Evidence::applied) return Finding::applied;
  return evidence == Evidence::conflict ? Finding::conflict : Finding::unknown;
}

constexpr Duration after_failed_read = std::chrono::seconds{5};

}  // namespace

SettleRun::SettleRun(ShopClient& client, Question question, const SettleOptions& options, Callback<Settlement> on_done)
    : client_(client), question_(std::move(question)), options_(options), on_done_(std::move(on_done)) {}

void SettleRun::begin() {
  constexpr std::chrono::milliseconds longest = std::chrono::hours{24};
  const TimePoint now = client_.now();
  gives_up_at_ = now + std::clamp(options_.patience, std::chrono::milliseconds{0}, longest);
  const auto& target = question_.target;
  const std::string_view item = target.prod_order_no ? std::string_view{target.prod_order_no->str()} : std::string_view{};
  const auto remembered = client_.unknown_writes().find({target.order_no.str(), item}, [this](const UnknownWrite& write) {
    return write.label == question_.label;
  });
  const TimePoint lost_at = remembered ? remembered->at : now;
  doubt_.emplace(lost_at, lost_at + question_.quiet);
  look();
}

void SettleRun::look() {
  ++settlement_.reads;
  client_.start(operations::ProdOrdersOfOne{question_.target.order_no}, options_.call,
                Callback<Outcome<std::vector<ProdOrder>>>{
                    [self = shared_from_this(), asked_at = client_.now()](const Outcome<std::vector<ProdOrder>>& items) {
                      self->take(asked_at, items);
                    }});
}

void SettleRun::take(TimePoint asked_at, const Outcome<std::vector<ProdOrder>>& items) {
  settlement_.failure.reset();
  if (!items) {
    settlement_.failure = items.failure();
    const bool is_over = items.failure().kind() == FailureKind::cancelled || items.failure().kind() == FailureKind::not_found;
    return is_over ? finish(Finding::unknown, "its items cannot be read") : look_later("its items could not be read");
  }
  settlement_.items.clear();
  std::vector<Evidence> evidence;
  for (const auto& item : *items) {
    if (question_.target.prod_order_no && item.prod_order_no != *question_.target.prod_order_no) continue;
    evidence.push_back(question_.evidence(item));
    settlement_.items.push_back({item.prod_order_no, finding_of(evidence.back()), item.status, item.claim_status});
  }
  judge(asked_at, evidence);
}

void SettleRun::judge(TimePoint asked_at, const std::vector<Evidence>& evidence) {
  const auto count = [&evidence](Evidence one) { return std::count(evidence.begin(), evidence.end(), one); };
  const auto all = static_cast<std::ptrdiff_t>(evidence.size());
  if (all == 0) return finish(Finding::unknown, "imweb shows no such item");
  if (count(Evidence::silent) > 0) return finish(Finding::unknown, "nothing that can be read would show it");
  if (count(Evidence::applied) == all) return finish(Finding::applied, "imweb shows its effect");
  if (count(Evidence::conflict) > 0) return finish(Finding::conflict, "imweb shows something that it does not explain");
  doubt_->saw_nothing(asked_at);
  if (!doubt_->is_disproved()) return look_later("imweb does not show it so far");
  if (count(Evidence::applied) > 0) return finish(Finding::conflict, "imweb shows it on a part of the items only");
  for (auto& item : settlement_.items) item.finding = Finding::not_applied;
  finish(Finding::not_applied, "imweb was looked at twice after it could still have been at work on it, and does not show it");
}

void SettleRun::look_later(std::string_view so_far) {
  const TimePoint now = client_.now();
  const TimePoint look = std::max(doubt_->next_look(now), settlement_.failure ? now + after_failed_read : now);
  if (look > gives_up_at_) return finish(Finding::unknown, so_far);
  client_.wait_until(look, options_.call, [self = shared_from_this(), so_far](ShopClient::Waited waited) {
    waited == ShopClient::Waited::until_then ? self->look() : self->finish(Finding::unknown, so_far);
  });
}

/// What shows its effect is not in doubt any more.
void SettleRun::forget_doubt() {
  const auto& target = question_.target;
  client_.unknown_writes().settle(target.prod_order_no ? target.prod_order_no->str() : target.order_no.str(), question_.label);
}

void SettleRun::finish(Finding finding, std::string_view what) {
  if (finding == Finding::applied) forget_doubt();
  settlement_.finding = finding;
  settlement_.message = question_.subject + ": " + std::string{what} + ". ";
  if (finding == Finding::applied) settlement_.message += "Do not repeat it; go on from what its items show.";
  if (finding == Finding::not_applied)
    settlement_.message += question_.needs_person ? "It cannot be taken back: let a person decide whether to repeat it."
                                                  : "It is safe to repeat it.";
  if (finding == Finding::conflict) settlement_.message += "Look at the items and decide; do not repeat it as it is.";
  if (finding == Finding::unknown) settlement_.message += "Look at the order in the site admin before repeating it.";
  on_done_(std::move(settlement_));
}

}  // namespace imweb::inline v0::jobs

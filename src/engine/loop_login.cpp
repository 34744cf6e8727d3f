// The loop's logins: one at a time for each shop, for all calls that wait for a token.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "engine/loop.hpp"
#include "engine/redaction.hpp"
#include "wire/login.hpp"

namespace imweb::inline v0::engine {

namespace {

using pipeline::Conclusion;

/// True for a login that imweb itself turned down: asking again at once would only lead to a lock-out.
bool is_refusal(const Failure::Details& failure) {
  return failure.kind == FailureKind::not_authenticated || failure.kind == FailureKind::not_permitted ||
         failure.kind == FailureKind::refused || failure.kind == FailureKind::not_found;
}

}  // namespace

void Loop::begin_login(const std::shared_ptr<ShopDesk>& desk) {
  if (desk->login) return;
  const auto token = std::make_shared<Secret>();
  Task task{.traits = {.token = pipeline::Traits::Token::not_needed, .effects = pipeline::Traits::Effects::repeatable},
            .request = wire::encode_login(desk->options),
            .label = "login",
            .rank = Rank::login};
  task.read = [token](std::string& body, const Job& reader) {
    auto answer = wire::read_login(body);
    wipe(body);
    redact(answer.envelope.msg, reader);
    *token = std::move(answer.token);
    return answer.envelope;
  };
  task.on_done = [this, &desk = *desk, token](Conclusion conclusion) {
    end_login(desk, std::move(*token), std::move(conclusion));
  };
  Job& job = add(std::make_unique<Job>(desk, std::move(task)));
  desk->login = job.id;
  job.timer = std::max(clock_->now(), desk->rules.token.login_not_before());
  reschedule(job);
}

void Loop::end_login(ShopDesk& desk, Secret token, Conclusion conclusion) {
  const TimePoint now = clock_->now();
  desk.login.reset();
  pipeline::Event news = pipeline::event::TokenReady{};
  if (auto* failure = std::get_if<Failure::Details>(&conclusion)) {
    if (is_refusal(*failure)) desk.rules.token.login_refused(*failure, now);
    news = pipeline::event::TokenFailed{std::move(*failure)};
  } else {
    desk.token = std::move(token);
    desk.rules.token.issued(now);
  }
  for (const JobId id : std::exchange(desk.waiting_for_token, {}))
    if (const auto found = jobs_.find(id); found != jobs_.end()) deliver(*found->second, news, now);
}

}  // namespace imweb::inline v0::engine

// The loop's logins: one at a time for each shop, for all calls that wait for a token.
#include <algorithm>
#include <functional>
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

/// Asks for a token, and hands it over.
class LoginJob final : public Job {
 public:
  using OnEnd = std::function<void(Secret token, Conclusion conclusion)>;

  LoginJob(std::shared_ptr<ShopDesk> shop, OnEnd on_end)
      : Job(std::move(shop),
            {.traits = {.token = pipeline::Traits::Token::not_needed, .effects = pipeline::Traits::Effects::repeatable},
             .label = "login",
             .rank = Rank::login}),
        on_end_(std::move(on_end)) {}

  [[nodiscard]] http::Request request() const override { return wire::encode_login(desk->options); }

  [[nodiscard]] http::Envelope read(std::string body) override {
    auto login = wire::read_login(std::move(body));
    redact(login.envelope.msg, *this);
    token_ = std::move(login.token);
    return login.envelope;
  }

  void conclude(Conclusion conclusion) override { on_end_(std::move(token_), std::move(conclusion)); }

 private:
  OnEnd on_end_;
  Secret token_{};
};

}  // namespace

void Loop::begin_login(const std::shared_ptr<ShopDesk>& desk) {
  if (desk->is_logging_in) return;
  desk->is_logging_in = true;
  Job& job = take_in(std::make_unique<LoginJob>(desk, [this, &desk = *desk](Secret token, Conclusion conclusion) {
    end_login(desk, std::move(token), std::move(conclusion));
  }));
  job.timer = std::max(inbox_->now(), desk->rules.token.login_not_before());
  reschedule(job);
}

void Loop::end_login(ShopDesk& desk, Secret token, Conclusion conclusion) {
  const TimePoint now = inbox_->now();
  desk.is_logging_in = false;
  pipeline::Event news = pipeline::event::TokenReady{};
  if (auto* failure = std::get_if<Failure::Details>(&conclusion)) {
    if (is_refusal(*failure)) desk.rules.token.login_refused(*failure, now);
    news = pipeline::event::TokenFailed{std::move(*failure)};
  } else {
    desk.token = std::make_shared<const Secret>(std::move(token));
    desk.rules.token.issued(now);
  }
  for (const JobId id : std::exchange(desk.waiting_for_token, {}))
    if (Job* job = jobs_.find(id)) deliver(*job, news, now);
}

}  // namespace imweb::inline v0::engine

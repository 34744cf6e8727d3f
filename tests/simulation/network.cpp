#include "simulation/network.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace imweb::simulation {

namespace {

using testing::sandbox::ApiCall;
using testing::sandbox::HttpRequest;
using testing::sandbox::Page;

/// "https://shop3.test/v2/auth" → 3 and "/v2/auth".
std::pair<std::size_t, std::string> split_url(std::string_view url) {
  constexpr std::string_view prefix = "https://shop";
  const std::size_t dot = url.find('.', prefix.size());
  const std::size_t shop = std::stoul(std::string{url.substr(prefix.size(), dot - prefix.size())});
  return {shop, std::string{url.substr(url.find('/', dot))}};
}

std::string operation_of(const ApiCall& call) { return call.order.order_no + "/" + call.order.action; }

}  // namespace

/// One request on its way.
struct Network::Passage {
  std::shared_ptr<http::Exchange> exchange;
  Fault fault = Fault::none;
  std::size_t shop = 0;
  ApiCall call{};
  bool has_left = false;
};

Duration Network::one_way() {
  std::exponential_distribution<double> jitter{1.0 / weather_.jitter_ms};
  const double milliseconds = std::min(jitter(random_), weather_.jitter_max_ms);
  return weather_.trip + std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>{milliseconds});
}

Network::Fault Network::pick_fault() {
  if (!std::bernoulli_distribution{weather_.faults}(random_)) return Fault::none;
  return static_cast<Fault>(std::uniform_int_distribution{1, 9}(random_));
}

void Network::start(std::shared_ptr<http::Exchange> exchange) {
  const auto& request = exchange->request();
  auto passage = std::make_shared<Passage>(Passage{.exchange = exchange, .fault = pick_fault()});
  HttpRequest seen{.method = std::string{to_string(request.method)}, .headers = request.headers, .body = request.body};
  std::tie(passage->shop, seen.target) = split_url(request.url);
  passage->call = testing::sandbox::read_call(seen);
  under_way_[exchange.get()] = passage;
  if (passage->call.page == Page::login) {
    auto& account = shops_[passage->shop]->account;
    account.most_logins_under_way = std::max(account.most_logins_under_way, ++account.logins_under_way);
  }
  const TimePoint ready = clock_->now() +
                          one_way() * std::uniform_int_distribution{0, 3}(random_);  // a handshake, or a kept connection
  if (passage->fault == Fault::refused)
    return at(ready, [=, this] {
      answer(passage, http::TransportFailure{http::Progress::not_sent, http::Cause::connection, 0, "refused"});
    });
  at(ready, [=, this] {
    if (!under_way_.contains(passage->exchange.get())) return;
    passage->has_left = true;
    passage->exchange->sent();
    const bool is_resent = std::bernoulli_distribution{weather_.resent_packets}(random_);
    at(clock_->now() + one_way() + (is_resent ? Duration{std::chrono::milliseconds{200}} : Duration::zero()),
       [=, this] { arrive(passage); });
  });
}

/// The request is at imweb now. Whether its caller still waits makes no difference to what imweb does.
void Network::arrive(const std::shared_ptr<Passage>& passage) {
  auto& [api, account] = *shops_[passage->shop];
  const TimePoint now = clock_->now();
  account.arrivals.push_back(now);
  const TimePoint back = now + one_way();
  const auto broken = [&](int status) {
    return http::TransportFailure{http::Progress::may_have_been_sent, http::Cause::connection, status, "broken"};
  };
  const auto tell = [&](TimePoint time, http::Reply reply) {
    at(time, [this, passage, reply = std::move(reply)] { answer(passage, reply); });
  };
  if (passage->fault == Fault::lost_before) return tell(back, broken(0));
  if (passage->fault == Fault::failed_before) return tell(back, http::Response{.status = 502, .body = "<html>"});

  const auto handled = api.handle(passage->call, now);
  const bool is_order = passage->call.page == Page::process;
  if (is_order && handled.code == testing::sandbox::code::success) ++account.executed[operation_of(passage->call)];
  if (is_order && handled.is_applied) ++account.applied[operation_of(passage->call)];
  account.refused_tokens += handled.code == testing::sandbox::code::wrong_token ? 1 : 0;
  account.throttled += handled.code == testing::sandbox::code::too_many_requests ? 1 : 0;
  account.logins += !is_order && handled.is_applied ? 1 : 0;

  switch (passage->fault) {
    case Fault::lost_after: return tell(back, broken(0));
    case Fault::cut: return tell(back, broken(handled.answer.status));
    case Fault::silent: return;
    case Fault::foreign: return tell(back, http::Response{.status = 200, .body = R"({"code":200,"msg":"SUCCESS"})"});
    case Fault::failed_after: return tell(back, http::Response{.status = 500, .body = R"({"code":-19,"msg":"x"})"});
    case Fault::late:
      return tell(back + std::chrono::seconds{2}, http::Response{.status = handled.answer.status, .body = handled.answer.body});
    default: return tell(back, http::Response{.status = handled.answer.status, .body = handled.answer.body});
  }
}

void Network::answer(const std::shared_ptr<Passage>& passage, http::Reply reply) {
  if (under_way_.erase(passage->exchange.get()) == 0) return;
  if (passage->call.page == Page::login) --shops_[passage->shop]->account.logins_under_way;
  passage->exchange->done(std::move(reply));
}

http::Progress Network::abandon(const http::Exchange& exchange) {
  const auto found = under_way_.find(&exchange);
  if (found == under_way_.end()) return http::Progress::may_have_been_sent;
  const auto passage = found->second;
  under_way_.erase(found);
  if (passage->call.page == Page::login) --shops_[passage->shop]->account.logins_under_way;
  return passage->has_left ? http::Progress::may_have_been_sent : http::Progress::not_sent;
}

void Network::wait_until(TimePoint until) {
  const bool is_idle = events_.empty() && until == never;
  if (is_idle) return when_idle_();
  if (events_.empty() || events_.top().time > until) return clock_->advance_to(until);
  const auto happening = events_.top();
  events_.pop();
  clock_->advance_to(happening.time);
  happening.what();
}

}  // namespace imweb::simulation

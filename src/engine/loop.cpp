#include "engine/loop.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "engine/live_exchange.hpp"
#include "engine/redaction.hpp"
#include "engine/reporting.hpp"
#include "wire/encode.hpp"

namespace imweb::inline v0::engine {

namespace {

using pipeline::Action;

/// For users' callbacks: what one throws is dropped, because the engine must live on for the others.
template <class Function>
void run_safely(Function function) {
  try {
    function();
  } catch (...) {
  }
}

/// Whose call is begun or refused by this message; null for others.
const ShopDesk* desk_of(const Message& message) {
  if (const auto* begin = std::get_if<message::Begin>(&message)) return begin->job->desk.get();
  const auto* run = std::get_if<message::Run>(&message);
  return run ? run->desk.get() : nullptr;
}

/// Seconds from a foreign server, as a duration that cannot overflow.
std::optional<Duration> clamped(std::optional<std::chrono::seconds> wait) {
  constexpr std::chrono::seconds longest = std::chrono::hours{24};
  return wait ? std::optional<Duration>{std::clamp(*wait, std::chrono::seconds{0}, longest)} : std::nullopt;
}

http::Envelope read(Job& job, std::string body) {
  try {
    return job.read(std::move(body));
  } catch (...) {  // out of memory; the answer is lost, the call is not
    return {.problem = "the answer could not be read"};
  }
}

template <class Schedule>
TimePoint first_time(const Schedule& schedule) {
  return schedule.is_empty() ? never : schedule.first_key().first;
}

}  // namespace

Loop::Loop(std::unique_ptr<http::Transport> transport, std::shared_ptr<const Clock> clock)
    : transport_(std::move(transport)), inbox_(std::make_shared<Inbox>(*transport_, std::move(clock))) {}

Loop::~Loop() { inbox_->close(); }

void Loop::run() {
  inbox_->belongs_here();
  while (!is_stopping_) turn();
  do {
    cancel(jobs_.ids());
    take_messages();
  } while (!inbox_->close_if_empty());
}

void Loop::turn() {
  take_messages();
  take_messages();  // what callbacks have just started sets out in the same turn
  fire_timers();
  hand_out_turns();
  if (is_stopping_) return;
  transport_->wait_until(inbox_->is_empty() ? std::min(first_time(timers_), first_time(turns_)) : inbox_->now());
}

/// What is there now, and not what callbacks add meanwhile, so that none can hold the others up. Reports of requests come first: an answer
/// that is here already counts, whoever gives up in the same moment.
void Loop::take_messages() {
  receive();
  while (!reports_.is_empty() || !messages_.is_empty())
    reports_.is_empty() ? take_one(messages_.pop()) : take_one(reports_.pop());
}

void Loop::receive() {
  inbox_->take(reports_, messages_);
  now_ = inbox_->now();
}

template <class One>
void Loop::take_one(One one) {
  std::visit([this](auto& known) { this->take(known); }, one);
}

void Loop::fire_timers() {
  const TimePoint now = inbox_->now();
  if (first_time(timers_) <= now) {  // an answer may have come while this thread was busy: it is in time
    transport_->wait_until(now);
    take_messages();
  }
  while (first_time(timers_) <= now) {
    Job& job = timers_.first();
    job.timer = never;
    if (now >= job.call.deadline()) {
      deliver(job, pipeline::event::Deadline{give_up_exchange(job)}, now);
    } else if (job.exchange) {
      deliver(job,
              pipeline::event::Broke{
                  {.progress = give_up_exchange(job), .cause = http::Cause::timeout, .what = "no answer within attempt_timeout"}},
              now);
    } else {
      deliver(job, pipeline::event::Timer{}, now);
    }
  }
}

void Loop::hand_out_turns() {
  const TimePoint now = inbox_->now();
  while (first_time(turns_) <= now) {
    ShopDesk& desk = turns_.first();
    Job* job = desk.first_in_line(now);
    if (!job) {
      reschedule(desk);
      continue;
    }
    desk.leave_line(*job);
    deliver(*job, pipeline::event::TurnCame{}, now);
  }
}

void Loop::take(message::Begin& message) {
  if (is_stopping_) return;  // started by a callback of a call that ends with the engine
  Job& job = take_in(std::move(message.job));
  const std::stop_token stop = job.task.stop;
  if (stop.stop_requested() || job.desk->state != ShopDesk::State::open)
    return deliver(job, pipeline::event::Cancelled{http::Progress::not_sent}, now_);
  if (stop.stop_possible())
    job.on_stop = std::make_unique<std::stop_callback<std::function<void()>>>(stop, [inbox = inbox_, id = job.id] {
      inbox->put(message::Cancel{id});
    });
  if (job.task.purpose == Task::Purpose::wait) return reschedule(job);
  deliver(job, pipeline::event::Begin{}, now_);
}

void Loop::take(message::Cancel& message) {
  if (Job* job = jobs_.find(message.job)) deliver(*job, pipeline::event::Cancelled{give_up_exchange(*job)}, inbox_->now());
}

void Loop::take(report::Sent& report) {
  if (Job* job = find_in_flight(report.job, report.attempt)) deliver(*job, pipeline::event::Sent{}, report.at);
}

void Loop::take(report::Done& report) {
  Job* found = find_in_flight(report.job, report.attempt);
  auto* response = std::get_if<http::Response>(&report.reply);
  if (!found) return response ? wipe(response->body) : void();  // it may hold a token
  Job& job = *found;
  job.exchange.reset();
  job.timer = never;
  if (auto* failure = std::get_if<http::TransportFailure>(&report.reply)) {
    redact(failure->what, job);
    job.answer = {.status = failure->status};
    if (report.at >= job.call.deadline()) return deliver(job, pipeline::event::Deadline{failure->progress}, report.at);
    return deliver(job, pipeline::event::Broke{*failure}, report.at);
  }
  job.answer = {.status = response->status, .bytes = response->body.size()};
  http::Envelope envelope = read(job, std::move(response->body));
  if (envelope.has_code()) job.answer.code = envelope.code;
  deliver(job, pipeline::event::Answered{response->status, clamped(response->retry_after), envelope}, report.at);
}

void Loop::take(message::Run& message) {
  run_safely([&] { message.what({}); });
}

void Loop::put(ShopDesk& desk, Message&& message) {
  if (is_stopping_) return;
  if (desk.state == ShopDesk::State::open) return inbox_->put(std::move(message));
  if (desk.state == ShopDesk::State::closing) desk.stragglers.push_back(std::move(message));
}

void Loop::close(ShopDesk& desk) {
  desk.state = ShopDesk::State::closing;
  receive();
  for (auto& message : messages_.take_out([&](const Message& one) { return desk_of(one) == &desk; }))
    take_one(std::move(message));
  cancel(desk.ids());
  desk.state = ShopDesk::State::closed;
  for (auto& message : std::exchange(desk.stragglers, {})) take_one(std::move(message));
}

void Loop::take(message::CloseShop& message) {
  close(*message.desk);
  run_safely([&] { message.tell({}); });
}

void Loop::take(message::Stop&) { is_stopping_ = true; }

void Loop::deliver(Job& job, const pipeline::Event& event, TimePoint at) {
  ShopDesk& desk = *job.desk;
  const TimePoint rested_until = desk.rules.breaker.rests_until();
  const bool was_in_flight = job.call.stage() == pipeline::Stage::in_flight;
  const Action action = job.call.on(event, at, desk.rules);
  const bool is_attempt_over = was_in_flight && job.call.stage() != pipeline::Stage::in_flight;
  if (is_attempt_over) run_safely([&] { report_attempt(job, at); });
  if (desk.rules.breaker.rests_until() != rested_until) run_safely([&] { report_rest(desk, at); });
  if (action.kind == Action::Kind::finish) return finish(job);
  obey(job, action, at);
  reschedule(job);
  reschedule(desk);
}

void Loop::obey(Job& job, const Action& action, TimePoint at) {
  switch (action.kind) {
    case Action::Kind::need_token: job.desk->waiting_for_token.push_back(job.id); return begin_login(job.desk);
    case Action::Kind::need_turn: return job.desk->line_up(job);
    case Action::Kind::send: return send(job, at);
    case Action::Kind::wait_until: job.timer = action.until; return;
    case Action::Kind::nothing:
    case Action::Kind::finish: return;
  }
}

void Loop::send(Job& job, TimePoint at) {
  const ShopDesk& desk = *job.desk;
  http::Request request = job.request();
  job.request_bytes = request.body.size();
  if (job.task.traits.token == pipeline::Traits::Token::needed) {
    job.token = desk.token;
    wire::authorize(request, job.token->expose());
  }
  request.deadline = std::min(job.call.deadline(), at + desk.options.attempt_timeout);
  job.answer = {};
  job.timer = request.deadline;
  job.exchange = std::make_shared<LiveExchange>(inbox_, job.id, ++job.attempt, std::move(request));
  try {
    transport_->start(job.exchange);
  } catch (...) {  // a user's transport; nobody knows what it did before
    job.exchange->done(http::TransportFailure{.what = "the transport threw an exception"});
  }
}

void Loop::finish(Job& job) {
  timers_.take_out(job);
  job.desk->leave_line(job);
  job.desk->go(job);
  const auto owned = jobs_.take_out(job);
  owned->on_stop.reset();
  if (owned->task.purpose == Task::Purpose::request) run_safely([&] { report_call(*owned); });
  run_safely([&] { owned->conclude(owned->call.conclusion()); });
  reschedule(*owned->desk);
}

http::Progress Loop::give_up_exchange(Job& job) {
  if (!job.exchange) return http::Progress::not_sent;
  const auto exchange = std::move(job.exchange);
  return transport_->abandon(*exchange);
}

Job& Loop::take_in(std::unique_ptr<Job> job) {
  Job& taken = jobs_.add(std::move(job));
  taken.desk->come_in(taken);
  return taken;
}

Job* Loop::find_in_flight(JobId id, int attempt) {
  Job* job = jobs_.find(id);
  return job && job->exchange && job->attempt == attempt ? job : nullptr;
}

void Loop::cancel(std::vector<JobId> jobs) {
  std::sort(jobs.begin(), jobs.end(), [](const JobId& a, const JobId& b) { return a.number < b.number; });
  for (const JobId id : jobs) {
    message::Cancel cancel{id};
    take(cancel);
  }
}

void Loop::reschedule(Job& job) {
  const TimePoint time = std::min(job.timer, job.call.deadline());
  time == never ? timers_.take_out(job) : timers_.put(job, {time, job.id.number});
}

void Loop::reschedule(ShopDesk& desk) {
  const TimePoint time = desk.next_turn();
  time == never ? turns_.take_out(desk) : turns_.put(desk, {time, desk.number});
}

}  // namespace imweb::inline v0::engine

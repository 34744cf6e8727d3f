#include "order_task.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include <imweb/orders/explain.hpp>

#include "engine/redaction.hpp"
#include "wire/decode.hpp"
#include "wire/encode.hpp"
#include "wire/envelope.hpp"

namespace imweb::inline v0 {

namespace {

void mask(OrderActionFailed& order, const engine::Job& job) {
  for (auto* text : {&order.msg, &order.detail_msg})
    if (*text) engine::redact(**text, job);
  for (auto& item : order.prod_order_list) {
    engine::redact(item.msg, job);
    engine::redact(item.detail_msg, job);
  }
}

/// A call on its way: what was asked, what imweb says it did, who waits.
struct Pending {
  OrderCall call;
  BareSuccess bare_success;
  OnDone on_done;
  OrderActionResult result{};

  /// The envelope decides, unless it says 200: then the answer must also speak of our order.
  [[nodiscard]] http::Envelope read(std::string_view body, const engine::Job& job) {
    const auto document = wire::Document::parse(body);
    auto envelope = wire::read_envelope(document);
    engine::redact(envelope.msg, job);
    if (envelope.form != http::Envelope::Form::valid || envelope.code != 200) return envelope;
    auto decoded = wire::decode(document, call.target, bare_success);
    if (auto* mismatch = std::get_if<wire::Mismatch>(&decoded)) {
      envelope.form = http::Envelope::Form::foreign;
      envelope.problem = std::move(mismatch->what);
    } else {
      result = std::get<OrderActionResult>(std::move(decoded));
      for (auto& order : result.failed) mask(order, job);
    }
    return envelope;
  }

  void conclude(pipeline::Conclusion conclusion) {
    auto* failure = std::get_if<Failure::Details>(&conclusion);
    if (failure) return on_done(explain(call.target, call.action, std::move(*failure)));
    on_done(std::move(result));
  }
};

TimePoint deadline_after(TimePoint now, std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds longest = std::chrono::hours{24 * 365};  // far from overflow
  return now + std::clamp(wait, std::chrono::milliseconds{0}, longest);
}

}  // namespace

engine::Task make_task(const ClientOptions& shop, OrderCall call, const CallOptions& options, TimePoint now, OnDone on_done) {
  engine::Task task{.request = wire::encode(shop, call.target, call.action),
                    .label = name(call.action),
                    .rank = options.priority == Priority::bulk ? engine::Rank::bulk : engine::Rank::interactive,
                    .deadline = deadline_after(now, options.deadline),
                    .stop = options.stop};
  if (!options.traceparent.empty()) task.request.headers.push_back({"traceparent", options.traceparent});
  const auto pending = std::make_shared<Pending>(Pending{std::move(call), shop.bare_success, std::move(on_done)});
  task.read = [pending](const std::string& body, const engine::Job& job) { return pending->read(body, job); };
  task.on_done = [pending](pipeline::Conclusion conclusion) { pending->conclude(std::move(conclusion)); };
  return task;
}

}  // namespace imweb::inline v0

#include "sandbox/api.hpp"

#include <utility>

namespace imweb::inline v0::testing::sandbox {

LedgerEntry entry_of(const HttpRequest& request, const ApiCall& call) {
  LedgerEntry entry{.at = request.at, .method = request.method, .path = call.path};
  if (call.page == Page::login) entry.action = "login";
  if (call.page == Page::process) entry.action = call.order.action;
  entry.order_no = call.order.order_no;
  if (call.order.body) entry.prod_order_no = call.order.body->prod_order_no;
  return entry;
}

Api::Api(SandboxOptions options, Duration unix_offset)
    : options_(std::move(options)), unix_offset_(unix_offset), shop_(options_) {}

Handled Api::handle(const ApiCall& call, TimePoint now) {
  switch (call.page) {
    case Page::login: {
      const auto answer = shop_.login(call.key, call.secret, now);
      return {write_answer(answer, options_), answer.status.code, 0, answer.status.is_success()};
    }
    case Page::process: {
      const auto answer = shop_.process(call.order, now);
      return {write_answer(answer, call.order, options_), answer.status.code, answer.items_changed, answer.items_changed > 0};
    }
    case Page::look: {
      const auto answer = shop_.look(call.order.token, call.order.order_no, now);
      return {write_answer(answer, unix_offset_, options_), answer.status.code};
    }
    case Page::unknown: break;
  }
  const Status status = shop_.unknown_page(now);
  return {write_error(status, options_), status.code};
}

}  // namespace imweb::inline v0::testing::sandbox

#include "sandbox/api.hpp"

#include <utility>

#include "sandbox/read_answer.hpp"
#include "sandbox/request_fields.hpp"

namespace imweb::inline v0::testing::sandbox {

namespace {

EntryKind kind_of(Page page) {
  if (page == Page::login) return EntryKind::login;
  if (page == Page::process) return EntryKind::write;
  return is_reading(page) ? EntryKind::read : EntryKind::other;
}

}  // namespace

Api::Api(SandboxOptions options, Duration unix_offset)
    : options_(std::move(options)), unix_offset_(unix_offset), shop_(options_, unix_offset) {}

LedgerEntry Api::entry_of(const HttpRequest& request, const ApiCall& call) const {
  LedgerEntry entry{.at = request.at, .kind = kind_of(call.page), .method = request.method, .path = call.path};
  const bool may_hold_secrets = call.path == "/v2/auth";
  if (!may_hold_secrets) {
    entry.query = query_of(request);
    entry.body = request.body;
  }
  if (call.page == Page::login) entry.action = "login";
  if (call.page == Page::process) entry.action = call.order.action;
  const bool names_item = call.order.scope == Scope::item || call.page == Page::invoice;
  entry.order_no = is_reading(call.page) ? call.read.order_no : call.order.order_no;
  entry.prod_order_no = is_reading(call.page) ? call.read.prod_order_no : call.order.item;
  if (names_item) entry.order_no = shop_.owner_of(entry.prod_order_no);
  if (!names_item && call.order.body) entry.prod_order_no = call.order.body->prod_order_no;
  return entry;
}

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
    case Page::list: return read(&Shop::list, call, now);
    case Page::one_order: return read(&Shop::one_order, call, now);
    case Page::look: return read(&Shop::look, call, now);
    case Page::several: return read(&Shop::several, call, now);
    case Page::invoice: return read(&Shop::invoice, call, now);
    case Page::unknown: break;
  }
  const Status status = shop_.unknown_page(now);
  return {write_error(status, options_), status.code};
}

Handled Api::read(ReadingPage page, const ApiCall& call, TimePoint now) {
  const ReadAnswer answer = (shop_.*page)(call.read, now);
  return {write_answer(answer, call.page, unix_offset_, options_), answer.status.code};
}

}  // namespace imweb::inline v0::testing::sandbox

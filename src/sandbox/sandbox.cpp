#include <imweb/testing/sandbox.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "sandbox/api.hpp"
#include "sandbox/fault_queue.hpp"
#include "sandbox/loopback_server.hpp"

namespace imweb::inline v0::testing {

using namespace sandbox;

namespace {

Duration unix_offset() {
  const auto unix_time = std::chrono::duration_cast<Duration>(std::chrono::system_clock::now().time_since_epoch());
  return unix_time - std::chrono::steady_clock::now().time_since_epoch();
}

RequestKind kind_for_faults(EntryKind kind) {
  switch (kind) {
    case EntryKind::login: return RequestKind::login;
    case EntryKind::read: return RequestKind::read;
    case EntryKind::write: return RequestKind::write;
    case EntryKind::other: break;
  }
  return RequestKind::order;
}

int most_within_one_second(const std::vector<LedgerEntry>& ledger) {
  std::ptrdiff_t most = 0;
  auto first = ledger.begin();
  for (auto last = ledger.begin(); last != ledger.end(); ++last) {
    while (first->at + std::chrono::seconds{1} <= last->at) ++first;
    most = std::max(most, last - first + 1);
  }
  return static_cast<int>(most);
}

}  // namespace

// The state is shared by the server's thread and the users': all of it is guarded by `mutex`. The server's own methods wait for
// its thread, so they are called without the lock.
class Sandbox::Impl {
 public:
  explicit Impl(SandboxOptions options)
      : api(std::move(options), unix_offset()),
        server({[this](const HttpRequest& request) { return answer(request); }, [this] { return welcome(); }}, api.options().port) {
  }

  mutable std::mutex mutex{};
  mutable std::condition_variable arrival{};
  Api api;
  FaultQueue faults{};
  int refusals = 0;
  std::vector<LedgerEntry> ledger{};
  LoopbackServer server;  // last: its thread uses all the others

 private:
  Transmission answer(const HttpRequest& request);
  Handled handle(const ApiCall& call, TimePoint now, const LedgerEntry& entry);
  Welcome welcome();
};

// An order that only seems to be changed is put back as it was.
Handled Sandbox::Impl::handle(const ApiCall& call, TimePoint now, const LedgerEntry& entry) {
  const bool takes_back = entry.fault == Fault::answer_without_applying && entry.kind == EntryKind::write;
  const auto before = takes_back ? api.shop().order(entry.order_no) : std::nullopt;
  Handled handled = api.handle(call, now);
  if (!before) return handled;
  api.shop().add(*before, now);
  handled.is_applied = false;
  handled.items_applied = 0;
  return handled;
}

Transmission Sandbox::Impl::answer(const HttpRequest& request) {
  const ApiCall call = read_call(request);
  const std::scoped_lock lock{mutex};
  LedgerEntry entry = api.entry_of(request, call);
  const PlannedFault fault = faults.take(kind_for_faults(entry.kind));
  entry.fault = fault.fault;
  std::string bytes;
  std::size_t body_bytes = 0;
  if (is_applied(fault)) {
    const Handled handled = handle(call, request.at, entry);
    entry.applied = handled.is_applied;
    entry.items_applied = handled.items_applied;
    entry.status = handled.answer.status;
    entry.code = handled.code;
    body_bytes = handled.answer.body.size();
    bytes = to_bytes(handled.answer.status, handled.answer.headers, handled.answer.body);
  }
  if (fault.fault == Fault::raw_answer) {
    entry.status = fault.raw.verbatim.empty() ? fault.raw.status : 0;
    entry.code.reset();
  }
  ledger.push_back(std::move(entry));
  arrival.notify_all();
  return spoil(fault, std::move(bytes), body_bytes);
}

Welcome Sandbox::Impl::welcome() {
  const std::scoped_lock lock{mutex};
  if (refusals == 0) return Welcome::serve;
  --refusals;
  return Welcome::reset;
}

Sandbox::Sandbox(SandboxOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Sandbox::~Sandbox() = default;

std::string Sandbox::base_url() const { return "http://127.0.0.1:" + std::to_string(port()) + "/v2"; }

std::uint16_t Sandbox::port() const noexcept { return impl_->server.port(); }

const std::string& Sandbox::key() const noexcept { return impl_->api.options().key; }

const std::string& Sandbox::secret() const noexcept { return impl_->api.options().secret; }

void Sandbox::add_order(SandboxOrder order) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->api.shop().add(std::move(order), std::chrono::steady_clock::now());
}

std::optional<SandboxOrder> Sandbox::order(std::string_view order_no) const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->api.shop().order(order_no);
}

bool Sandbox::request_claim(std::string_view prod_order_no, std::string_view type) {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->api.shop().request_claim(std::string{prod_order_no}, type, std::chrono::steady_clock::now());
}

bool Sandbox::confirm_purchase(std::string_view prod_order_no) {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->api.shop().confirm_purchase(std::string{prod_order_no}, std::chrono::steady_clock::now());
}

void Sandbox::fail_next(Fault fault, int count, FaultOptions options) {
  if (fault != Fault::refuse) {
    const std::scoped_lock lock{impl_->mutex};
    return impl_->faults.add({.fault = fault, .options = options}, count);
  }
  {
    const std::scoped_lock lock{impl_->mutex};
    impl_->refusals += std::max(count, 0);
  }
  impl_->server.close_idle_connections();
}

void Sandbox::answer_next(RawAnswer answer, int count, FaultOptions options) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.add({.fault = Fault::raw_answer, .options = options, .raw = std::move(answer)}, count);
}

void Sandbox::clear_faults() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->faults.clear();
  impl_->refusals = 0;
}

void Sandbox::expire_tokens() {
  const std::scoped_lock lock{impl_->mutex};
  impl_->api.shop().expire_tokens();
}

void Sandbox::set_maintenance(Maintenance maintenance) {
  const std::scoped_lock lock{impl_->mutex};
  impl_->api.shop().set_maintenance(maintenance);
}

void Sandbox::stop_listening() { impl_->server.stop_listening(); }

void Sandbox::start_listening() { impl_->server.start_listening(); }

std::vector<LedgerEntry> Sandbox::ledger() const {
  const std::scoped_lock lock{impl_->mutex};
  return impl_->ledger;
}

int Sandbox::applied_count(std::string_view order_no, std::string_view action) const {
  const auto entries = ledger();
  return static_cast<int>(std::count_if(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
    return entry.applied && entry.order_no == order_no && entry.action == action;
  }));
}

int Sandbox::logins() const { return applied_count("", "login"); }

int Sandbox::max_in_any_second() const { return most_within_one_second(ledger()); }

bool Sandbox::wait_for_requests(std::size_t count, std::chrono::milliseconds timeout) const {
  std::unique_lock lock{impl_->mutex};
  return impl_->arrival.wait_for(lock, timeout, [&] { return impl_->ledger.size() >= count; });
}

}  // namespace imweb::inline v0::testing

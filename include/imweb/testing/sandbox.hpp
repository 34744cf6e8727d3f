// A stateful emulator of imweb's order API on 127.0.0.1, for tests and for trying things out without an account.
//
//     imweb::testing::Sandbox sandbox;
//     sandbox.add_order({.order_no = "202604277420970", .items = {{.status = "STANDBY"}}});
//     imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
//                                .base_url = sandbox.base_url()}};
//     sandbox.fail_next(imweb::testing::Fault::apply_then_close);
//     ...
//     sandbox.applied_count("202604277420970", "send");   // 1: what really happened, whatever the client was told
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/time.hpp>
#include <imweb/testing/export.hpp>
#include <imweb/testing/sandbox_fault.hpp>
#include <imweb/testing/sandbox_options.hpp>
#include <imweb/testing/sandbox_order.hpp>

namespace imweb::inline v0::testing {

/// What a request was about.
enum class EntryKind : std::uint8_t { login, read, write, other };

/// What the sandbox saw of one request and what it did with it.
struct LedgerEntry {
  TimePoint at{};  ///< when the request's last byte had been read
  EntryKind kind = EntryKind::other;
  std::string method{};
  std::string path{};           ///< without the query
  std::string query{};          ///< as received, without the question mark; empty for logins, whose query may hold secrets
  std::string body{};           ///< as received; empty for logins
  std::string action{};         ///< "send", "invoice", "cancel/accept", …; "login"; empty for anything else
  std::string order_no{};       ///< also of a request that names an item only; empty when the shop has no such item
  std::string prod_order_no{};  ///< empty: the whole order
  bool applied = false;         ///< at least one item was changed (for a login: a token was given)
  int items_applied = 0;
  int status = 0;             ///< HTTP status of the answer, sent or withheld by the fault; 0: none was made
  std::optional<int> code{};  ///< imweb's code in it
  Fault fault = Fault::none;
};

/// Whether the sandbox is down for maintenance.
enum class Maintenance : std::uint8_t { off, on };

/// One shop behind one port of 127.0.0.1, served by a thread of its own. Its destructor ends all connections and joins.
/// Thread rule: every method may be called from any number of threads at once.
class IMWEB_TESTING_EXPORT Sandbox {
 public:
  /// Serves when the constructor returns. Throws std::system_error when the port cannot be had.
  explicit Sandbox(SandboxOptions options = {});
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  /// "http://127.0.0.1:40123/v2": what ClientOptions::base_url wants.
  [[nodiscard]] std::string base_url() const;
  [[nodiscard]] std::uint16_t port() const noexcept;
  /// What the client's credentials must hold.
  [[nodiscard]] const std::string& key() const noexcept;
  [[nodiscard]] const std::string& secret() const noexcept;

  /// Puts an order into the shop; one with the same number is replaced.
  void add_order(SandboxOrder order);

  /// The order as it stands now; empty when the shop has none with this number.
  [[nodiscard]] std::optional<SandboxOrder> order(std::string_view order_no) const;

  /// A buyer asks for "CANCEL" (from PAY_COMPLETE or STANDBY), "RETURN" or "EXCHANGE" (both from DELIVERING or COMPLETE): the item
  /// stands at CANCEL_REQUEST and so on. Says whether the item's state allowed it; an unknown item or type does not.
  bool request_claim(std::string_view prod_order_no, std::string_view type);

  /// The buyer confirms, or the time for that is over: COMPLETE becomes PURCHASE_CONFIRMATION. Says whether it did.
  bool confirm_purchase(std::string_view prod_order_no);

  /// Makes the next `count` requests fail. Faults wait in line: each request takes the first that may hit it.
  void fail_next(Fault fault, int count = 1, FaultOptions options = {});

  /// Answers the next `count` requests literally.
  void answer_next(RawAnswer answer, int count = 1, FaultOptions options = {});

  /// Forgets the faults and literal answers that have not been used.
  void clear_faults();

  /// All tokens given so far are answered -2 from now on.
  void expire_tokens();

  /// While on, everything is answered -999.
  void set_maintenance(Maintenance maintenance);

  /// From now on connections are refused by the system, as if no server ran; those that exist are closed.
  void stop_listening();
  /// Ends stop_listening, on the same port.
  void start_listening();

  /// Every request that was read completely, in the order of arrival.
  [[nodiscard]] std::vector<LedgerEntry> ledger() const;

  /// How often `action` changed the order. More than 1 means that something was done twice or item by item.
  [[nodiscard]] int applied_count(std::string_view order_no, std::string_view action) const;

  /// How many logins were answered with a token.
  [[nodiscard]] int logins() const;

  /// The largest number of requests, logins among them, that arrived within any one second.
  [[nodiscard]] int max_in_any_second() const;

  /// Blocks until the ledger has `count` entries, or for `timeout`; says whether it has.
  [[nodiscard]] bool wait_for_requests(std::size_t count, std::chrono::milliseconds timeout = std::chrono::seconds{10}) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imweb::inline v0::testing

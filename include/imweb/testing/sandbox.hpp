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

#include <imweb/base/print.hpp>
#include <imweb/http/request.hpp>
#include <imweb/testing/export.hpp>
#include <imweb/testing/sandbox_options.hpp>

namespace imweb::inline v0::testing {

using v0::operator<<;

/// One item (품목) of an order, in imweb's own words.
struct SandboxItem {
  std::string prod_order_no{};      ///< empty: add_order numbers it "<order_no>-001", "<order_no>-002", …
  std::string status = "PAY_WAIT";  ///< PAY_WAIT, PAY_COMPLETE, STANDBY, DELIVERING, COMPLETE, CANCEL; others allow nothing
  std::string parcel_code{};
  std::string invoice_no{};
  std::string claim_type{};    ///< CANCEL, RETURN, EXCHANGE; empty: no claim. An item with a claim allows nothing further
  std::string claim_status{};  ///< RETURN_REQUEST, RETURN_COLLECTING, EXCHANGE_REQUEST, …; empty: no claim, or it is over
  TimePoint delivery_time{};   ///< when it was sent; TimePoint{}: not yet
  TimePoint complete_time{};   ///< when it was delivered; TimePoint{}: not yet

  friend bool operator==(const SandboxItem&, const SandboxItem&) = default;
};

/// One order. Without items, add_order gives it one in PAY_WAIT.
struct SandboxOrder {
  std::string order_no;
  std::vector<SandboxItem> items{};

  friend bool operator==(const SandboxOrder&, const SandboxOrder&) = default;
};

/// What can be made to go wrong with a request. "Applied": the order was processed before things went wrong.
enum class Fault : std::uint8_t {
  none,
  refuse,                  ///< the next new connection is reset as soon as it is accepted; idle connections are closed first
  reset,                   ///< not applied; RST after the request was read
  close_after_reading,     ///< not applied; FIN after the request was read
  apply_then_close,        ///< applied; FIN without an answer
  apply_then_reset,        ///< applied; RST without an answer
  half_answer,             ///< applied; the answer ends in the middle of its JSON, Content-Length promised more
  continue_then_close,     ///< not applied; "HTTP/1.1 100 Continue", then FIN
  three_bytes_then_close,  ///< applied; "HTT", then FIN
  stall,                   ///< not applied; no answer, the connection stays open
  apply_then_stall,        ///< applied; no answer, the connection stays open
  one_byte_per_second,     ///< applied; the answer trickles, one byte each FaultOptions::delay
  delay,                   ///< applied; the answer comes FaultOptions::delay later
  drop,                    ///< not applied; no answer to this request, the connection goes on with the next
  answer_twice,            ///< applied once; the same answer is sent twice in a row
  raw_answer,              ///< answered with what answer_next was given
};

/// The enumerator's name.
[[nodiscard]] constexpr std::string_view to_string(Fault fault) noexcept {
  constexpr std::string_view names[] = {"none",
                                        "refuse",
                                        "reset",
                                        "close_after_reading",
                                        "apply_then_close",
                                        "apply_then_reset",
                                        "half_answer",
                                        "continue_then_close",
                                        "three_bytes_then_close",
                                        "stall",
                                        "apply_then_stall",
                                        "one_byte_per_second",
                                        "delay",
                                        "drop",
                                        "answer_twice",
                                        "raw_answer"};
  return names[static_cast<std::size_t>(fault)];
}

/// Which requests a fault may hit.
enum class RequestKind : std::uint8_t { order, login, any };

/// Which request a fault hits, and how. Ignored by Fault::refuse, which hits connections.
struct FaultOptions {
  RequestKind on = RequestKind::order;
  int skip = 0;                                                       ///< so many such requests pass first: 2 hits the third
  std::chrono::milliseconds delay = std::chrono::milliseconds{1000};  ///< of Fault::delay and Fault::one_byte_per_second
};

/// Whether the request is carried out before a RawAnswer is given.
enum class Processing : std::uint8_t { skipped, done };

/// An answer given literally, for everything that the faults do not name: HTML, broken JSON, strange headers.
struct RawAnswer {
  int status = 200;
  std::vector<http::Header> headers{};  ///< beside Content-Length, which is added unless it stands here
  std::string body{};
  std::string verbatim{};  ///< if not empty, these bytes are sent instead of all the above, and the connection is closed
  Processing processing = Processing::skipped;
};

/// What the sandbox saw of one request and what it did with it.
struct LedgerEntry {
  TimePoint at{};  ///< when the request's last byte had been read
  std::string method{};
  std::string path{};    ///< without the query, which may hold secrets
  std::string action{};  ///< "send", …; "login"; empty for anything else
  std::string order_no{};
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

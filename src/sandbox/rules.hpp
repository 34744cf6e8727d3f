// The shop behind the sandbox: key, tokens, limits, orders. A pure state machine: no socket, no thread, no clock of its own; time
// comes in with every request, so a simulation in virtual time uses the same rules.
//
//     Shop shop{{}};
//     shop.add({.order_no = "1"});
//     const auto login = shop.login(options.key, options.secret, now);
//     const auto answer = shop.process({.token = login.token, .order_no = "1", .action = "deposit", .body = OrderBody{}}, now);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <imweb/testing/sandbox.hpp>

#include "sandbox/claims.hpp"
#include "sandbox/list_query.hpp"
#include "sandbox/order_store.hpp"
#include "sandbox/request_limit.hpp"
#include "sandbox/status.hpp"
#include "sandbox/tokens.hpp"
#include "sandbox/transitions.hpp"

namespace imweb::inline v0::testing::sandbox {

struct LoginAnswer {
  Status status{};
  std::string token{};
};

/// How a body was written.
enum class BodyForm : std::uint8_t { json, form };

/// A request that changes an order: one of the actions, an invoice, or a step of a claim.
struct OrderRequest {
  std::string token{};
  std::string order_no{};  ///< Scope::order
  std::string action{};    ///< "send", "invoice", "cancel/accept", …
  std::string order_version{};
  std::optional<OrderBody> body{};  ///< empty: it could not be read
  BodyForm body_form = BodyForm::json;
  Scope scope = Scope::order;
  std::string item{};  ///< Scope::item: the number in the path
};

struct RefusedItem {
  std::string prod_order_no{};
  std::string msg{};
  std::string detail_msg{};
};

struct OrderAnswer {
  Status status{};
  std::vector<std::string> processed{};  ///< items, also those that had been done before
  std::vector<RefusedItem> refused{};
  int items_changed = 0;
  std::string order_no{};  ///< Scope::item: the order that the item belongs to
};

/// A request that reads orders.
struct ReadRequest {
  std::string token{};
  std::string order_version{};
  std::string order_no{};
  std::string prod_order_no{};
  std::vector<std::string> order_nos{};  ///< of `several`
  ListParameters list{};
};

/// Orders as readers see them at this moment. Which of their parts are shown is the page's affair.
struct ReadAnswer {
  Status status{};
  std::vector<SandboxOrder> orders{};
  ListPage page{};
};

/// One shop. Thread rule: none; times must not go backwards.
class Shop {
 public:
  /// `unix_offset` is what turns a time point into unix time.
  explicit Shop(SandboxOptions options, Duration unix_offset = Duration::zero());

  /// An order without items gets one; items without a number are numbered; an order without a time gets `now`. Throws
  /// std::invalid_argument when `details` are no JSON object.
  void add(SandboxOrder order, TimePoint now = {});
  [[nodiscard]] std::optional<SandboxOrder> order(std::string_view order_no) const;
  [[nodiscard]] std::string owner_of(const std::string& prod_order_no) const { return store_.owner_of(prod_order_no); }

  /// What buyers do; see Sandbox.
  bool request_claim(const std::string& prod_order_no, std::string_view type, TimePoint now);
  bool confirm_purchase(const std::string& prod_order_no, TimePoint now);

  LoginAnswer login(std::string_view key, std::string_view secret, TimePoint now);
  OrderAnswer process(const OrderRequest& request, TimePoint now);

  // The reading pages. -11 for what does not exist; see NothingFound and SeveralEmpty.
  ReadAnswer list(const ReadRequest& request, TimePoint now);
  ReadAnswer one_order(const ReadRequest& request, TimePoint now);
  /// The items of an order, or the one that is named.
  ReadAnswer look(const ReadRequest& request, TimePoint now);
  /// The items of several orders.
  ReadAnswer several(const ReadRequest& request, TimePoint now);
  /// One item, for its invoice.
  ReadAnswer invoice(const ReadRequest& request, TimePoint now);

  /// For a request that names no page.
  Status unknown_page(TimePoint now);

  void expire_tokens() { tokens_.expire_all(); }
  void set_maintenance(Maintenance maintenance) { maintenance_ = maintenance; }

 private:
  enum class Door : std::uint8_t { limited, unlimited, list };
  using Command = std::variant<Action, const ClaimStep*>;

  Status admit(Door door, TimePoint now);
  Status admit(const std::string& token, Door door, TimePoint now);
  [[nodiscard]] bool understands(std::string_view order_version) const;

  [[nodiscard]] static std::optional<Command> command_of(const OrderRequest& request);
  [[nodiscard]] std::optional<std::string> complaint_about_body(const OrderRequest& request) const;
  /// The order and the positions of the items that the request is about; none of them when one does not exist.
  struct Target {
    SandboxOrder* order = nullptr;
    std::vector<std::size_t> positions{};
  };
  [[nodiscard]] Target target_of(const OrderRequest& request);
  [[nodiscard]] std::optional<std::string> complaint_about_data(const Command& command, const OrderRequest& request,
                                                                const SandboxOrder& order) const;
  OrderAnswer apply_to_items(const Command& command, const OrderRequest& request, const Target& target, TimePoint now);
  ItemVerdict apply_to(const Command& command, const OrderRequest& request, const Target& target, TimePoint now,
                       SandboxItem& item);

  [[nodiscard]] std::chrono::sys_seconds unix_time(TimePoint time) const;
  [[nodiscard]] SandboxOrder seen(const SandboxOrder& order, TimePoint now) const;
  [[nodiscard]] std::vector<const SandboxOrder*> matching(const ListQuery& query, TimePoint now) const;

  SandboxOptions options_;
  Duration unix_offset_;
  RequestLimit limit_;
  RequestLimit list_limit_;
  Tokens tokens_;
  OrderStore store_;
  Maintenance maintenance_ = Maintenance::off;
};

}  // namespace imweb::inline v0::testing::sandbox

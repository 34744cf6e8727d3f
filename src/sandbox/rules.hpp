// The shop behind the sandbox: key, tokens, limit, orders. A pure state machine: no socket, no thread, no clock of its own; time
// comes in with every request, so a simulation in virtual time uses the same rules.
//
//     Shop shop{{}};
//     shop.add({.order_no = "1"});
//     const auto login = shop.login(options.key, options.secret, now);
//     const auto answer = shop.process({.token = login.token, .order_no = "1", .action = "deposit", .body = OrderBody{}}, now);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/testing/sandbox.hpp>

#include "sandbox/request_limit.hpp"
#include "sandbox/tokens.hpp"
#include "sandbox/transitions.hpp"

namespace imweb::inline v0::testing::sandbox {

/// imweb's codes, as far as the sandbox gives them.
namespace code {
inline constexpr int success = 200;
inline constexpr int wrong_key = -1;
inline constexpr int wrong_token = -2;
inline constexpr int too_many_requests = -7;
inline constexpr int wrong_parameter = -10;
inline constexpr int no_data = -11;
inline constexpr int no_method = -99;
inline constexpr int maintenance = -999;
}  // namespace code

/// What every answer says.
struct Status {
  int code = code::success;
  std::string msg = "SUCCESS";
  int request_count = 0;  ///< how many requests are left in the window

  [[nodiscard]] bool is_success() const noexcept { return code == code::success; }
};

struct LoginAnswer {
  Status status{};
  std::string token{};
};

/// What the body of an order request holds.
struct OrderBody {
  std::string prod_order_no{};  ///< empty: the whole order
  Etc etc{};
};

struct OrderRequest {
  std::string token{};
  std::string order_no{};
  std::string action{};
  std::string order_version{};
  std::optional<OrderBody> body{};  ///< empty: it could not be read
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
};

struct LookAnswer {
  Status status{};
  std::vector<SandboxItem> items{};
};

/// One shop. Thread rule: none; times must not go backwards.
class Shop {
 public:
  explicit Shop(SandboxOptions options);

  /// An order without items gets one; items without a number are numbered.
  void add(SandboxOrder order);
  [[nodiscard]] std::optional<SandboxOrder> order(std::string_view order_no) const;

  LoginAnswer login(std::string_view key, std::string_view secret, TimePoint now);
  OrderAnswer process(const OrderRequest& request, TimePoint now);
  LookAnswer look(const std::string& token, const std::string& order_no, TimePoint now);

  /// For a request that names no page.
  Status unknown_page(TimePoint now);

  void expire_tokens() { tokens_.expire_all(); }
  void set_maintenance(Maintenance maintenance) { maintenance_ = maintenance; }

 private:
  enum class Door : std::uint8_t { limited, unlimited };

  Status admit(Door door, TimePoint now);
  Status admit(const std::string& token, TimePoint now);
  Status check(const OrderRequest& request, TimePoint now);
  OrderAnswer apply_to_items(const OrderRequest& request, TimePoint now);

  SandboxOptions options_;
  RequestLimit limit_;
  Tokens tokens_;
  std::map<std::string, SandboxOrder, std::less<>> orders_{};
  Maintenance maintenance_ = Maintenance::off;
};

}  // namespace imweb::inline v0::testing::sandbox

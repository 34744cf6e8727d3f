// The whole API without a socket: a request goes in with its time, an answer comes out. A simulation can use it as its server.
//
//     Api api{options};
//     api.shop().add({.order_no = "1"});
//     const auto handled = api.handle(read_call(request), request.at);
#pragma once

#include "sandbox/api_answer.hpp"
#include "sandbox/api_call.hpp"
#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {

/// What the shop did with one call, and what it answers.
struct Handled {
  ApiAnswer answer{};
  int code = 0;  ///< imweb's code in the answer
  int items_applied = 0;
  bool is_applied = false;
};

/// One shop and its pages. Thread rule: none; times must not go backwards.
class Api {
 public:
  /// `unix_offset` turns time points into the unix time that answers hold.
  explicit Api(SandboxOptions options, Duration unix_offset = Duration::zero());

  Handled handle(const ApiCall& call, TimePoint now);

  /// The ledger entry of a call that nothing has been done with yet.
  [[nodiscard]] LedgerEntry entry_of(const HttpRequest& request, const ApiCall& call) const;

  [[nodiscard]] Shop& shop() noexcept { return shop_; }
  [[nodiscard]] const Shop& shop() const noexcept { return shop_; }
  [[nodiscard]] const SandboxOptions& options() const noexcept { return options_; }

 private:
  using ReadingPage = ReadAnswer (Shop::*)(const ReadRequest&, TimePoint);

  Handled read(ReadingPage page, const ApiCall& call, TimePoint now);

  SandboxOptions options_;
  Duration unix_offset_;
  Shop shop_;
};

}  // namespace imweb::inline v0::testing::sandbox

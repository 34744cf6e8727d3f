// A run of `ship` over 50 orders in which one request is lost, and the next run over the same list. Whatever was lost, everything must then be shipped once.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <imweb/ship.hpp>

#include "support/virtual_sandbox.hpp"

namespace imweb::jobs {

using testing::EntryKind;
using testing::LedgerEntry;
using testing::Loss;
using testing::VirtualSandbox;

class BrokenRun {
 public:
  /// Loses the request with this number, from 1; none where there is none.
  BrokenRun(int lost_request, Loss loss, ShipRoute route) : options_{.route = route} {
    for (int i = 0; i < orders; ++i) {
      world_.add(number(i), i % 3 == 0   ? std::vector<std::string>{"PAY_COMPLETE"}
                            : i % 3 == 1 ? std::vector<std::string>{"PAY_COMPLETE", "PAY_COMPLETE"}
                                         : std::vector<std::string>{"STANDBY"});
      list_.push_back({OrderNo{number(i)}, {.parcel_code = ParcelCode::cj, .invoice_no = invoice_of(i)}});
    }
    world_.lose = [this, lost_request, loss](int request, const LedgerEntry& entry) {
      if (request != lost_request) return Loss::none;
      lost_ = entry;
      return loss;
    };
    broken_ = world_.client.ship(list_, options_);
    repaired_ = world_.client.ship(list_, options_);
  }

  /// The items that the broken run called unknown.
  [[nodiscard]] std::set<std::string> unknown() const {
    std::set<std::string> items;
    for (const auto& item : broken_.items)
      if (item.state == ShipState::unknown) items.insert(item.prod_order_no->str());
    return items;
  }

  /// The items of the lost request, where it was a write that the shop never saw.
  [[nodiscard]] std::set<std::string> in_doubt(Loss loss) const {
    const bool is_in_doubt = loss == Loss::before && lost_.kind == EntryKind::write;
    if (!is_in_doubt) return {};
    if (!lost_.prod_order_no.empty()) return {lost_.prod_order_no};
    std::set<std::string> items;
    for (const auto& item : items_of(lost_.order_no)) items.insert(item.prod_order_no);
    return items;
  }

  /// What is wrong after the second run; empty when nothing is.
  [[nodiscard]] std::vector<std::string> wrongs(Loss loss) const {
    std::vector<std::string> wrong;
    if (!repaired_.is_complete()) wrong.emplace_back("the second run did not ship everything");
    if (unknown() != in_doubt(loss)) wrong.emplace_back("the first run did not name exactly the unknown items");
    for (int i = 0; i < orders; ++i)
      for (const auto& item : items_of(number(i)))
        if (item.status != "DELIVERING" || item.invoice_no != invoice_of(i))
          wrong.push_back(item.prod_order_no + " is " + item.status + " with the invoice " + item.invoice_no);
    std::map<std::string, int> executed;
    for (const auto& entry : world_.ledger())
      if (entry.kind == EntryKind::write && entry.applied)
        if (++executed[entry.action + " " + entry.order_no + " " + entry.prod_order_no] > 1)
          wrong.push_back(entry.action + " of " + entry.order_no + " " + entry.prod_order_no + " was executed twice");
    return wrong;
  }

  [[nodiscard]] std::size_t requests() const { return world_.ledger().size(); }

 private:
  static constexpr int orders = 50;
  static std::string number(int i) { return "2026042700" + std::to_string(10000 + i); }
  [[nodiscard]] std::vector<testing::SandboxItem> items_of(const std::string& order_no) const {
    return world_.api.shop().order(order_no)->items;
  }
  static std::string invoice_of(int i) { return "6312457" + std::to_string(10000 + i); }

  VirtualSandbox world_;
  ShipOptions options_;
  std::vector<ShipRequest> list_;
  LedgerEntry lost_;
  ShipReport broken_;
  ShipReport repaired_;
};

}  // namespace imweb::jobs

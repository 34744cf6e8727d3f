// The plug is pulled at every request of a run of 50 orders, one run for each: afterwards one more `ship` of the same list must bring everything in order.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <imweb/ship.hpp>

#include "support/virtual_sandbox.hpp"

namespace imweb {
namespace {

using testing::EntryKind;
using testing::LedgerEntry;
using testing::Loss;
using testing::VirtualSandbox;

constexpr int orders = 50;

std::string number(int i) { return "2026042700" + std::to_string(10000 + i); }
std::string invoice_of(int i) { return "6312457" + std::to_string(10000 + i); }

class BrokenRun {
 public:
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
    for (const auto& item : world_.api.shop().order(lost_.order_no)->items) items.insert(item.prod_order_no);
    return items;
  }

  void check_that_everything_is_shipped_once() const {
    EXPECT_TRUE(repaired_.is_complete());
    for (int i = 0; i < orders; ++i)
      for (const auto& item : world_.api.shop().order(number(i))->items) {
        EXPECT_EQ(item.status, "DELIVERING") << item.prod_order_no;
        EXPECT_EQ(item.invoice_no, invoice_of(i)) << item.prod_order_no;
      }
    std::map<std::string, int> executed;
    for (const auto& entry : world_.ledger())
      if (entry.kind == EntryKind::write && entry.applied)
        ++executed[entry.action + " " + entry.order_no + " " + entry.prod_order_no];
    for (const auto& [write, times] : executed) EXPECT_EQ(times, 1) << write;
  }

  [[nodiscard]] std::size_t requests() const { return world_.ledger().size(); }

 private:
  VirtualSandbox world_;
  ShipOptions options_;
  std::vector<ShipRequest> list_;
  LedgerEntry lost_;
  ShipReport broken_;
  ShipReport repaired_;
};

class EveryRequest : public ::testing::TestWithParam<std::pair<Loss, ShipRoute>> {};

TEST_P(EveryRequest, MayBeLostAndOneMoreShipBringsAllInOrder) {
  const auto [loss, route] = GetParam();
  const auto whole = BrokenRun{0, loss, route}.requests();
  ASSERT_GT(whole, 100U);
  for (int request = 1; request <= static_cast<int>(whole); ++request) {
    SCOPED_TRACE("request " + std::to_string(request));
    const BrokenRun run{request, loss, route};
    run.check_that_everything_is_shipped_once();
    EXPECT_EQ(run.unknown(), run.in_doubt(loss));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EveryRequest,
                         ::testing::Values(std::pair{Loss::before, ShipRoute::by_item}, std::pair{Loss::after, ShipRoute::by_item},
                                           std::pair{Loss::before, ShipRoute::by_order},
                                           std::pair{Loss::after, ShipRoute::by_order}),
                         [](const auto& info) {
                           return std::string{info.param.first == Loss::before ? "LostBefore" : "LostAfter"} +
                                  (info.param.second == ShipRoute::by_item ? "ByItem" : "ByOrder");
                         });

}  // namespace
}  // namespace imweb

#include <imweb/orders/claims.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/orders/actions.hpp>

#include "support/claims.hpp"

namespace imweb {
namespace {

// What would cost the buyer when it is forgotten does not compile.
template <class Action>
concept ClaimFromNothing = requires {
  Action{};
};
template <class Action, class Points>
concept BuiltFromPoints = requires(Points points) {
  Action{.refund_point = points};
};
template <class How>
concept Resent = requires(How how) {
  ExchangeResend{.delivery = how};
};

static_assert(!ClaimFromNothing<CancelAccept> && !ClaimFromNothing<ReturnDone>, "what happens to the points must be said");
static_assert(BuiltFromPoints<CancelAccept, NoPointRefund> && BuiltFromPoints<CancelAccept, std::vector<ItemPoint>>);
static_assert(BuiltFromPoints<ReturnDone, NoPointRefund> && BuiltFromPoints<ReturnDone, std::vector<ItemPoint>>);
static_assert(!BuiltFromPoints<CancelAccept, std::vector<ItemPrice>> && !BuiltFromPoints<CancelAccept, Money>);
static_assert(!ClaimFromNothing<ExchangeResend> && !ClaimFromNothing<CancelReject> && !ClaimFromNothing<ExchangeReject>);
static_assert(Resent<Shipment> && Resent<ResendMethod> && !Resent<std::string> && !Resent<DirectCollection>);

// No part of an action passes for one.
static_assert(!std::is_convertible_v<std::string, OrderAction> && !std::is_convertible_v<const char*, OrderAction>);
static_assert(!std::is_convertible_v<Money, OrderAction> && !std::is_convertible_v<ResendMethod, OrderAction>);
static_assert(!std::is_convertible_v<Redelivery, OrderAction> && !std::is_convertible_v<NoPointRefund, OrderAction>);
static_assert(!std::is_convertible_v<ItemAction, OrderAction> && !std::is_convertible_v<OrderAction, ItemAction>);
static_assert(!std::is_convertible_v<CancelRetry, ItemAction> && !std::is_convertible_v<SendItem, OrderAction>);
static_assert(std::is_nothrow_move_constructible_v<OrderAction> && std::is_nothrow_move_assignable_v<OrderAction>);

using testing::claims;

TEST(ClaimAction, HasTheEndOfThePathAsItsName) {
  for (const auto& row : claims()) EXPECT_EQ(name(row.action), row.name);
}

TEST(ClaimAction, IsPrintedOnOneLine) {
  for (const auto& row : claims()) EXPECT_EQ(to_string(row.action), row.shown);
}

TEST(ClaimAction, EqualsNoneButItself) {
  const auto rows = claims();
  for (std::size_t one = 0; one < rows.size(); ++one)
    for (std::size_t other = 0; other < rows.size(); ++other)
      EXPECT_EQ(rows[one].action == rows[other].action, one == other) << rows[one].shown << " and " << rows[other].shown;
}

TEST(ClaimAction, IsCoveredByTheRowsOfEveryTest) {
  std::vector<int> rows_of(std::variant_size_v<OrderAction>);
  for (const auto& row : claims()) ++rows_of[row.action.index()];

  constexpr std::size_t first_new = 7;  // actions_test.cpp has the seven before
  for (std::size_t index = first_new; index < rows_of.size(); ++index) EXPECT_GT(rows_of[index], 0) << index;
}

TEST(ClaimAction, NeverShowsFreeText) {
  const OrderAction actions[] = {ReturnReject{.reason = "QZ9"}, CancelAccept{.refund_point = NoPointRefund{}, .claim_memo = "QZ9"},
                                 ReturnDone{.refund_point = NoPointRefund{}, .claim_memo = "QZ9"},
                                 ExchangeWithhold{.reason_code = WithholdReason::etc, .reason_detail = "QZ9"}};
  for (const auto& action : actions) EXPECT_EQ(to_string(action).find("QZ9"), std::string::npos) << to_string(action);
}

TEST(OrderAction, MovesMoneyOnlyWhereImwebMayPayBack) {
  EXPECT_TRUE(moves_money(Cancel{.reason_code = ReasonCode::sold_out}));
  EXPECT_FALSE(moves_money(Place{}));
  EXPECT_FALSE(moves_money(Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}}));
  for (const auto& row : claims()) {
    const bool pays = row.name == "cancel/accept" || row.name == "cancel/retry" || row.name == "return/return_done";
    EXPECT_EQ(moves_money(row.action), pays) << row.name;
  }
}

TEST(OrderAction, IsLeftToAPersonWhereASecondTimeCannotBeTakenBack) {
  EXPECT_TRUE(only_a_person_repeats(Cancel{.reason_code = ReasonCode::sold_out}));
  EXPECT_FALSE(only_a_person_repeats(Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"}));
  constexpr std::string_view final_ones[] = {"cancel/reject",       "cancel/accept",      "cancel/retry",
                                             "cancel/force_cancel", "return/return_done", "return/return_force_done",
                                             "exchange/reject",     "exchange/resend"};
  for (const auto& row : claims()) {
    const bool is_final = std::find(std::begin(final_ones), std::end(final_ones), row.name) != std::end(final_ones);
    EXPECT_EQ(only_a_person_repeats(row.action), is_final) << row.name;
  }
}

TEST(ItemAction, HasTheEndOfThePathAsItsName) {
  const auto name_of = [](const ItemAction& action) { return std::string{name(action)}; };
  EXPECT_EQ(name_of(Deposit{}), "deposit");
  EXPECT_EQ(name_of(Place{}), "place");
  EXPECT_EQ(name_of(Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"}), "send");
  EXPECT_EQ(name_of(SendItem{}), "send");
  EXPECT_EQ(name_of(Complete{}), "complete");
  EXPECT_EQ(name_of(SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"}), "invoice");
}

TEST(ItemAction, IsPrintedAsTheStructThatItHolds) {
  EXPECT_EQ(to_string(ItemAction{SendItem{}}), "send");
  EXPECT_EQ(to_string(ItemAction{SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"}}),
            "invoice parcel_code=CJ invoice_no=1");
}

TEST(RefundPoint, IsNoneOrAListAndNeverBoth) {
  const RefundPoint none = NoPointRefund{};
  const RefundPoint some = std::vector{ItemPoint{.prod_order_no = ProdOrderNo{"1-001"}, .point = {.amount = 500}}};

  EXPECT_EQ(none.items(), nullptr);
  ASSERT_NE(some.items(), nullptr);
  EXPECT_EQ(some.items()->at(0).point.amount, 500);
  EXPECT_NE(none, some);
  EXPECT_NE(none, RefundPoint{std::vector<ItemPoint>{}});
}

TEST(Redelivery, HasAParcelExactlyWithDelivery) {
  const Redelivery by_parcel = Shipment{.parcel_code = ParcelCode::cj, .invoice_no = "1"};
  const Redelivery by_courier = ResendMethod::quick_svc;

  EXPECT_EQ(by_parcel.method().str(), "DELIVERY");
  ASSERT_NE(by_parcel.shipment(), nullptr);
  EXPECT_EQ(by_parcel.shipment()->invoice_no, "1");
  EXPECT_EQ(by_courier.method(), ResendMethod::quick_svc);
  EXPECT_EQ(by_courier.shipment(), nullptr);
}

TEST(WithholdReason, HasTheWordsOfTheGuide) {
  EXPECT_EQ(WithholdReason::delivery_fee.str(), "EXCHANGE_DELIVERYFEE");
  EXPECT_EQ(WithholdReason::extra_fee.str(), "EXCHANGE_EXTRAFEE");
  EXPECT_EQ(WithholdReason::product_ready.str(), "EXCHANGE_PRODUCT_READY");
  EXPECT_EQ(WithholdReason::product_not_delivered.str(), "EXCHANGE_PRODUCT_NOT_DELIVERED");
  EXPECT_EQ(WithholdReason::hold_back.str(), "EXCHANGE_HOLDBACK");
  EXPECT_EQ(WithholdReason::etc.str(), "ETC");
}

TEST(ResendMethod, HasTheWordsOfTheGuide) {
  EXPECT_EQ(ResendMethod::visit_receipt.str(), "VISIT_RECEIPT");
  EXPECT_EQ(ResendMethod::direct_delivery.str(), "DIRECT_DELIVERY");
  EXPECT_EQ(ResendMethod::quick_svc.str(), "QUICK_SVC");
  EXPECT_EQ(ResendMethod::nothing.str(), "NOTHING");
}

}  // namespace
}  // namespace imweb

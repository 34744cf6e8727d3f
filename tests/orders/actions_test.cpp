#include <imweb/orders/actions.hpp>

#include <concepts>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include <gtest/gtest.h>

namespace imweb {
namespace {

// What the guide demands cannot be left out: these say which ways of building an action compile.
template <class Action>
concept BuiltFromNothing = requires {
  Action{};
};
template <class Action>
concept BuiltFromReason = requires(ReasonCode reason) {
  Action{.reason_code = reason};
};
template <class Action>
concept BuiltFromInvoice = requires(std::string invoice) {
  Action{.invoice_no = invoice};
};
template <class Action, class How>
concept BuiltFromReasonAndCollection = requires(ReasonCode reason, How how) {
  Action{.reason_code = reason, .collection = how};
};
template <class Action, class How>
concept BuiltWithFeeMethod = requires(ReasonCode reason, DelivFeeMethod method, How how) {
  Action{.reason_code = reason, .deliv_fee_method = method, .collection = how};
};
template <class Action>
concept BuiltFromBareTexts = requires(std::string text) {
  Action{.parcel_code = text, .invoice_no = text};
};

static_assert(BuiltFromNothing<Deposit> && BuiltFromNothing<Place> && BuiltFromNothing<Complete>);
static_assert(!BuiltFromNothing<Send> && !BuiltFromNothing<Cancel> && !BuiltFromNothing<Return> && !BuiltFromNothing<Exchange>);
static_assert(!BuiltFromInvoice<Send> && !BuiltFromInvoice<Shipment>, "a carrier is required");
static_assert(!BuiltFromBareTexts<Send> && !BuiltFromBareTexts<Shipment>, "a carrier is a ParcelCode");
static_assert(BuiltFromReason<Cancel>);
static_assert(!BuiltFromReason<Return> && !BuiltFromReason<Exchange>, "how the goods come back is required");
static_assert(BuiltFromReasonAndCollection<Return, Shipment> && BuiltFromReasonAndCollection<Return, DirectCollection>);
static_assert(BuiltFromReasonAndCollection<Exchange, Shipment> && BuiltFromReasonAndCollection<Exchange, DirectCollection>);
static_assert(!BuiltFromReasonAndCollection<Return, std::string> && !BuiltFromReasonAndCollection<Exchange, ParcelCode>);
static_assert(!BuiltFromReasonAndCollection<Cancel, DirectCollection>);
static_assert(BuiltWithFeeMethod<Return, Shipment> && !BuiltWithFeeMethod<Exchange, Shipment>);
static_assert(!std::is_default_constructible_v<Collection> && !std::is_default_constructible_v<Shipment>);

template <class... Actions>
constexpr bool all_convert_to_order_action = (std::is_convertible_v<Actions, OrderAction> && ...);
static_assert(all_convert_to_order_action<Deposit, Place, Send, Complete, Cancel, Return, Exchange>);
static_assert(!std::is_convertible_v<Shipment, OrderAction> && !std::is_convertible_v<DirectCollection, OrderAction>);
static_assert(!std::is_convertible_v<ReasonCode, OrderAction> && !std::is_convertible_v<std::string, OrderAction>);
static_assert(std::equality_comparable<OrderAction> && std::equality_comparable<Collection>);
static_assert(std::is_nothrow_move_constructible_v<OrderAction> && std::is_nothrow_move_assignable_v<OrderAction>);

Shipment some_shipment() { return {.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"}; }

TEST(OrderAction, HasTheNamesOfTheGuide) {
  const auto send = Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"};
  const auto returned = Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}};
  const auto exchange = Exchange{.reason_code = ReasonCode::broken, .collection = DirectCollection{}};

  EXPECT_EQ(name(Deposit{}), "deposit");
  EXPECT_EQ(name(Place{}), "place");
  EXPECT_EQ(name(send), "send");
  EXPECT_EQ(name(Complete{}), "complete");
  EXPECT_EQ(name(Cancel{.reason_code = ReasonCode::sold_out}), "cancel");
  EXPECT_EQ(name(returned), "return");
  EXPECT_EQ(name(exchange), "exchange");
}

TEST(OrderAction, SaysAllItHoldsOnOneLine) {
  struct Row {
    OrderAction action;
    std::string_view text;
  };
  const Row rows[] = {
      {Deposit{}, "deposit"},
      {Place{}, "place"},
      {Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"}, "send parcel_code=CJ invoice_no=631245789012"},
      {Complete{}, "complete"},
      {Cancel{.reason_code = ReasonCode::sold_out}, "cancel reason_code=SOLD_OUT"},
      {Return{.reason_code = ReasonCode::broken, .collection = some_shipment()},
       "return reason_code=BROKEN parcel_code=CJ invoice_no=631245789012"},
      {Return{.reason_code = ReasonCode::wrong_order, .deliv_fee_method = DelivFeeMethod::box, .collection = DirectCollection{}},
       "return reason_code=WRONG_ORDER deliv_fee_method=BOX direct collection"},
      {Exchange{.reason_code = ReasonCode::wrong_option, .collection = DirectCollection{}},
       "exchange reason_code=WRONG_OPTION direct collection"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_string(row.action), row.text);
}

TEST(OrderAction, IsPrintedAsTheStructThatItHolds) {
  std::ostringstream out;
  out << Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"} << "; " << OrderAction{Place{}} << "; " << some_shipment() << "; "
      << Collection{DirectCollection{}};

  EXPECT_EQ(out.str(), "send parcel_code=CJ invoice_no=1; place; parcel_code=CJ invoice_no=631245789012; direct collection");
}

TEST(OrderAction, EqualsOnlyTheSameActionWithTheSameData) {
  const Send send{.parcel_code = ParcelCode::cj, .invoice_no = "1"};

  EXPECT_EQ(send, (Send{.parcel_code = ParcelCode{"CJ"}, .invoice_no = "1"}));
  EXPECT_NE(send, (Send{.parcel_code = ParcelCode::lotte, .invoice_no = "1"}));
  EXPECT_NE(send, (Send{.parcel_code = ParcelCode::cj, .invoice_no = "2"}));
  EXPECT_NE(OrderAction{Deposit{}}, OrderAction{Place{}});
  EXPECT_NE(OrderAction{Cancel{.reason_code = ReasonCode::broken}}, OrderAction{Cancel{.reason_code = ReasonCode::sold_out}});
}

TEST(Return, EqualsOnlyOneWithTheSameReasonFeeAndCollection) {
  const Return one{.reason_code = ReasonCode::wrong_order, .deliv_fee_method = DelivFeeMethod::cash, .collection = some_shipment()};
  Return other = one;
  EXPECT_EQ(one, other);

  other.deliv_fee_method = std::nullopt;
  EXPECT_NE(one, other);

  other = one;
  other.collection = DirectCollection{};
  EXPECT_NE(one, other);

  other = one;
  other.reason_code = ReasonCode::intent_changed;
  EXPECT_NE(one, other);
}

TEST(Collection, IsDirectOrAShipmentAndNeverBoth) {
  const Collection direct = DirectCollection{};
  const Collection by_parcel = some_shipment();

  EXPECT_TRUE(direct.is_direct());
  EXPECT_EQ(direct.shipment(), nullptr);
  EXPECT_FALSE(by_parcel.is_direct());
  const Shipment* shipment = by_parcel.shipment();
  ASSERT_NE(shipment, nullptr);
  EXPECT_EQ(*shipment, some_shipment());
}

TEST(Collection, ComparesByWhatItHolds) {
  EXPECT_EQ(Collection{some_shipment()}, Collection{some_shipment()});
  EXPECT_EQ(Collection{DirectCollection{}}, Collection{DirectCollection{}});
  EXPECT_NE(Collection{some_shipment()}, Collection{DirectCollection{}});
  EXPECT_NE(Collection{some_shipment()}, (Collection{Shipment{.parcel_code = ParcelCode::cj, .invoice_no = "2"}}));
}

TEST(Return, HasNoFeeMethodUnlessGivenOne) {
  const Return action{.reason_code = ReasonCode::intent_changed, .collection = DirectCollection{}};

  EXPECT_EQ(action.deliv_fee_method, std::nullopt);
}

}  // namespace
}  // namespace imweb

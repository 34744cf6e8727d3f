#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/orders/validate.hpp>

#include "support/claims.hpp"

namespace imweb {
namespace {

using std::string_literals::operator""s;
using testing::claims;

const OrderNo order_no{"202604270000001"};
const ProdOrderNo item{"202604270000001-001"};

Shipment parcel(const std::string& code, const std::string& invoice_no) {
  return {.parcel_code = ParcelCode{code}, .invoice_no = invoice_no};
}
CancelAccept accept_with(std::vector<ItemPrice> prices) {
  return {.etc_price = std::move(prices), .refund_point = NoPointRefund{}};
}
ReturnDone done_with(std::vector<ItemPoint> points) { return {.refund_point = std::move(points)}; }
ExchangeWithhold withhold(const WithholdReason& reason, const std::string& detail, std::vector<ItemPrice> prices = {}) {
  return {.reason_code = reason, .reason_detail = detail, .etc_price = std::move(prices)};
}

TEST(ValidateClaim, AcceptsEveryStep) {
  for (const auto& row : claims()) EXPECT_FALSE(validate(order_no, row.action)) << row.shown;
}

TEST(ValidateClaim, ChecksTheTargetOfEveryStep) {
  for (const auto& row : claims()) {
    const auto failure = validate(OrderNo{"../1"}, row.action);
    ASSERT_TRUE(failure) << row.shown;
    EXPECT_EQ(failure->message().find(std::string{row.name} + " was not sent: order_no "), 0U) << failure->message();
  }
}

struct RefusedRow {
  std::string_view name;
  OrderAction action;
  std::string_view complaint;
};

const RefusedRow refused[] = {
    {"carrier of an invoice", SetInvoice{.parcel_code = ParcelCode{""}, .invoice_no = "1"}, "parcel_code is empty"},
    {"number of an invoice", SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1 2"}, "invoice_no has a blank at byte 1"},
    {"carrier of a rejection", CancelReject{.parcel_code = ParcelCode{"C J"}, .invoice_no = "1"}, "parcel_code has a blank"},
    {"number of a rejection", CancelReject{.parcel_code = ParcelCode::cj, .invoice_no = ""}, "invoice_no is empty"},
    {"carrier of a rejected exchange", ExchangeReject{.parcel_code = ParcelCode{""}, .invoice_no = "1"}, "parcel_code is empty"},
    {"number of a rejected exchange", ExchangeReject{.parcel_code = ParcelCode::cj, .invoice_no = ""}, "invoice_no is empty"},
    {"price below zero", accept_with({{item, {.amount = -1}}}), "etc_price.price is negative"},
    {"five decimals", accept_with({{item, {.amount = 1, .decimals = 5}}}), "etc_price.price has too many decimals"},
    {"item of a price", accept_with({{ProdOrderNo{"1/2"}, {.amount = 1}}}),
     "etc_price.prod_order_no has a forbidden character at byte 1"},
    {"item priced twice", accept_with({{item, {.amount = 1}}, {ProdOrderNo{"1"}, {}}, {item, {.amount = 2}}}),
     "etc_price names an item twice"},
    {"no points in a list", done_with({}), "refund_point is an empty list; rule: say NoPointRefund{}"},
    {"points below zero", done_with({{item, {.amount = -1}}}), "refund_point.point is negative"},
    {"points with five decimals", done_with({{item, {.amount = 1, .decimals = 5}}}), "refund_point.point has too many decimals"},
    {"item of points", done_with({{ProdOrderNo{""}, {.amount = 1}}}), "refund_point.prod_order_no is empty"},
    {"points of an item twice", done_with({{item, {.amount = 1}}, {item, {.amount = 1}}}), "refund_point names an item twice"},
    {"no points in an accepted cancellation", CancelAccept{.refund_point = std::vector<ItemPoint>{}},
     "refund_point is an empty list"},
    {"price of a done return", ReturnDone{.etc_price = {{item, {.amount = -1}}}, .refund_point = NoPointRefund{}},
     "etc_price.price is negative"},
    {"price of an exchange", ExchangeAccept{.etc_price = Money{.amount = -1}}, "etc_price is negative"},
    {"decimals of an exchange", ExchangeAccept{.etc_price = Money{.amount = 1, .decimals = 5}}, "etc_price has too many decimals"},
    {"reason to withhold", withhold(WithholdReason{""}, "d"), "reason_code is empty"},
    {"blank in the reason to withhold", withhold(WithholdReason{"A B"}, "d"), "reason_code has a blank"},
    {"fee that is negative", withhold(WithholdReason::extra_fee, "d", {{item, {.amount = -1}}}), "etc_price.price is negative"},
    {"fee for an item twice", withhold(WithholdReason::extra_fee, "d", {{item, {}}, {item, {}}}), "etc_price names an item twice"},
    {"delivery without a parcel", ExchangeResend{.delivery = ResendMethod{"DELIVERY"}}, "method is DELIVERY without a parcel"},
    {"empty method", ExchangeResend{.delivery = ResendMethod{""}}, "method is empty"},
    {"blank in a method", ExchangeResend{.delivery = ResendMethod{"BY HAND"}}, "method has a blank at byte 2"},
    {"carrier of a resent parcel", ExchangeResend{.delivery = parcel("", "1")}, "parcel_code is empty"},
    {"number of a resent parcel", ExchangeResend{.delivery = parcel("CJ", "")}, "invoice_no is empty"},
};

TEST(ValidateClaim, RefusesWhatIsWrongByItsField) {
  for (const auto& row : refused) {
    SCOPED_TRACE(row.name);
    const auto failure = validate(order_no, row.action);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->kind(), FailureKind::invalid_argument);
    EXPECT_EQ(failure->effect(), Effect::not_applied);
    EXPECT_NE(failure->message().find(" was not sent: " + std::string{row.complaint}), std::string::npos) << failure->message();
  }
}

TEST(ValidateClaim, AcceptsAmountsUpToTheirLimits) {
  EXPECT_FALSE(validate(order_no, accept_with({{item, {.amount = 0}}})));
  EXPECT_FALSE(validate(order_no, accept_with({{item, {.amount = 9'223'372'036'854'775'807, .decimals = 4}}})));
  EXPECT_FALSE(validate(order_no, done_with({{item, {.amount = 1}}, {ProdOrderNo{"202604270000001-002"}, {.amount = 1}}})));
}

TEST(ValidateClaim, AllowsAPriceToWithholdOnlyForTheExtraFee) {
  const std::vector<ItemPrice> prices{{item, {.amount = 3000}}};
  for (const auto& reason : {WithholdReason::delivery_fee, WithholdReason::product_ready, WithholdReason::product_not_delivered,
                             WithholdReason::hold_back, WithholdReason::etc}) {
    const auto failure = validate(order_no, withhold(reason, "d", prices));
    ASSERT_TRUE(failure) << reason;
    EXPECT_NE(failure->message().find("rule: give it only with EXCHANGE_EXTRAFEE"), std::string::npos) << failure->message();
    EXPECT_FALSE(validate(order_no, withhold(reason, "d"))) << reason;
  }
  EXPECT_FALSE(validate(order_no, withhold(WithholdReason::extra_fee, "d", prices)));
  EXPECT_FALSE(validate(order_no, withhold(WithholdReason{"NEW_REASON"}, "d", prices))) << "imweb decides";
}

struct FreeTextField {
  std::string_view field;
  std::function<std::optional<Failure>(const std::string& text)> validated;
};

const FreeTextField free_texts[] = {
    {"claim_memo",
     [](const auto& text) { return validate(order_no, CancelAccept{.refund_point = NoPointRefund{}, .claim_memo = text}); }},
    {"claim_memo",
     [](const auto& text) { return validate(order_no, ReturnDone{.refund_point = NoPointRefund{}, .claim_memo = text}); }},
    {"reason", [](const auto& text) { return validate(order_no, ReturnReject{.reason = text}); }},
    {"reason_detail", [](const auto& text) { return validate(order_no, withhold(WithholdReason::etc, text)); }},
};

struct TextRow {
  std::string_view name;
  std::string text;
  std::string_view shape;
};

const TextRow bad_free_texts[] = {
    {"empty", "", "is empty"},
    {"501 bytes", std::string(501, 'x'), "has 501 bytes"},
    {"invalid UTF-8", "QZ9\xff", "is not valid UTF-8 at byte 3"},
    {"cut Hangul", "QZ9\xed\x95", "is not valid UTF-8 at byte 3"},
    {"NUL", "QZ9\0"s, "has a control or invisible character at byte 3"},
    {"tab", "QZ9\t", "has a control or invisible character at byte 3"},
    {"carriage return", "QZ9\r\n", "has a control or invisible character at byte 3"},
    {"escape sequence", "QZ9\x1b[31m", "has a control or invisible character at byte 3"},
    {"bidi override", "QZ9\u202e", "has a control or invisible character at byte 3"},
};

TEST(ValidateClaim, RefusesBadFreeTexts) {
  for (const auto& field : free_texts)
    for (const auto& row : bad_free_texts) {
      const auto failure = field.validated(row.text);
      ASSERT_TRUE(failure) << field.field << ", " << row.name;
      const std::string& message = failure->message();
      EXPECT_NE(message.find(std::string{field.field} + " " + std::string{row.shape}), std::string::npos) << message;
      EXPECT_NE(message.find("rule: 1 to 500 bytes"), std::string::npos) << message;
      EXPECT_EQ(message.find("QZ9"), std::string::npos) << message;
    }
}

TEST(ValidateClaim, AcceptsFreeTextsOfPeople) {
  for (const auto& field : free_texts)
    for (const auto& text : {"x"s, "단순 변심입니다.\n다시 주문할게요 😀"s, std::string(500, 'x'), " "s, "<b>\"'\\"s})
      EXPECT_FALSE(field.validated(text)) << field.field << ", " << text;
}

TEST(ValidateItem, AcceptsEveryAction) {
  const ItemAction actions[] = {Deposit{},  Place{},    Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"},
                                SendItem{}, Complete{}, SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"}};
  for (const auto& action : actions) {
    EXPECT_FALSE(validate(item, action)) << action;
    const auto failure = validate(ProdOrderNo{"1/send"}, action);
    ASSERT_TRUE(failure) << action;
    EXPECT_EQ(failure->message().find(std::string{name(action)} + " was not sent: prod_order_no has a forbidden"), 0U)
        << failure->message();
  }
}

TEST(ValidateItem, RefusesWhatIsWrongByItsField) {
  EXPECT_NE(validate(item, Send{.parcel_code = ParcelCode{""}, .invoice_no = "1"})->message().find("parcel_code is empty"),
            std::string::npos);
  EXPECT_NE(validate(item, SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = ""})->message().find("invoice_no is empty"),
            std::string::npos);
}

}  // namespace
}  // namespace imweb

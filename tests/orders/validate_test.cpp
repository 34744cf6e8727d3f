#include <imweb/orders/validate.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using std::string_literals::operator""s;

struct NamedText {
  std::string_view name;
  std::string text;
};

/// One field of a target or an action: how a text gets into it.
struct CheckedField {
  std::string_view field;
  std::string_view where;
  std::function<std::optional<Failure>(const std::string& text)> validated;
};

const OrderTarget some_order = OrderNo{"202604277420970"};

std::optional<Failure> validated(const OrderAction& action) { return validate(some_order, action); }

Shipment shipment_of(const std::string& invoice_no) { return {.parcel_code = ParcelCode::cj, .invoice_no = invoice_no}; }
Shipment shipment_by(const std::string& parcel_code) { return {.parcel_code = ParcelCode{parcel_code}, .invoice_no = "1"}; }

const std::vector<CheckedField> identifier_fields = {
    {"order_no", "target", [](const std::string& text) { return validate(OrderNo{text}, Place{}); }},
    {"prod_order_no", "target",
     [](const std::string& text) { return validate({.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{text}}, Place{}); }},
};

const std::vector<CheckedField> text_fields = {
    {"parcel_code", "send", [](const auto& text) { return validated(Send{.parcel_code = ParcelCode{text}, .invoice_no = "1"}); }},
    {"invoice_no", "send", [](const auto& text) { return validated(Send{.parcel_code = ParcelCode::cj, .invoice_no = text}); }},
    {"reason_code", "cancel", [](const auto& text) { return validated(Cancel{.reason_code = ReasonCode{text}}); }},
    {"reason_code", "return",
     [](const auto& text) { return validated(Return{.reason_code = ReasonCode{text}, .collection = DirectCollection{}}); }},
    {"deliv_fee_method", "return",
     [](const auto& text) {
       return validated(Return{.reason_code = ReasonCode::wrong_order,
                               .deliv_fee_method = DelivFeeMethod{text},
                               .collection = DirectCollection{}});
     }},
    {"parcel_code", "return",
     [](const auto& text) { return validated(Return{.reason_code = ReasonCode::broken, .collection = shipment_by(text)}); }},
    {"invoice_no", "return",
     [](const auto& text) { return validated(Return{.reason_code = ReasonCode::broken, .collection = shipment_of(text)}); }},
    {"reason_code", "exchange",
     [](const auto& text) { return validated(Exchange{.reason_code = ReasonCode{text}, .collection = DirectCollection{}}); }},
    {"parcel_code", "exchange",
     [](const auto& text) { return validated(Exchange{.reason_code = ReasonCode::broken, .collection = shipment_by(text)}); }},
    {"invoice_no", "exchange",
     [](const auto& text) { return validated(Exchange{.reason_code = ReasonCode::broken, .collection = shipment_of(text)}); }},
};

/// Each bad text carries this where it can, to prove that no message repeats it.
constexpr std::string_view marker = "QZ9";

struct BadText {
  std::string_view name;
  std::string text;
  std::string_view shape;
};

const std::vector<BadText> texts_bad_in_every_field = {
    {"empty", "", "is empty"},
    {"65 bytes", std::string(65, '1'), "has 65 bytes"},
    {"10 kB", std::string(10'000, '1'), "has 10000 bytes"},
    {"1 MB", std::string(1'000'000, '1'), "has 1000000 bytes"},
};

const std::vector<BadText> bad_identifiers = {
    {"path upwards", "../../auth", "forbidden character at byte 0"},
    {"other path and query", "1/send?x=", "forbidden character at byte 1"},
    {"percent escape", "1%2f", "forbidden character at byte 1"},
    {"fragment", "1#", "forbidden character at byte 1"},
    {"path parameter", "1;a", "forbidden character at byte 1"},
    {"dot", "QZ9.", "forbidden character at byte 3"},
    {"backslash", "QZ9\\", "forbidden character at byte 3"},
    {"NUL inside", "QZ9\0"s, "forbidden character at byte 3"},
    {"CR LF and a header", "QZ9\r\nX: y", "forbidden character at byte 3"},
    {"blank before", " QZ9", "forbidden character at byte 0"},
    {"blank behind", "QZ9 ", "forbidden character at byte 3"},
    {"plus", "QZ9+1", "forbidden character at byte 3"},
    {"comma", "QZ9,1", "forbidden character at byte 3"},
    {"quote", "QZ9\"", "forbidden character at byte 3"},
    {"Hangul", "QZ9가", "forbidden character at byte 3"},
    {"full-width digit", "QZ9１", "forbidden character at byte 3"},
    {"invalid UTF-8", "QZ9\xff", "forbidden character at byte 3"},
};

const std::vector<BadText> bad_texts = {
    {"NUL inside", "QZ9\0"s, "control or invisible character at byte 3"},
    {"CR LF", "QZ9\r\n", "control or invisible character at byte 3"},
    {"escape sequence", "QZ9\x1b[31m", "control or invisible character at byte 3"},
    {"DEL", "QZ9\x7f", "control or invisible character at byte 3"},
    {"C1 control", "QZ9\xc2\x85", "control or invisible character at byte 3"},
    {"blank before", " QZ9", "blank at byte 0"},
    {"blank inside", "QZ9 1", "blank at byte 3"},
    {"tab", "QZ9\t", "blank at byte 3"},
    {"no-break space U+00A0", "QZ9\u00a0", "blank at byte 3"},
    {"ideographic space U+3000", "QZ9\u3000", "blank at byte 3"},
    {"Hangul filler U+3164", "QZ9\u3164", "control or invisible character at byte 3"},
    {"line separator U+2028", "QZ9\u2028", "control or invisible character at byte 3"},
    {"bidi override U+202E", "QZ9\u202e", "control or invisible character at byte 3"},
    {"zero width space U+200B", "QZ9\u200b", "control or invisible character at byte 3"},
    {"byte order mark", "\ufeffQZ9", "control or invisible character at byte 0"},
    {"overlong slash", "QZ9\xc0\xaf", "not valid UTF-8 at byte 3"},
    {"overlong, three bytes", "QZ9\xe0\x80\xaf", "not valid UTF-8 at byte 3"},
    {"surrogate", "QZ9\xed\xa0\x80", "not valid UTF-8 at byte 3"},
    {"cut Hangul", "QZ9\xed\x95", "not valid UTF-8 at byte 3"},
    {"above U+10FFFF", "QZ9\xf4\x90\x80\x80", "not valid UTF-8 at byte 3"},
    {"continuation alone", "QZ9\x80", "not valid UTF-8 at byte 3"},
    {"CP949 Hangul", "QZ9\xb0\xa1", "not valid UTF-8 at byte 3"},
    {"byte FF", "QZ9\xff", "not valid UTF-8 at byte 3"},
};

void expect_refused(const CheckedField& field, const BadText& bad) {
  SCOPED_TRACE(::testing::Message() << field.field << " of " << field.where << ", " << bad.name);
  const auto failure = field.validated(bad.text);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind(), FailureKind::invalid_argument);
  EXPECT_EQ(failure->effect(), Effect::not_applied);
  EXPECT_EQ(failure->attempts(), 0);

  const std::string& message = failure->message();
  EXPECT_NE(message.find(std::string{field.field} + " "), std::string::npos) << message;
  EXPECT_NE(message.find(bad.shape), std::string::npos) << message;
  EXPECT_NE(message.find("rule: 1 to 64 "), std::string::npos) << message;
  EXPECT_EQ(message.find(marker), std::string::npos) << message;
  if (bad.text.size() > 1) {
    EXPECT_EQ(message.find(bad.text), std::string::npos) << message;
  }
}

TEST(Validate, RefusesBadIdentifiersByFieldShapeAndRule) {
  for (const auto& field : identifier_fields) {
    for (const auto& bad : texts_bad_in_every_field) expect_refused(field, bad);
    for (const auto& bad : bad_identifiers) expect_refused(field, bad);
  }
}

TEST(Validate, RefusesBadTextsByFieldShapeAndRule) {
  for (const auto& field : text_fields) {
    for (const auto& bad : texts_bad_in_every_field) expect_refused(field, bad);
    for (const auto& bad : bad_texts) expect_refused(field, bad);
  }
}

TEST(Validate, AcceptsIdentifiersOfTheAllowedAlphabet) {
  const NamedText good[] = {
      {"order number", "202604277420970"},
      {"item number", "202604277420970-001"},
      {"order code", "o202604127d1a5930ca6e1"},
      {"one digit", "1"},
      {"64 bytes", std::string(64, '9')},
      {"all kinds", "azAZ09_-"},
      {"only a hyphen", "-"},
  };
  for (const auto& field : identifier_fields)
    for (const auto& row : good) EXPECT_FALSE(field.validated(row.text)) << field.field << ", " << row.name;
}

TEST(Validate, AcceptsVisibleText) {
  const NamedText good[] = {
      {"digits", "631245789012"},
      {"64 bytes", std::string(64, '9')},
      {"64 bytes of Hangul", "송장번호송장번호송장번호송장번호송장번호송x"},
      {"hyphens", "6312-4578-9012"},
      {"quotes and braces", R"("'\{}[])"},
      {"markup", "<a&b>"},
      {"Hangul", "송장123"},
      {"emoji", "😀"},
      {"full-width digits", "１２３"},
      {"path marks", "../?#;%2f"},
  };
  for (const auto& field : text_fields)
    for (const auto& row : good) EXPECT_FALSE(field.validated(row.text)) << field.field << ", " << row.name;
}

TEST(Validate, AcceptsCodesThatItDoesNotKnow) {
  EXPECT_FALSE(validated(Send{.parcel_code = ParcelCode{"NEWCARRIER"}, .invoice_no = "1"}));
  EXPECT_FALSE(validated(Cancel{.reason_code = ReasonCode{"LOST_BY_CARRIER"}}));
}

TEST(Validate, AcceptsActionsWithoutData) {
  for (const OrderAction& action : {OrderAction{Deposit{}}, OrderAction{Place{}}, OrderAction{Complete{}}})
    EXPECT_FALSE(validated(action)) << action;
}

TEST(Validate, ChecksTheTargetOfEveryAction) {
  const OrderAction actions[] = {Deposit{},
                                 Place{},
                                 Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"},
                                 Complete{},
                                 Cancel{.reason_code = ReasonCode::sold_out},
                                 Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}},
                                 Exchange{.reason_code = ReasonCode::broken, .collection = DirectCollection{}}};
  for (const auto& action : actions) {
    const auto failure = validate(OrderNo{"../1"}, action);
    ASSERT_TRUE(failure) << action;
    EXPECT_EQ(failure->message().find(std::string{name(action)} + " was not sent: order_no "), 0U) << failure->message();
    EXPECT_FALSE(validated(action)) << action;
  }
}

TEST(Validate, AllowsAFeeMethodOnlyWhereTheSellerIsNotAtFault) {
  for (const auto& reason : ReasonCode::known()) {
    SCOPED_TRACE(reason.code);
    const auto failure = validated(Return{.reason_code = ReasonCode{std::string{reason.code}},
                                          .deliv_fee_method = DelivFeeMethod::refund,
                                          .collection = DirectCollection{}});
    EXPECT_EQ(failure.has_value(), reason.fault == Fault::seller);
  }
}

TEST(Validate, SaysWhyAFeeMethodIsRefused) {
  const auto failure = validated(
      Return{.reason_code = ReasonCode::broken, .deliv_fee_method = DelivFeeMethod{"QZ9"}, .collection = DirectCollection{}});

  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind(), FailureKind::invalid_argument);
  EXPECT_NE(failure->message().find("deliv_fee_method is given although the reason puts the seller at fault"), std::string::npos);
  EXPECT_NE(failure->message().find("rule: give it only where the buyer is at fault"), std::string::npos);
  EXPECT_EQ(failure->message().find(marker), std::string::npos);
}

TEST(Validate, LeavesTheFeeMethodToImwebWhereTheReasonIsUnknown) {
  EXPECT_FALSE(validated(Return{.reason_code = ReasonCode{"LOST_BY_CARRIER"},
                                .deliv_fee_method = DelivFeeMethod{"COUPON"},
                                .collection = DirectCollection{}}));
}

TEST(Validate, NamesTheFirstWrongFieldFromTheTargetOn) {
  const Send wrong{.parcel_code = ParcelCode{""}, .invoice_no = ""};

  EXPECT_NE(validate(OrderNo{""}, wrong)->message().find("order_no is empty"), std::string::npos);
  EXPECT_NE(validate(OrderNo{"1"}, wrong)->message().find("parcel_code is empty"), std::string::npos);
}

}  // namespace
}  // namespace imweb

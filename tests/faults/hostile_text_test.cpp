// Cases 38 to 40: texts that could become something else on their way, from us or from the server.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;

TEST(Case38, LeavesThePathWhereItIsForWhateverMayBeAnOrderNumber) {
  FaultShop shop;
  for (const std::string_view number : {"a", "-", "--", "_", "A-_9", "000", "auth"}) {
    SCOPED_TRACE(number);
    shop.sandbox.add_order({.order_no = std::string{number}, .items = {{.status = "PAY_COMPLETE"}}});
    EXPECT_TRUE(shop.client.process(OrderNo{std::string{number}}, Place{}));
    EXPECT_EQ(shop.sandbox.ledger().back().path, "/v2/shop/orders/" + std::string{number} + "/place");
  }
  EXPECT_EQ(shop.sandbox.logins(), 1);
}

TEST(Case39, BringsEveryTextThatIsAllowedToTheShopAsItIs) {
  FaultShop shop;
  int number = 40;
  for (const std::string text : {R"("1")", R"(\1\\")", "'1'", "</script>", "{\"code\":200}", "송장😀", "1&2=3?#%2f", "1;drop"}) {
    SCOPED_TRACE(text);
    shop.sandbox.add_order({.order_no = order(number).str(), .items = {{.status = "STANDBY"}}});
    EXPECT_TRUE(shop.client.process(order(number), Send{.parcel_code = ParcelCode::cj, .invoice_no = text}));
    EXPECT_EQ(shop.sandbox.order(order(number).str())->items.at(0).invoice_no, text);
    ++number;
  }
}

TEST(Case39, RefusesEveryOtherTextWithoutSendingAnything) {
  FaultShop shop;
  for (const std::string& text : {std::string{"\xff"}, std::string{"1\xed\xa0\x80"}, std::string{"1\u2028"}, std::string{"1\n2"},
                                  std::string("1\0", 2), std::string{"\u202e1"}, std::string(1'000'000, '1')})
    expect_refused(shop.client.process(order(1), Send{.parcel_code = ParcelCode::cj, .invoice_no = text}),
                   FailureKind::invalid_argument);
  EXPECT_TRUE(shop.sandbox.ledger().empty());
}

TEST(Case40, TakesNoTokenThatCouldEndAHeader) {
  for (const std::string token : {R"(a\r\nX-Evil: 1)", R"(a\u0000b)", "토큰", ""}) {
    SCOPED_TRACE(token);
    FaultShop shop;
    shop.sandbox.answer_next({.body = R"({"msg":"SUCCESS","code":200,"access_token":")" + token + "\"}"}, 1,
                             {.on = RequestKind::login});
    expect_refused(shop.process(1), FailureKind::protocol);
    EXPECT_EQ(shop.requests(1), 0);
    shop.expect_works();
  }
}

}  // namespace
}  // namespace imweb

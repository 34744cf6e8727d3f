// Cases 23 to 27: imweb answers, and what it says is about another thing, or about half of it.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;

TEST(Case23, IsInDoubtAboutACodeThatItCannotRead) {
  VirtualShop shop;
  for (const auto code : {R"("code":-12345)", R"("msg":"SUCCESS")", R"("code":"200")", R"("code":null)", R"("code":200.5)",
                          R"("code":99999999999999999999)", R"("code":-7,"code":200)", R"("code":[200])"}) {
    SCOPED_TRACE(code);
    const auto before = shop.orders().size();
    shop.on_order = [&](const http::Request& request) {
      return reply("{" + std::string{code} + R"(,"data":{"success":[")" + number_in(request) + "\"]}}");
    };
    const auto result = shop.client.process(order(1), Place{});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.failure().kind(), FailureKind::protocol);
    EXPECT_EQ(result.failure().effect(), Effect::unknown);
    EXPECT_EQ(shop.orders().size(), before + 1);
  }
  shop.on_order = processed;
  EXPECT_TRUE(shop.client.process(order(2), Place{}));
}

TEST(Case24, IsInDoubtWhenNoOrderIsNamed) {
  FaultShop shop;
  int number = 0;
  for (const auto data : {R"({"success":[],"failed":[]})", R"({})", R"([])", R"({"success":["1"],"failed":[]})"}) {
    SCOPED_TRACE(data);
    shop.sandbox.answer_next(
        {.body = R"({"msg":"SUCCESS","code":200,"data":)" + std::string{data} + "}", .processing = Processing::done});
    shop.expect_doubt(shop.process(number), FailureKind::protocol, number, 1);
    ++number;
  }
  shop.expect_works();
}

const Send parcel{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"};

TEST(Case25, TellsItemsThatWereRefusedFromThoseThatWereProcessed) {
  FaultShop shop;
  shop.sandbox.add_order(
      {.order_no = order(30).str(), .items = {{.status = "STANDBY"}, {.status = "PAY_WAIT"}, {.status = "STANDBY"}}});
  const auto result = shop.client.process(order(30), parcel);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->success, std::vector{order(30)});
  ASSERT_EQ(result->failed.size(), 1U);
  ASSERT_EQ(result->failed[0].prod_order_list.size(), 1U);
  EXPECT_EQ(result->failed[0].prod_order_list[0].prod_order_no.str(), order(30).str() + "-002");
  EXPECT_EQ(shop.requests(30), 1);
  EXPECT_EQ(shop.sandbox.ledger().back().items_applied, 2);
}

/// Sends an order twice; the second time the item is refused with a text about that. The parcel that the shop has then.
std::string invoice_after_another(const Send& again, std::string_view msg) {
  FaultShop shop;
  shop.sandbox.add_order({.order_no = order(30).str(), .items = {{.status = "STANDBY"}}});
  EXPECT_TRUE(shop.client.process(order(30), parcel));
  const auto result = shop.client.process(order(30), again);
  EXPECT_TRUE(result);  // an answer, though not the one that was hoped for
  EXPECT_TRUE(result->success.empty());
  EXPECT_EQ(result->failed.at(0).prod_order_list.at(0).msg, msg);
  EXPECT_EQ(shop.requests(30), 2);
  EXPECT_EQ(shop.sandbox.applied_count(order(30).str(), "send"), 1);
  return shop.sandbox.order(order(30).str())->items.at(0).invoice_no;
}

TEST(Case26, DoesNotTakeAlreadyProcessedForSuccessWithAnotherInvoice) {
  const Send another{.parcel_code = ParcelCode::cj, .invoice_no = "999"};
  EXPECT_EQ(invoice_after_another(another, "처리할 수 없는 상태입니다."), parcel.invoice_no);
}

TEST(Case27, DoesNotReadTheTextEitherWhereTheInvoiceIsOurs) {
  EXPECT_EQ(invoice_after_another(parcel, "이미 처리된 품목입니다."), parcel.invoice_no);
}

}  // namespace
}  // namespace imweb

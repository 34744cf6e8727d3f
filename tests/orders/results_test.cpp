#include <imweb/orders/results.hpp>

#include <concepts>
#include <sstream>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace imweb {
namespace {

static_assert(std::is_aggregate_v<OrderActionResult> && std::equality_comparable<OrderActionResult>);
static_assert(!std::is_default_constructible_v<OrderActionFailed> && !std::is_default_constructible_v<OrderActionFailedProdOrder>);

OrderActionResult a_partial_result() {
  return {.success = {OrderNo{"1"}, OrderNo{"2"}},
          .failed = {
              {.order_no = OrderNo{"2"},
               .prod_order_list = {{.prod_order_no = ProdOrderNo{"2-001"}, .msg = "처리 불가", .detail_msg = "이미 취소된 상품"},
                                   {.prod_order_no = ProdOrderNo{"2-002"}, .msg = "재고 없음"}}},
              {.order_no = OrderNo{"3"}}}};
}

TEST(OrderActionResult, IsEmptyUntilFilled) {
  const OrderActionResult result;

  EXPECT_TRUE(result.success.empty());
  EXPECT_TRUE(result.failed.empty());
}

TEST(OrderActionResult, SaysWhatSucceededAndWhatWasRefused) {
  EXPECT_EQ(to_string(a_partial_result()),
            "success: 1 2; 2 refused; 2-001: 처리 불가 (이미 취소된 상품); 2-002: 재고 없음; 3 refused");
  EXPECT_EQ(to_string(OrderActionResult{}), "success:");
}

TEST(OrderActionResult, IsPrinted) {
  std::ostringstream out;
  out << a_partial_result().failed.back() << "; " << a_partial_result().failed.front().prod_order_list.back();

  EXPECT_EQ(out.str(), "3 refused; 2-002: 재고 없음");
}

TEST(OrderActionResult, ComparesByEverythingItHolds) {
  EXPECT_EQ(a_partial_result(), a_partial_result());

  auto other = a_partial_result();
  other.success.pop_back();
  EXPECT_NE(a_partial_result(), other);

  other = a_partial_result();
  other.failed.front().prod_order_list.front().detail_msg.clear();
  EXPECT_NE(a_partial_result(), other);

  other = a_partial_result();
  other.failed.back().order_no = OrderNo{"4"};
  EXPECT_NE(a_partial_result(), other);
}

}  // namespace
}  // namespace imweb

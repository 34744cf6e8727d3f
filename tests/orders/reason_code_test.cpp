#include <imweb/orders/reason_code.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

#include <gtest/gtest.h>

namespace imweb {
namespace {

// The table of the guide's page "주문 처리", written down a second time.
struct GuideReason {
  const ReasonCode& constant;
  std::string_view code;
  Fault fault;
  std::string_view name_ko;
};
const GuideReason guide_reasons[] = {
    {ReasonCode::intent_changed, "INTENT_CHANGED", Fault::buyer, "구매 의사 취소"},
    {ReasonCode::color_and_size, "COLOR_AND_SIZE", Fault::buyer, "색상 및 사이즈 변경"},
    {ReasonCode::wrong_order, "WRONG_ORDER", Fault::buyer, "다른 상품 잘못 주문"},
    {ReasonCode::product_unsatisfied, "PRODUCT_UNSATISFIED", Fault::seller, "서비스 및 상품 불만족"},
    {ReasonCode::delayed_delivery, "DELAYED_DELIVERY", Fault::seller, "배송 지연"},
    {ReasonCode::dropped_delivery, "DROPPED_DELIVERY", Fault::seller, "배송 누락"},
    {ReasonCode::sold_out, "SOLD_OUT", Fault::seller, "상품 품절"},
    {ReasonCode::broken, "BROKEN", Fault::seller, "상품 파손"},
    {ReasonCode::incorrect_info, "INCORRECT_INFO", Fault::seller, "상품 정보 상이"},
    {ReasonCode::wrong_delivery, "WRONG_DELIVERY", Fault::seller, "오배송"},
    {ReasonCode::wrong_option, "WRONG_OPTION", Fault::seller, "색상 등이 다른 상품을 잘못 배송"},
};

static_assert(std::is_constructible_v<ReasonCode, std::string> && !std::is_convertible_v<std::string, ReasonCode>);
static_assert(!std::is_default_constructible_v<ReasonCode>);

TEST(ReasonCode, KnowsTheReasonsOfTheGuideInItsOrder) {
  ASSERT_EQ(ReasonCode::known().size(), std::size(guide_reasons));
  for (std::size_t i = 0; i < std::size(guide_reasons); ++i) {
    SCOPED_TRACE(guide_reasons[i].code);
    const auto& row = ReasonCode::known().at(i);
    EXPECT_EQ(row.code, guide_reasons[i].code);
    EXPECT_EQ(row.fault, guide_reasons[i].fault);
    EXPECT_EQ(row.name_ko, guide_reasons[i].name_ko);
    EXPECT_FALSE(row.name_en.empty());
  }
}

TEST(ReasonCode, HasAConstantForEachReason) {
  for (const auto& row : guide_reasons) {
    EXPECT_EQ(row.constant.str(), row.code);
    EXPECT_EQ(row.constant, ReasonCode{std::string{row.code}});
  }
}

TEST(ReasonCode, SaysWhoIsAtFault) {
  for (const auto& row : guide_reasons) {
    EXPECT_EQ(at_fault(row.constant), row.fault) << row.code;
    EXPECT_EQ(at_fault(ReasonCode{std::string{row.code}}), row.fault) << row.code;
  }
}

TEST(ReasonCode, LeavesTheFaultOpenForAReasonThatItDoesNotKnow) {
  for (const char* code :
       {"", "intent_changed", "Broken", "BROKEN ", " BROKEN", "BROKE", "BROKEN_BOX", "SOLD-OUT", "구매 의사 취소"})
    EXPECT_EQ(at_fault(ReasonCode{code}), Fault::unknown) << code;
}

TEST(ReasonCode, KeepsAReasonThatItDoesNotKnow) { EXPECT_EQ(ReasonCode{"LOST_BY_CARRIER"}.str(), "LOST_BY_CARRIER"); }

TEST(ReasonCode, IsPrintedAsItsCode) {
  std::ostringstream out;
  out << ReasonCode::sold_out << ' ' << at_fault(ReasonCode::sold_out);

  EXPECT_EQ(out.str(), "SOLD_OUT seller");
}

TEST(Fault, IsNamedAsItsEnumerator) {
  EXPECT_EQ(to_string(Fault::buyer), "buyer");
  EXPECT_EQ(to_string(Fault::seller), "seller");
  EXPECT_EQ(to_string(Fault::unknown), "unknown");
  EXPECT_EQ(to_string(static_cast<Fault>(200)), "unlisted");
}

}  // namespace
}  // namespace imweb

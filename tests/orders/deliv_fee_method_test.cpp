#include <imweb/orders/deliv_fee_method.hpp>

#include <sstream>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace imweb {
namespace {

static_assert(std::is_constructible_v<DelivFeeMethod, std::string> && !std::is_convertible_v<std::string, DelivFeeMethod>);
static_assert(!std::is_default_constructible_v<DelivFeeMethod>);

TEST(DelivFeeMethod, HasAConstantForEachMethodOfTheGuide) {
  EXPECT_EQ(DelivFeeMethod::refund.str(), "REFUND");
  EXPECT_EQ(DelivFeeMethod::cash.str(), "CASH");
  EXPECT_EQ(DelivFeeMethod::box.str(), "BOX");
}

TEST(DelivFeeMethod, EqualsTheSameWireTextOnly) {
  EXPECT_EQ(DelivFeeMethod{"REFUND"}, DelivFeeMethod::refund);
  EXPECT_NE(DelivFeeMethod{"refund"}, DelivFeeMethod::refund);
  EXPECT_NE(DelivFeeMethod::cash, DelivFeeMethod::box);
}

TEST(DelivFeeMethod, KeepsAMethodThatItDoesNotKnow) { EXPECT_EQ(DelivFeeMethod{"COUPON"}.str(), "COUPON"); }

TEST(DelivFeeMethod, IsPrintedAsItsCode) {
  std::ostringstream out;
  out << DelivFeeMethod::box;

  EXPECT_EQ(out.str(), "BOX");
}

}  // namespace
}  // namespace imweb

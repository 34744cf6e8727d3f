#include <imweb/orders/identifiers.hpp>

#include <concepts>
#include <sstream>
#include <string>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

namespace imweb {
namespace {

template <class Target, class Number>
concept HoldsNumber = requires(Number number) {
  Target{.order_no = number};
};

// One kind of number never passes for another, and text for none.
static_assert(!std::is_constructible_v<OrderNo, ProdOrderNo> && !std::is_constructible_v<ProdOrderNo, OrderNo>);
static_assert(!std::equality_comparable_with<OrderNo, ProdOrderNo>);
static_assert(std::is_constructible_v<OrderNo, std::string> && !std::is_convertible_v<std::string, OrderNo>);
static_assert(std::is_constructible_v<ProdOrderNo, std::string> && !std::is_convertible_v<std::string, ProdOrderNo>);
static_assert(!std::is_convertible_v<const char*, OrderNo> && !std::is_convertible_v<const char*, OrderTarget>);
static_assert(!std::is_convertible_v<long, OrderNo> && !std::is_constructible_v<OrderNo, long>);
static_assert(!std::is_default_constructible_v<OrderNo> && !std::is_default_constructible_v<OrderTarget>);

// A target is a whole order unless it says more, and needs the order's number in any case.
static_assert(std::is_aggregate_v<OrderTarget>);
static_assert(std::is_convertible_v<OrderNo, OrderTarget> && !std::is_convertible_v<ProdOrderNo, OrderTarget>);
static_assert(HoldsNumber<OrderTarget, OrderNo> && !HoldsNumber<OrderTarget, ProdOrderNo> &&
              !HoldsNumber<OrderTarget, std::string>);

OrderTarget target_of(const OrderTarget& target) { return target; }

TEST(OrderNo, KeepsItsText) { EXPECT_EQ(OrderNo{"202604277420970"}.str(), "202604277420970"); }

TEST(OrderNo, IsATarget) {
  const OrderTarget target = target_of(OrderNo{"202604277420970"});

  EXPECT_EQ(target.order_no, OrderNo{"202604277420970"});
  EXPECT_EQ(target.prod_order_no, std::nullopt);
}

TEST(OrderNo, CanBeAKeyOfAHashedContainer) {
  std::unordered_set<OrderNo> numbers{OrderNo{"1"}, OrderNo{"2"}, OrderNo{"1"}};

  EXPECT_EQ(numbers.size(), 2U);
  EXPECT_TRUE(numbers.contains(OrderNo{"2"}));
  EXPECT_FALSE(numbers.contains(OrderNo{"3"}));
}

TEST(ProdOrderNo, CanBeAKeyOfAHashedContainer) {
  const std::unordered_set<ProdOrderNo> numbers{ProdOrderNo{"1-001"}, ProdOrderNo{"1-001"}};

  EXPECT_EQ(numbers.size(), 1U);
}

TEST(OrderTarget, IsNarrowedToOneItem) {
  const OrderTarget target{.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{"1-001"}};

  EXPECT_EQ(target.prod_order_no, ProdOrderNo{"1-001"});
}

TEST(OrderTarget, ComparesByBothNumbers) {
  const OrderTarget item{.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{"1-001"}};

  EXPECT_EQ(item, (OrderTarget{.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{"1-001"}}));
  EXPECT_NE(item, (OrderTarget{.order_no = OrderNo{"1"}}));
  EXPECT_NE(item, (OrderTarget{.order_no = OrderNo{"2"}, .prod_order_no = ProdOrderNo{"1-001"}}));
  EXPECT_NE(item, (OrderTarget{.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{"1-002"}}));
  EXPECT_EQ(OrderTarget{.order_no = OrderNo{"1"}}, OrderNo{"1"});
}

TEST(OrderTarget, SaysWhatItIs) {
  EXPECT_EQ(to_string(OrderTarget{.order_no = OrderNo{"20"}}), "order 20");
  EXPECT_EQ(to_string(OrderTarget{.order_no = OrderNo{"20"}, .prod_order_no = ProdOrderNo{"20-001"}}), "item 20-001 of order 20");
}

TEST(OrderTarget, IsPrinted) {
  std::ostringstream out;
  out << OrderNo{"20"} << ' ' << ProdOrderNo{"20-001"} << ' ' << OrderTarget{.order_no = OrderNo{"20"}};

  EXPECT_EQ(out.str(), "20 20-001 order 20");
}

}  // namespace
}  // namespace imweb

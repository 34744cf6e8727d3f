#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "orders/item_number.hpp"

namespace imweb {
namespace {

TEST(ItemNumber, TellsItsOrder) {
  struct Row {
    std::string item;
    std::optional<OrderNo> order;
  };
  const Row rows[] = {
      {"202604270000001-001", OrderNo{"202604270000001"}},
      {"A-7-001", OrderNo{"A-7"}},
      {"1-", OrderNo{"1"}},
      {"12345", std::nullopt},
      {"-001", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : rows) EXPECT_EQ(order_in(ProdOrderNo{row.item}), row.order) << row.item;
}

TEST(ItemNumber, IsWithinTheOrderThatItBeginsWith) {
  EXPECT_TRUE(is_within("202604270000001", "202604270000001-001"));
  EXPECT_TRUE(is_within("202604270000001", "202604270000001-"));
  for (const auto number : {"202604270000001", "2026042700000010-001", "202604270000002-001", "20260427000000-001", ""})
    EXPECT_FALSE(is_within("202604270000001", number)) << number;
}

}  // namespace
}  // namespace imweb

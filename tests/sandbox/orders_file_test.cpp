#include <sstream>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "sandbox/orders_file.hpp"

namespace {

using namespace imweb::testing::sandbox;

std::variant<Orders, OrdersError> read(const std::string& text) {
  std::istringstream stream{text};
  return read_orders(stream);
}

TEST(SandboxOrdersFile, ReadsOrders) {
  const auto result = read(R"({"orders": [{"order_no": "1"}, {"order_no": "2", "items": [{"status": "STANDBY"}]}]})");

  const auto& orders = std::get<Orders>(result);
  ASSERT_EQ(orders.size(), 2U);
  EXPECT_TRUE(orders[0].items.empty());
  EXPECT_EQ(orders[1].items.at(0).status, "STANDBY");
}

TEST(SandboxOrdersFile, ReadsWhatTheReadingPagesShow) {
  const auto result = read(R"({"orders": [{"order_no": "1", "order_time": 1777250000, "type": "npay", "member_code": "m",
                                           "details": {"is_gift": "Y"},
                                           "items": [{"price": 8900, "count": 2, "option_name": "n", "details": {"code": "c"}}]}]})");

  const auto& order = std::get<Orders>(result).at(0);
  EXPECT_EQ(order.order_time.time_since_epoch().count(), 1777250000);
  EXPECT_EQ(order.type, "npay");
  EXPECT_EQ(order.member_code, "m");
  EXPECT_EQ(order.details, R"({"is_gift":"Y"})");
  EXPECT_EQ(order.items.at(0).price, 8900);
  EXPECT_EQ(order.items.at(0).count, 2);
  EXPECT_EQ(order.items.at(0).option_name, "n");
  EXPECT_EQ(order.items.at(0).details, R"({"code":"c"})");
}

TEST(SandboxOrdersFile, SaysWhatIsWrong) {
  struct {
    const char* text;
    const char* what;
  } const rows[] = {
      {"", "is not valid JSON"},
      {"{", "is not valid JSON"},
      {"[]", "is not a JSON object"},
      {"{}", "file: orders is not a list"},
      {R"({"orders": [1]})", "order 1 is not an object"},
      {R"({"orders": [{}]})", "order 1: order_no is missing"},
      {R"({"orders": [{"order_no": 1}]})", "order 1: order_no is not a text"},
      {R"({"orders": [{"order_no": "1", "order_time": "now"}]})", "order 1: order_time is not a whole number"},
      {R"({"orders": [{"order_no": "1", "details": "x"}]})", "order 1: details is not an object"},
      {R"({"orders": [{"order_no": "1", "items": [{"price": 1.5}]}]})", "order 1: price is not a whole number"},
      {R"({"orders": [{"order_no": "1", "items": {}}]})", "order 1: items is not a list"},
      {R"({"orders": [{"order_no": "1", "items": [1]}]})", "order 1: an item is not an object"},
      {R"({"orders": [{"order_no": "1", "items": [{"status": "SENT"}]}]})", "order 1: unknown status SENT"},
  };
  for (const auto& row : rows) EXPECT_EQ(std::get<OrdersError>(read(row.text)).what, row.what) << row.text;
}

TEST(SandboxOrdersFile, OffersDemoOrdersInDifferentStates) { EXPECT_GE(demo_orders().size(), 4U); }

}  // namespace

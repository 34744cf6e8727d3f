// Numbers at the edges of what JSON readers keep, and the shop's word that a bare success is one.
#include "wire/decode.hpp"

#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

namespace imweb::wire {
namespace {

Decoded decoded(const std::string& data, const OrderTarget& target, BareSuccess bare = BareSuccess::unknown) {
  return decode(Document::parse(R"({"code":200,"data":)" + data + "}"), target, bare);
}

bool is_success_of(const Decoded& answer, const std::string& number) {
  const auto* result = std::get_if<OrderActionResult>(&answer);
  return result && *result == OrderActionResult{.success = {OrderNo{number}}};
}

TEST(Decode, KeepsNumbersThatNoDoubleAndNo64BitsHold) {
  for (const std::string number : {"2024011126137650", "9007199254740993", "18446744073709551615", "18446744073709551616",
                                   "123456789012345678901234567890123456789012345678901234567890", "7", "0"}) {
    SCOPED_TRACE(number);
    for (const auto& success : {number, "[" + number + "]", "\"" + number + "\"", "{\"" + number + "\":1}"})
      EXPECT_TRUE(is_success_of(decoded("{\"success\":" + success + "}", OrderNo{number}), number)) << success;
  }
}

TEST(Decode, TellsNeighboursApartThatADoubleWouldMerge) {
  const OrderTarget target = OrderNo{"9007199254740993"};
  for (const auto other : {"9007199254740992", "9007199254740994", "9.007199254740993e15"})
    EXPECT_TRUE(std::holds_alternative<Mismatch>(decoded("{\"success\":" + std::string{other} + "}", target))) << other;
}

TEST(Decode, TakesAShortKeyForANumberOnlyWhenItIsOurs) {
  EXPECT_TRUE(is_success_of(decoded(R"({"success":{"12":true}})", OrderNo{"12"}), "12"));
  EXPECT_TRUE(std::holds_alternative<Mismatch>(decoded(R"({"success":{"12":true}})", OrderNo{"13"})));
}

TEST(Decode, TakesABareSuccessForOursWhenTheShopSaysSo) {
  const OrderTarget order = OrderNo{"202604277420970"};
  const OrderTarget item{.order_no = order.order_no, .prod_order_no = ProdOrderNo{"202604277420970-001"}};
  for (const std::string data : {"null", "[]", "{}", "\"\"", R"({"success":[],"failed":[]})", R"({"success":true})",
                                 R"({"success":null,"failed":null})"}) {
    SCOPED_TRACE(data);
    for (const auto& target : {order, item}) {
      EXPECT_TRUE(is_success_of(decoded(data, target, BareSuccess::applied), "202604277420970"));
      EXPECT_TRUE(std::holds_alternative<Mismatch>(decoded(data, target, BareSuccess::unknown)));
    }
  }
}

TEST(Decode, TakesNoDenialForABareSuccess) {
  for (const std::string data : {R"({"success":false})", R"({"success":{"202604277420970":false}})"})
    EXPECT_TRUE(std::holds_alternative<Mismatch>(decoded(data, OrderNo{"202604277420970"}, BareSuccess::applied))) << data;
}

TEST(Decode, LetsABareSuccessNeverHideAnythingElse) {
  const OrderTarget target = OrderNo{"202604277420970"};
  for (const std::string data : {R"({"success":["202401111720231"]})", R"({"failed":["202401111720231"]})", R"({"success":"OK"})",
                                 R"({"failed":[{"msg":"m"}]})", R"({"failed":true})"})
    EXPECT_TRUE(std::holds_alternative<Mismatch>(decoded(data, target, BareSuccess::applied))) << data;

  const auto refused = decoded(R"({"failed":["202604277420970"]})", target, BareSuccess::applied);
  EXPECT_TRUE(std::get<OrderActionResult>(refused).success.empty());
}

TEST(Decode, ReadsAnAnswerAsLargeAsAnswersMayBe) {
  std::string list;
  for (int i = 0; i < 60'000; ++i) list += "\"202401111720231\",";
  const auto answer = decoded("{\"success\":[" + list + "\"202604277420970\"]}", OrderNo{"202604277420970"});
  EXPECT_EQ(std::get<OrderActionResult>(answer).success.size(), 60'001U);
}

TEST(Decode, GivesTextsAsTheyCame) {
  const auto answer = decoded(
      R"({"failed":[{"order_no":"202604277420970","prod_order_list":[{"prod_order_no":"i","msg":"\u0007a\u0000b","detail_msg":"\u202e"}]}]})",
      OrderNo{"202604277420970"});
  const auto& item = std::get<OrderActionResult>(answer).failed.at(0).prod_order_list.at(0);
  EXPECT_EQ(item.msg, std::string("\aa\0b", 4));
  EXPECT_EQ(item.detail_msg, "\u202e");
}

}  // namespace
}  // namespace imweb::wire

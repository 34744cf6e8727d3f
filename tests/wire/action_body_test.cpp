// What is sent, against the JSON of the same action as json.hpp writes it: the same, but for what the wire has otherwise.
#include "wire/action_body.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/json.hpp>

#include "support/claims.hpp"

namespace imweb::wire {
namespace {

using nlohmann::json;

const ProdOrderNo item{"202604270000001-001"};
const ClientOptions shop{.collect_type = {.direct = "d", .shipment = "s"}};

/// Every action in every form that it can have.
std::vector<OrderAction> actions() {
  const Shipment shipment{.parcel_code = ParcelCode{"\"한\\"}, .invoice_no = "\"631,{\\😀"};
  std::vector<OrderAction> all{Deposit{}, Place{}, Send{.parcel_code = shipment.parcel_code, .invoice_no = shipment.invoice_no},
                               Complete{}, Cancel{.reason_code = ReasonCode::sold_out}};
  for (const auto& collection : {Collection{DirectCollection{}}, Collection{shipment}}) {
    all.emplace_back(Return{.reason_code = ReasonCode::broken, .collection = collection});
    all.emplace_back(
        Return{.reason_code = ReasonCode::wrong_order, .deliv_fee_method = DelivFeeMethod::box, .collection = collection});
    all.emplace_back(Exchange{.reason_code = ReasonCode::broken, .collection = collection});
  }
  for (const auto& row : imweb::testing::claims()) all.push_back(row.action);
  return all;
}

json map_of(const json& prices) {
  json map = json::object();
  for (const auto& one : prices) map[one.at("prod_order_no").get<std::string>()] = one.at("price");
  return map;
}

/// The action's JSON as the guide wants it in a body.
json expected_of(const OrderAction& action) {
  json data(action);
  data.erase("action");
  if (data.contains("collect_type")) data["collect_type"] = data["collect_type"] == "Y" ? "d" : "s";
  if (data.contains("refund_point") && data["refund_point"].empty()) data.erase("refund_point");
  if (std::holds_alternative<ExchangeWithhold>(action) && data.contains("etc_price"))
    data["etc_price"] = map_of(data["etc_price"]);
  if (data.empty() || std::holds_alternative<SetInvoice>(action)) return data;
  return {{"etc", data}};
}

TEST(ActionBody, SaysOfEveryActionWhatItsJsonSays) {
  const auto all = actions();
  for (const auto& action : all) EXPECT_EQ(json::parse(action_body(shop, action, nullptr)), expected_of(action)) << action;
}

TEST(ActionBody, NamesTheItemBesides) {
  for (const auto& action : actions()) {
    auto expected = expected_of(action);
    expected["prod_order_no"] = item.str();
    EXPECT_EQ(json::parse(action_body(shop, action, &item)), expected) << action;
  }
}

TEST(ActionBody, IsWrittenAsNlohmannWritesIt) {
  for (const auto& action : actions()) EXPECT_EQ(action_body(shop, action, nullptr), expected_of(action).dump()) << action;
}

TEST(ActionBody, KnowsEveryAction) {
  std::vector<bool> are_known(std::variant_size_v<OrderAction>);
  for (const auto& action : actions()) are_known[action.index()] = true;
  EXPECT_EQ(are_known, std::vector<bool>(are_known.size(), true));
}

TEST(ActionBody, IsTheSameForAnItemByItsNumber) {
  const SetInvoice invoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"};
  const Send send{.parcel_code = ParcelCode::cj, .invoice_no = "1"};
  EXPECT_EQ(action_body(shop, ItemAction{invoice}), action_body(shop, OrderAction{invoice}, nullptr));
  EXPECT_EQ(action_body(shop, ItemAction{send}), action_body(shop, OrderAction{send}, nullptr));
  for (const ItemAction& action : {ItemAction{Deposit{}}, ItemAction{Place{}}, ItemAction{SendItem{}}, ItemAction{Complete{}}})
    EXPECT_EQ(action_body(shop, action), "{}") << action;
}

TEST(ActionBody, WritesAmountsWithTheDigitsThatTheyHave) {
  const auto body_of = [](const Money& money) { return action_body(shop, ExchangeAccept{.etc_price = money}, nullptr); };
  EXPECT_EQ(body_of({.amount = 1250, .decimals = 2}), R"({"etc":{"etc_price":12.50}})");
  EXPECT_EQ(body_of({.amount = 10, .decimals = 1}), R"({"etc":{"etc_price":1.0}})");
  EXPECT_EQ(body_of({.amount = 0, .decimals = 2}), R"({"etc":{"etc_price":0.00}})");
  EXPECT_EQ(body_of({.amount = 10'000'000'000'000'005, .decimals = 1}), R"({"etc":{"etc_price":1000000000000000.5}})");
}

}  // namespace
}  // namespace imweb::wire

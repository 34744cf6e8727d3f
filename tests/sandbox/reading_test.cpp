// The pages that read one order, its items, several orders' items, an invoice.
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "desk.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_desk;

std::set<std::string> keys(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

const std::string items_page = "/shop/orders/" + number + "/prod-orders";

TEST(SandboxReading, ShowsAnOrderWithoutStatusAndItems) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY", .price = 8900, .count = 2, .point = 800}, {.price = 1000}}});

  const Json order = desk.get("/shop/orders/" + number)["data"];

  EXPECT_EQ(keys(order), (std::set<std::string>{"order_code", "order_no", "order_time", "order_type", "is_gift",
                                                "sale_channel_idx", "device", "complete_time", "orderer", "delivery", "payment",
                                                "cash_receipt", "form", "use_issue_coupon_codes"}));
  EXPECT_EQ(order["order_time"], 1777248000);
  EXPECT_EQ(order["payment"]["total_price"], 18800);
  EXPECT_EQ(order["payment"]["payment_amount"], 18800 + 3000 - 800);
  EXPECT_EQ(order["payment"]["payment_time"], 1777248000);
  EXPECT_EQ(order["complete_time"], 0);
}

TEST(SandboxReading, ShowsTheItemsOfAnOrder) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}, {.price = 1000, .option_name = "색상", .option_value = "빨강"}}});

  const Json items = desk.get(items_page)["data"];

  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(keys(items[0]), (std::set<std::string>{"code", "order_no", "status", "claim_status", "claim_type", "pay_time",
                                                   "delivery_time", "complete_time", "parcel_code", "invoice_no", "items"}));
  EXPECT_EQ(items[0]["order_no"], number + "-001") << "this page calls the item's number so";
  EXPECT_EQ(items[0]["pay_time"], 1777248000);
  EXPECT_EQ(items[1]["pay_time"], 0);
  EXPECT_EQ(keys(items[0]["items"][0]), (std::set<std::string>{"no", "prod_no", "prod_name", "prod_custom_code", "prod_sku_no",
                                                               "is_promotion", "payment", "delivery"}));
  EXPECT_EQ(items[1]["items"][0]["payment"]["price"], 1000);
  EXPECT_EQ(items[1]["items"][0]["options"][0][0]["value_name_list"], Json::parse(R"(["빨강"])"));
}

TEST(SandboxReading, ShowsOneItem) {
  Desk desk;
  desk.add({.order_no = number, .items = {{}, {}}});

  const Json items = desk.get(items_page + "/" + number + "-002")["data"];

  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]["order_no"], number + "-002");
}

TEST(SandboxReading, NamesOrdersFromNaver) {
  Desk desk;
  desk.add({.order_no = number, .type = "npay"});

  EXPECT_EQ(desk.get("/shop/orders/" + number)["data"]["channel_order_no"].get<std::string>().size(), 16U);
  EXPECT_TRUE(desk.get(items_page)["data"][0].contains("channel_order_item_no"));
}

TEST(SandboxReading, MergesDetails) {
  Desk desk;
  desk.add({.order_no = number,
            .items = {{.details = R"({"claim_type":null,"code":"own"})"}},
            .details = R"({"orderer":{"name":"박보기"},"extra":[1]})"});

  const Json order = desk.get("/shop/orders/" + number)["data"];
  const Json item = desk.get(items_page)["data"][0];

  EXPECT_EQ(order["orderer"]["name"], "박보기");
  EXPECT_EQ(order["orderer"]["email"], "buyer@example.com");
  EXPECT_EQ(order["extra"], Json::parse("[1]"));
  EXPECT_EQ(item["code"], "own");
  EXPECT_FALSE(item.contains("claim_type"));
}

TEST(SandboxReading, TakesNoDetailsThatAreNoObject) {
  Desk desk;

  EXPECT_THROW(desk.add({.order_no = number, .details = "[]"}), std::invalid_argument);
  EXPECT_THROW(desk.add({.order_no = number, .items = {{.details = "{"}}}), std::invalid_argument);
}

TEST(SandboxReading, FindsNothingInTheWayThatIsSwitched) {
  struct {
    NothingFound switched;
    int code;
    bool has_data;
  } const rows[] = {{NothingFound::no_data, -11, false},
                    {NothingFound::empty_array, 200, true},
                    {NothingFound::missing_array, 200, false}};
  for (const auto& row : rows) {
    Desk desk{{.nothing_found = row.switched}};
    desk.add({.order_no = number});
    for (const auto& path : {std::string{"/shop/orders/1/prod-orders"}, items_page + "/" + number + "-009"}) {
      const Json answer = desk.get(path);
      EXPECT_EQ(answer["code"], row.code) << path;
      EXPECT_EQ(answer.contains("data"), row.has_data) << path;
    }
    EXPECT_EQ(desk.get("/shop/orders/1")["code"], -11);
    EXPECT_EQ(desk.get("/shop/prod-orders/1/invoice")["code"], -11);
  }
}

TEST(SandboxReading, FindsSeveralOrdersInEverySpelling) {
  Desk desk;
  desk.add({.order_no = "1"});
  desk.add({.order_no = "2", .items = {{}, {}}});
  struct {
    const char* query;
    const char* body;
  } const rows[] = {{"?order_no[]=1&order_no[]=2", ""},   {"?order_no%5B%5D=1&order_no%5B%5D=2", ""},
                    {"?order_no[0]=1&order_no[1]=2", ""}, {"?order_no=1,2", ""},
                    {"?order_no=1&order_no=2", ""},       {"?order_no[]=1&order_no[]=2&order_no[]=9", ""},
                    {"?order_no[]=1&order_no[]=1,2", ""}, {"", R"({"order_no":["1","2"]})"},
                    {"", R"({"order_no":"1,2"})"}};
  for (const auto& row : rows) {
    const Json data = desk.get(std::string{"/shop/prod-orders"} + row.query, row.body)["data"];
    EXPECT_EQ(keys(data), (std::set<std::string>{"1", "2"})) << row.query << row.body;
    EXPECT_EQ(keys(data["2"]), (std::set<std::string>{"2-001", "2-002"}));
    EXPECT_EQ(data["1"]["1-001"]["order_no"], "1-001");
  }
  EXPECT_EQ(desk.get("/shop/prod-orders")["code"], -10);
}

TEST(SandboxReading, ArrangesSeveralOrdersAsSwitched) {
  const auto data = [](SeveralShape shape) {
    Desk desk{{.several_shape = shape}};
    desk.add({.order_no = "1"});
    desk.add({.order_no = "2"});
    return desk.get("/shop/prod-orders?order_no=1,2")["data"];
  };

  EXPECT_EQ(data(SeveralShape::lists)["2"][0]["order_no"], "2-001");
  EXPECT_EQ(data(SeveralShape::flat)[1]["order_no"], "2-001");
}

TEST(SandboxReading, WritesNoneOfSeveralAsSwitched) {
  const auto answer = [](SeveralEmpty empty) { return Desk{{.several_empty = empty}}.get("/shop/prod-orders?order_no=1"); };

  EXPECT_EQ(answer(SeveralEmpty::array)["data"], Json::array());
  EXPECT_EQ(answer(SeveralEmpty::object)["data"], Json::object());
  EXPECT_EQ(answer(SeveralEmpty::no_data)["code"], -11);
}

TEST(SandboxReading, KeepsSeveralToTwentyFive) {
  std::string query;
  for (int i = 1; i <= 26; ++i) query += (i == 1 ? "?order_no=" : ",") + std::to_string(i);
  struct {
    TooManyOrders switched;
    int code;
    std::size_t orders;
  } const rows[] = {{TooManyOrders::refused, -10, 0}, {TooManyOrders::first_25, 200, 25}, {TooManyOrders::all, 200, 26}};
  for (const auto& row : rows) {
    Desk desk{{.too_many_orders = row.switched}};
    for (int i = 1; i <= 26; ++i) desk.add({.order_no = std::to_string(i)});

    const Json answer = desk.get("/shop/prod-orders" + query);

    EXPECT_EQ(answer["code"], row.code);
    EXPECT_EQ(row.code == 200 ? answer["data"].size() : 0U, row.orders);
    EXPECT_EQ(desk.get("/shop/prod-orders" + query.substr(0, query.rfind(',')))["data"].size(), 25U) << "25 are allowed";
  }
}

TEST(SandboxReading, WritesWhatIsNotThereAsSwitched) {
  const auto item = [](const SandboxOptions& options) {
    Desk desk{options};
    desk.add({.order_no = number});
    return desk.get(items_page)["data"][0];
  };

  EXPECT_EQ(item({.no_time = NoTime::zero})["delivery_time"], 0);
  EXPECT_TRUE(item({.no_time = NoTime::null})["delivery_time"].is_null());
  EXPECT_FALSE(item({.no_time = NoTime::missing}).contains("delivery_time"));
  EXPECT_EQ(item({.no_claim = NoClaim::empty_text})["claim_status"], "");
  EXPECT_EQ(item({.no_claim = NoClaim::null}).at("claim_type"), nullptr);
  EXPECT_FALSE(item({.no_claim = NoClaim::missing}).contains("claim_type"));
  EXPECT_EQ(item({.amount_form = AmountForm::text})["items"][0]["payment"]["price"], "10000");
}

TEST(SandboxReading, UnderTheWrongOrderVersionNothingIsThere) {
  struct {
    OrderVersion shop;
    const char* version;
    bool is_found;
  } const rows[] = {{OrderVersion::optional, "", true},   {OrderVersion::optional, "v2", true},
                    {OrderVersion::required, "", false},  {OrderVersion::required, "v1", false},
                    {OrderVersion::required, "v2", true}, {OrderVersion::v1_only, "", true},
                    {OrderVersion::v1_only, "v2", false}};
  for (const auto& row : rows) {
    Desk desk{{.order_version = row.shop}};
    desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});
    const std::string version = std::string{"order_version="} + row.version;
    SCOPED_TRACE(std::to_string(static_cast<int>(row.shop)) + row.version);
    const int code = row.is_found ? 200 : -11;

    EXPECT_EQ(desk.get("/shop/orders?" + version)["data"]["list"].size(), row.is_found ? 1U : 0U);
    EXPECT_EQ(desk.get("/shop/orders", R"({"order_version":")" + std::string{row.version} + "\"}")["data"]["list"].size(),
              row.is_found ? 1U : 0U);
    EXPECT_EQ(desk.get("/shop/orders/" + number + "?" + version)["code"], code);
    EXPECT_EQ(desk.get(items_page + "?" + version)["code"], code);
    EXPECT_EQ(desk.get("/shop/prod-orders?order_no=" + number + "&" + version)["data"].empty(), !row.is_found);
    EXPECT_EQ(desk.get("/shop/prod-orders/" + number + "-001/invoice?" + version)["code"], code);
    EXPECT_EQ(desk.patch("/shop/prod-orders/" + number + "-001/invoice?" + version,
                         R"({"parcel_code":"CJ","invoice_no":"1"})")["code"],
              code);
  }
}

TEST(SandboxReading, LagsBehindTheLastChange) {
  Desk desk{{.read_lag = 3s}};
  desk.add({.order_no = number, .items = {{.status = "PAY_COMPLETE"}}});
  const auto status = [&desk] { return desk.get(items_page)["data"][0]["status"]; };
  desk.patch("/shop/orders/" + number + "/place");

  desk.now += 2999ms;
  EXPECT_EQ(status(), "PAY_COMPLETE");
  EXPECT_EQ(desk.get("/shop/orders?status=STANDBY")["data"]["list"].size(), 0U);
  EXPECT_EQ(desk.item().status, "STANDBY") << "what really is";

  desk.now += 1ms;
  EXPECT_EQ(status(), "STANDBY");
  EXPECT_EQ(desk.get("/shop/orders?status=STANDBY")["data"]["list"].size(), 1U);
}

TEST(SandboxReading, OneThousandOrdersAreNoBurden) {
  Desk desk;
  for (int i = 0; i < 1000; ++i) desk.add({.order_no = std::to_string(202604270000000 + i)});

  EXPECT_EQ(desk.get("/shop/orders?limit=100&offset=10")["data"]["list"].size(), 100U);
  EXPECT_EQ(desk.patch("/shop/prod-orders/202604270000999-001/deposit")["data"]["success"], "202604270000999-001");
}

TEST(SandboxReading, AReplacedOrderLeavesNothingBehind) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.prod_order_no = "old"}}, .order_time = unix_start - 1h});

  desk.add({.order_no = number, .items = {{.prod_order_no = "new"}}});

  EXPECT_EQ(desk.patch("/shop/prod-orders/old/deposit")["code"], -11);
  EXPECT_EQ(desk.patch("/shop/prod-orders/new/deposit")["code"], 200);
  EXPECT_EQ(desk.get("/shop/orders")["data"]["list"].size(), 1U);
}

TEST(SandboxReading, HasNoOtherPages) {
  Desk desk;
  desk.add({.order_no = number});
  struct {
    const char* method;
    std::string path;
  } const rows[] = {{"GET", "/shop/orders/" + number + "/invoice"},
                    {"GET", "/shop/prod-orders/" + number + "-001"},
                    {"GET", items_page + "/1/2"},
                    {"PATCH", "/shop/prod-orders/" + number + "-001"},
                    {"PATCH", "/shop/orders/" + number + "/prod/0"},
                    {"PATCH", "/shop/orders/" + number},
                    {"POST", "/shop/orders"},
                    {"GET", "/shop/products"}};
  for (const auto& row : rows) {
    const auto handled = desk.handle(row.method, row.path, R"({"status":"STANDBY"})");
    EXPECT_EQ(handled.code, -99) << row.method << " " << row.path;
  }
}

}  // namespace

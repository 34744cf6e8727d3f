// Programs as strangers write them for imweb, played over a real socket: how they log in, list, look and ship.
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <imweb/testing/sandbox.hpp>

#include "plain_client.hpp"

namespace {

using namespace imweb::testing;
using Json = nlohmann::json;

// One connection for each request, as most scripts do.
struct Script {
  Json ask(const std::string& method, const std::string& target, const std::string& headers = "", const std::string& body = "") {
    PlainClient client{sandbox.port()};
    client.send(method + " /v2" + target + " HTTP/1.1\r\nHost: api.imweb.me\r\nConnection: close\r\n" + headers +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const std::string heard = client.read_to_end().text;
    const auto begin = heard.find("\r\n\r\n");
    return begin == std::string::npos ? Json{} : Json::parse(heard.substr(begin));
  }
  void log_in() { token = ask("GET", "/auth?key=" + sandbox.key() + "&secret=" + sandbox.secret())["access_token"]; }
  Json get(const std::string& target) { return ask("GET", target, "access-token: " + token + "\r\n"); }
  Json patch(const std::string& target, const std::string& body) {
    return ask("PATCH", target, "access-token: " + token + "\r\nContent-Type: application/json\r\n", body);
  }

  Sandbox sandbox{{.requests_per_second = 0, .list_requests_per_second = 0}};
  std::string token{};
};

std::string order_number(int i) { return std::to_string(202604270000000 + i); }

TEST(SandboxStrangers, LogInInFourWays) {
  Script script;
  const std::string json = R"({"key":")" + script.sandbox.key() + R"(","secret":")" + script.sandbox.secret() + R"("})";
  const std::string form = "key=" + script.sandbox.key() + "&secret=" + script.sandbox.secret();
  const std::string json_type = "Content-Type: application/json\r\n";
  const std::string form_type = "Content-Type: application/x-www-form-urlencoded\r\n";

  EXPECT_EQ(script.ask("GET", "/auth?" + form)["access_token"], "sandbox-token-000001");
  EXPECT_EQ(script.ask("POST", "/auth", json_type, json)["access_token"], "sandbox-token-000002");
  EXPECT_EQ(script.ask("POST", "/auth", form_type, form)["access_token"], "sandbox-token-000003");
  EXPECT_EQ(script.ask("POST", "/auth", form_type, json)["access_token"], "sandbox-token-000004");
  for (const auto& entry : script.sandbox.ledger()) EXPECT_EQ(entry.query + entry.body, "") << "secrets stay out of the ledger";
}

TEST(SandboxStrangers, ListUntilAPageIsEmpty) {
  Script script;
  for (int i = 1; i <= 57; ++i) script.sandbox.add_order({.order_no = order_number(i)});
  script.log_in();
  std::set<std::string> seen;
  int pages = 0;

  for (int offset = 1; offset < 100; ++offset, ++pages) {
    const Json list = script.get("/shop/orders?order_version=v2&limit=25&offset=" + std::to_string(offset))["data"]["list"];
    if (list.empty()) break;
    for (const auto& order : list) seen.insert(order["order_no"]);
  }

  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen.size(), 57U);
}

TEST(SandboxStrangers, LookUpSeveralOrdersAtOnce) {
  Script script;
  for (int i = 1; i <= 3; ++i) script.sandbox.add_order({.order_no = order_number(i), .items = {{.status = "PAY_COMPLETE"}}});
  script.log_in();

  const Json data = script.get("/shop/prod-orders?order_version=v2&order_no[]=" + order_number(1) +
                               "&order_no[]=" + order_number(3))["data"];

  ASSERT_EQ(data.size(), 2U);
  for (const auto& [order, items] : data.items())
    for (const auto& [item, fields] : items.items()) EXPECT_EQ(fields["status"], "PAY_COMPLETE") << order << item;
}

TEST(SandboxStrangers, ShipItemByItem) {
  Script script;
  const std::string order = order_number(1);
  script.sandbox.add_order({.order_no = order, .items = {{.status = "PAY_COMPLETE"}, {.status = "PAY_COMPLETE"}}});
  script.log_in();

  const Json items = script.get("/shop/orders/" + order + "/prod-orders")["data"];
  for (const auto& item : items) {
    const std::string page = "/shop/prod-orders/" + item["order_no"].get<std::string>();
    EXPECT_EQ(script.patch(page + "/place?order_version=v2", "{}")["data"]["success"], item["order_no"]);
    EXPECT_EQ(script.patch(page + "/invoice",
                           R"({"parcel_code":"LOTTE","invoice_no":"123456789012","order_version":"v2"})")["code"],
              200);
    EXPECT_EQ(script.patch(page + "/send?order_version=v2", "{}")["data"]["success"], item["order_no"]);
    EXPECT_EQ(script.get(page + "/invoice")["data"]["status"], "DELIVERING");
  }

  const auto shipped = script.sandbox.order(order);
  for (const auto& item : shipped->items) {
    EXPECT_EQ(item.status, "DELIVERING");
    EXPECT_EQ(item.invoice_no, "123456789012");
  }
  for (const char* action : {"place", "invoice", "send"}) EXPECT_EQ(script.sandbox.applied_count(order, action), 2) << action;
}

TEST(SandboxStrangers, LeaveTheirTracksInTheLedger) {
  Script script;
  const std::string order = order_number(1);
  script.sandbox.add_order({.order_no = order, .items = {{.status = "STANDBY"}}});
  ASSERT_TRUE(script.sandbox.request_claim(order + "-001", "CANCEL"));
  script.log_in();
  struct {
    const char* method;
    std::string target;
    std::string body;
    EntryKind kind;
    const char* action;
    std::string order_no;
    std::string prod_order_no;
  } const rows[] = {
      {"GET", "/shop/orders?limit=1", "", EntryKind::read, "", "", ""},
      {"GET", "/shop/orders/" + order, "", EntryKind::read, "", order, ""},
      {"GET", "/shop/prod-orders/" + order + "-001/invoice?a=b", "", EntryKind::read, "", order, order + "-001"},
      {"PATCH", "/shop/orders/" + order + "/cancel/accept", R"({"prod_order_no":")" + order + "-001\"}", EntryKind::write,
       "cancel/accept", order, order + "-001"},
      {"PATCH", "/shop/prod-orders/" + order + "-001/place", "{}", EntryKind::write, "place", order, order + "-001"},
      {"PATCH", "/shop/prod-orders/1-001/place", "{}", EntryKind::write, "place", "", "1-001"},
      {"GET", "/shop/products", "", EntryKind::other, "", "", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.target);
    script.ask(row.method, row.target, "access-token: " + script.token + "\r\n", row.body);

    const auto entry = script.sandbox.ledger().back();

    const auto mark = row.target.find('?');
    EXPECT_EQ(entry.kind, row.kind);
    EXPECT_EQ(entry.path, "/v2" + row.target.substr(0, mark));
    EXPECT_EQ(entry.query, mark == std::string::npos ? "" : row.target.substr(mark + 1));
    EXPECT_EQ(entry.body, row.body);
    EXPECT_EQ(entry.action, row.action);
    EXPECT_EQ(entry.order_no, row.order_no);
    EXPECT_EQ(entry.prod_order_no, row.prod_order_no);
  }
  EXPECT_EQ(script.sandbox.order(order)->items.at(0).refunds, 1);
  EXPECT_FALSE(script.sandbox.confirm_purchase(order + "-001"));
}

}  // namespace

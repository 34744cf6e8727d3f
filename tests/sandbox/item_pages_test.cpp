// PATCH on the pages for one item, and invoices.
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "desk.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_desk;

const std::string first_item = number + "-001";
const std::string item_page = "/shop/prod-orders/" + first_item;
const std::string invoice_body = R"({"parcel_code":"LOTTE","invoice_no":"123456789012"})";

TEST(SandboxItemPages, MoveOneItemOnly) {
  struct {
    const char* action;
    const char* from;
    const char* to;  // null: must be refused
  } const rows[] = {{"deposit", "PAY_WAIT", "PAY_COMPLETE"}, {"deposit", "STANDBY", nullptr},
                    {"place", "PAY_COMPLETE", "STANDBY"},    {"place", "PAY_WAIT", nullptr},
                    {"send", "STANDBY", "DELIVERING"},       {"send", "PAY_COMPLETE", nullptr},
                    {"complete", "DELIVERING", "COMPLETE"},  {"complete", "STANDBY", nullptr}};
  for (const auto& row : rows) {
    for (const char* body : {"{}", ""}) {
      SCOPED_TRACE(std::string{row.action} + " from " + row.from);
      Desk desk;
      const SandboxItem item{.status = row.from, .parcel_code = "CJ", .invoice_no = "1"};
      desk.add({.order_no = number, .items = {item, item}});

      const Json data = desk.patch(item_page + "/" + row.action, body)["data"];

      EXPECT_EQ(data["success"], row.to ? Json(first_item) : Json::array());
      EXPECT_EQ(data["failed"].size(), row.to ? 0U : 1U);
      EXPECT_EQ(desk.item(0).status, row.to ? row.to : row.from);
      EXPECT_EQ(desk.item(1).status, row.from);
    }
  }
}

TEST(SandboxItemPages, NameTheRefusedItemInAFlatList) {
  Desk desk;
  desk.add({.order_no = number});

  const Json failed = desk.patch(item_page + "/place")["data"]["failed"];

  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0]["prod_order_no"], first_item);
  EXPECT_EQ(failed[0]["msg"], "처리할 수 없는 상태입니다.");
  EXPECT_TRUE(failed[0].contains("detail_msg"));
}

TEST(SandboxItemPages, KnowNoOtherActionAndNoOtherItem) {
  Desk desk;
  desk.add({.order_no = number});

  for (const char* action : {"cancel", "return", "exchange", "refund", "cancel/accept"})
    EXPECT_EQ(desk.patch(item_page + "/" + action)["code"], -99) << action;
  EXPECT_EQ(desk.patch("/shop/prod-orders/1-001/deposit")["code"], -11);
}

TEST(SandboxItemPages, AnswerInTheShapeThatIsSwitched) {
  struct {
    ItemSuccess shape;
    Json success;
  } const rows[] = {{ItemSuccess::text, first_item},
                    {ItemSuccess::text_array, Json::array({first_item})},
                    {ItemSuccess::order_number, number}};
  for (const auto& row : rows) {
    Desk desk{{.item_success = row.shape}};
    desk.add({.order_no = number});
    EXPECT_EQ(desk.patch(item_page + "/deposit")["data"]["success"], row.success);
  }
}

TEST(SandboxItemPages, SendNeedsTheInvoiceThatWasSetBefore) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});

  EXPECT_EQ(desk.patch(item_page + "/send", invoice_body)["data"]["failed"].size(), 1U) << "data in the body are ignored";
  EXPECT_EQ(desk.item().status, "STANDBY");

  EXPECT_EQ(desk.patch(item_page + "/invoice", invoice_body)["code"], 200);
  EXPECT_EQ(desk.item().status, "STANDBY") << "an invoice does not dispatch";
  EXPECT_EQ(desk.patch(item_page + "/send", R"({"parcel_code":"CJ","invoice_no":"9"})")["data"]["success"], first_item);
  EXPECT_EQ(desk.item().status, "DELIVERING");
  EXPECT_EQ(desk.item().invoice_no, "123456789012");
  EXPECT_EQ(desk.item().delivery_time, start);
}

TEST(SandboxItemPages, SendHonoursItsBodyWhenTold) {
  for (const std::string& body : {invoice_body, R"({"etc":)" + invoice_body + "}"}) {
    Desk desk{{.item_send_data = ItemSendData::honoured}};
    desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});

    EXPECT_EQ(desk.patch(item_page + "/send", body)["data"]["success"], first_item);

    EXPECT_EQ(desk.item().parcel_code, "LOTTE");
  }
  Desk desk{{.item_send_data = ItemSendData::honoured}};
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});
  EXPECT_EQ(desk.patch(item_page + "/send", R"({"parcel_code":"lotte","invoice_no":"1"})")["code"], -10);
}

TEST(SandboxInvoice, IsStoredFromStandbyOn) {
  for (const auto& [status, is_stored] :
       {std::pair{"PAY_WAIT", false}, std::pair{"PAY_COMPLETE", false}, std::pair{"STANDBY", true}, std::pair{"DELIVERING", true},
        std::pair{"COMPLETE", true}, std::pair{"CANCEL", false}}) {
    for (const auto& page : {item_page, "/shop/orders/" + number}) {
      SCOPED_TRACE(page + " " + status);
      Desk desk;
      desk.add({.order_no = number, .items = {{.status = status}}});

      const Json answer = desk.patch(page + "/invoice", invoice_body);

      EXPECT_EQ(answer["code"], 200);
      EXPECT_EQ(answer.contains("data"), !is_stored) << "a success is bare, a refusal is not";
      EXPECT_EQ(desk.item().invoice_no, is_stored ? "123456789012" : "");
      EXPECT_EQ(desk.item().status, status);
    }
  }
}

TEST(SandboxInvoice, CanBeSetAgain) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});

  EXPECT_EQ(desk.handle("PATCH", item_page + "/invoice", invoice_body).items_applied, 1);
  EXPECT_EQ(desk.handle("PATCH", item_page + "/invoice", R"({"parcel_code":"CJ","invoice_no":"2"})").items_applied, 1);
  EXPECT_EQ(desk.handle("PATCH", item_page + "/invoice", R"({"parcel_code":"CJ","invoice_no":"2"})").items_applied, 0);

  EXPECT_EQ(desk.get(item_page + "/invoice")["data"], Json::parse(R"({"parcel_code":"CJ","invoice_no":"2","status":"STANDBY"})"));
}

TEST(SandboxInvoice, TakesItsDataFromTheTopLevelOnly) {
  for (const std::string& body : {std::string{"{}"}, R"({"etc":)" + invoice_body + "}", std::string{R"({"parcel_code":"CJ"})"},
                                  std::string{R"({"invoice_no":"1"})"}, std::string{R"({"parcel_code":"CJ","invoice_no":1})"},
                                  std::string{R"({"parcel_code":"cj","invoice_no":"1"})"}}) {
    Desk desk;
    desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});
    EXPECT_EQ(desk.patch(item_page + "/invoice", body)["code"], -10) << body;
  }
}

TEST(SandboxInvoice, OfAnOrderIsThatOfAllItemsOrOfOne) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}, {.status = "STANDBY"}}});

  desk.patch("/shop/orders/" + number + "/invoice", invoice_body);
  desk.patch("/shop/orders/" + number + "/invoice",
             R"({"parcel_code":"CJ","invoice_no":"2","prod_order_no":")" + number + "-002\"}");

  EXPECT_EQ(desk.item(0).invoice_no, "123456789012");
  EXPECT_EQ(desk.item(1).invoice_no, "2");
}

TEST(SandboxInvoice, AnswersWithAResultOrACodeWhenTold) {
  Desk desk{{.invoice_answer = InvoiceAnswer::with_result, .wrong_state = WrongState::error_code}};
  desk.add({.order_no = number, .items = {{.status = "STANDBY"}, {}}});

  EXPECT_EQ(desk.patch(item_page + "/invoice", invoice_body)["data"]["success"], first_item);
  EXPECT_EQ(desk.patch("/shop/prod-orders/" + number + "-002/invoice", invoice_body)["code"], -10);
}

TEST(SandboxBodies, MayBeForms) {
  const std::string form = "prod_order_no=" + first_item + "&etc[parcel_code]=CJ&etc%5Binvoice_no%5D=1&order_version=v2";
  for (const auto& [switched, code] : {std::pair{FormBodies::accepted, 200}, std::pair{FormBodies::refused, -10}}) {
    Desk desk{{.order_version = OrderVersion::required, .form_bodies = switched}};
    desk.add({.order_no = number, .items = {{.status = "STANDBY"}, {.status = "STANDBY"}}});

    EXPECT_EQ(desk.patch("/shop/orders/" + number + "/send", form)["code"], code);

    EXPECT_EQ(desk.item(0).status, code == 200 ? "DELIVERING" : "STANDBY");
    EXPECT_EQ(desk.item(1).status, "STANDBY");
  }
}

TEST(SandboxBodies, ReadFormsAsPhpDoes) {
  Desk desk;
  desk.add({.order_no = number, .items = {{.status = "STANDBY", .claim_type = "CANCEL", .claim_status = "CANCEL_REQUEST"}}});

  desk.patch("/shop/orders/" + number + "/cancel/accept",
             "etc[etc_price][0][prod_order_no]=" + first_item + "&etc[etc_price][0][price]=1000");

  EXPECT_EQ(desk.item().refunded, 9000);
}

TEST(SandboxBodies, MayNameSeveralItemsWhenTold) {
  const std::string body = R"({"prod_order_no":[")" + number + "-001\",\"" + number + "-003\"]}";
  for (const auto& [switched, code] : {std::pair{ItemLists::refused, -10}, std::pair{ItemLists::accepted, 200}}) {
    Desk desk{{.item_lists = switched}};
    desk.add({.order_no = number, .items = {{}, {}, {}}});

    EXPECT_EQ(desk.patch("/shop/orders/" + number + "/deposit", body)["code"], code);

    EXPECT_EQ(desk.item(0).status, code == 200 ? "PAY_COMPLETE" : "PAY_WAIT");
    EXPECT_EQ(desk.item(1).status, "PAY_WAIT");
    EXPECT_EQ(desk.item(2).status, code == 200 ? "PAY_COMPLETE" : "PAY_WAIT");
  }
}

TEST(SandboxBodies, MembersThatNoPageKnowsAreIgnored) {
  Desk desk;
  desk.add({.order_no = number, .items = {{}, {}}});

  desk.patch("/shop/orders/" + number + "/deposit", R"({"prod_order_nos":["1"],"status":"COMPLETE","x":{}})");

  EXPECT_EQ(desk.item(0).status, "PAY_COMPLETE");
  EXPECT_EQ(desk.item(1).status, "PAY_COMPLETE");
}

}  // namespace

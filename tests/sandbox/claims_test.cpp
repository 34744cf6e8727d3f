// The steps of cancellations, returns and exchanges.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "claim_desk.hpp"

namespace {

using namespace sandbox_desk;

const std::vector<std::string> claim_statuses{"CANCEL_REQUEST",        "CANCELING",
                                              "CANCEL_FAILED",         "RETURN_REQUEST",
                                              "RETURN_COLLECTING",     "RETURN_COLLECT_DONE",
                                              "RETURN_REFUNDING",      "RETURN_REFUND_FAILED",
                                              "EXCHANGE_REQUEST",      "EXCHANGE_COLLECTIN",
                                              "EXCHANGE_COLLECT_DONE", "REDELIVERING"};

struct Step {
  const char* name;
  const char* from;          // claim status
  const char* status;        // afterwards
  const char* claim_type;    // afterwards
  const char* claim_status;  // afterwards
};

const Step steps[] = {
    {"cancel/reject", "CANCEL_REQUEST", "DELIVERING", "", ""},
    {"cancel/accept", "CANCEL_REQUEST", "CANCEL", "CANCEL", ""},
    {"cancel/retry", "CANCELING", "CANCEL", "CANCEL", ""},
    {"cancel/force_cancel", "CANCEL_REQUEST", "CANCEL", "CANCEL", ""},
    {"cancel/force_cancel", "CANCELING", "CANCEL", "CANCEL", ""},
    {"cancel/force_cancel", "CANCEL_FAILED", "CANCEL", "CANCEL", ""},
    {"return/reject", "RETURN_REQUEST", "STANDBY", "", ""},
    {"return/accept", "RETURN_REQUEST", "STANDBY", "RETURN", "RETURN_COLLECTING"},
    {"return/collect_done", "RETURN_COLLECTING", "STANDBY", "RETURN", "RETURN_COLLECT_DONE"},
    {"return/return_done", "RETURN_COLLECT_DONE", "RETURN", "RETURN", ""},
    {"return/return_force_done", "RETURN_REFUNDING", "RETURN", "RETURN", ""},
    {"return/return_force_done", "RETURN_REFUND_FAILED", "RETURN", "RETURN", ""},
    {"exchange/reject", "EXCHANGE_REQUEST", "STANDBY", "", ""},
    {"exchange/accept", "EXCHANGE_REQUEST", "STANDBY", "EXCHANGE", "EXCHANGE_COLLECTING"},
    {"exchange/collect_done", "EXCHANGE_COLLECTING", "STANDBY", "EXCHANGE", "EXCHANGE_COLLECT_DONE"},
    {"exchange/collect_done", "EXCHANGE_COLLECTIN", "STANDBY", "EXCHANGE", "EXCHANGE_COLLECT_DONE"},
    {"exchange/resend", "EXCHANGE_COLLECT_DONE", "STANDBY", "EXCHANGE", "REDELIVERING"},
    {"exchange/exchange_done", "REDELIVERING", "EXCHANGE", "EXCHANGE", ""},
};

TEST(SandboxClaims, MoveByTheTable) {
  for (const auto& step : steps) {
    SCOPED_TRACE(std::string{step.name} + " from " + step.from);
    Desk desk;
    desk.add({.order_no = number, .items = {claimed(step.from)}});

    const Json data = patch_step(desk, step.name)["data"];

    EXPECT_EQ(data["success"], Json::array({number})) << data;
    EXPECT_EQ(desk.item().status, step.status);
    EXPECT_EQ(desk.item().claim_type, step.claim_type);
    EXPECT_EQ(desk.item().claim_status, step.claim_status);
  }
}

TEST(SandboxClaims, RefuseEveryOtherState) {
  for (const auto& step : steps) {
    for (const auto& from : claim_statuses) {
      const bool is_allowed = std::any_of(std::begin(steps), std::end(steps), [&](const Step& each) {
        return std::string_view{each.name} == step.name && each.from == from;
      });
      if (is_allowed) continue;
      Desk desk;
      desk.add({.order_no = number, .items = {claimed(from)}});

      const Json data = patch_step(desk, step.name)["data"];

      EXPECT_EQ(data["failed"][0]["prod_order_list"][0]["prod_order_no"], first_item) << step.name << " from " << from;
      EXPECT_EQ(desk.item().claim_status, from == "EXCHANGE_COLLECTIN" ? "EXCHANGE_COLLECTING" : from);
    }
    Desk desk;
    desk.add({.order_no = number, .items = {{.status = "STANDBY"}}});
    EXPECT_EQ(patch_step(desk, step.name)["data"]["failed"].size(), 1U) << step.name << " without a claim";
  }
}

TEST(SandboxClaims, HaveNoOtherSteps) {
  Desk desk;
  desk.add({.order_no = number, .items = {claimed("CANCEL_REQUEST")}});

  for (const char* step : {"cancel/done", "return/resend", "exchange/retry", "refund/accept", "cancel/accept/now"})
    EXPECT_EQ(patch_step(desk, step)["code"], -99) << step;
}

TEST(SandboxClaims, HoldAndReleaseChangeNoStatus) {
  for (const std::string type : {"return", "exchange"}) {
    Desk desk;
    const std::string status = type == "return" ? "RETURN_COLLECTING" : "EXCHANGE_REQUEST";
    desk.add({.order_no = number, .items = {claimed(status, "COMPLETE")}, .type = "npay"});

    EXPECT_EQ(patch_step(desk, type + "/releasehold", "")["data"]["failed"].size(), 1U) << "nothing is held yet";
    EXPECT_EQ(patch_step(desk, type + "/withhold", data_for("exchange/withhold"))["data"]["failed"].size(), 0U);
    EXPECT_TRUE(desk.item().is_held);
    EXPECT_EQ(patch_step(desk, type + "/withhold", data_for("exchange/withhold"))["data"]["failed"].size(), 1U);
    EXPECT_EQ(patch_step(desk, type + "/releasehold", "")["data"]["failed"].size(), 0U);

    EXPECT_FALSE(desk.item().is_held);
    EXPECT_EQ(desk.item().claim_status, status);
    EXPECT_EQ(desk.item().status, "COMPLETE");
  }
}

TEST(SandboxClaims, ReturnsAreHeldWithNaverPayOnly) {
  Desk desk;
  desk.add({.order_no = number, .items = {claimed("RETURN_REQUEST", "COMPLETE")}});

  EXPECT_EQ(patch_step(desk, "return/withhold")["data"]["failed"].size(), 1U);
}

TEST(SandboxClaims, StoreTheInvoiceOfWhatTheySend) {
  for (const auto& [step, from] : {std::pair{"cancel/reject", "CANCEL_REQUEST"}, std::pair{"exchange/reject", "EXCHANGE_REQUEST"},
                                   std::pair{"exchange/resend", "EXCHANGE_COLLECT_DONE"}}) {
    Desk desk;
    desk.add({.order_no = number, .items = {claimed(from)}});

    patch_step(desk, step);

    EXPECT_EQ(desk.item().invoice_no, "631245789012") << step;
    EXPECT_EQ(desk.item().delivery_time, start) << step;
  }
}

struct Data {
  const char* step;
  const char* from;
  std::string etc;
  int code;
};

TEST(SandboxClaims, CheckTheirData) {
  const Data rows[] = {
      {"cancel/reject", "CANCEL_REQUEST", "", -10},
      {"cancel/reject", "CANCEL_REQUEST", R"("parcel_code":"CJ")", -10},
      {"exchange/reject", "EXCHANGE_REQUEST", R"("invoice_no":"1")", -10},
      {"cancel/accept", "CANCEL_REQUEST", "", 200},
      {"cancel/accept", "CANCEL_REQUEST", R"("claim_memo":"죄송합니다")", 200},
      {"cancel/accept", "CANCEL_REQUEST", R"("claim_memo":1)", -10},
      {"cancel/accept", "CANCEL_REQUEST", amounts("etc_price", "price"), 200},
      {"cancel/accept", "CANCEL_REQUEST", amounts("etc_price", "point"), -10},
      {"cancel/accept", "CANCEL_REQUEST", amounts("etc_price", "price", "other"), -10},
      {"cancel/accept", "CANCEL_REQUEST", R"("etc_price":1000)", -10},
      {"cancel/accept", "CANCEL_REQUEST", R"("etc_price":{")" + first_item + R"(":1000})", -10},
      {"cancel/accept", "CANCEL_REQUEST", R"("etc_price":[{"price":1000}])", -10},
      {"cancel/accept", "CANCEL_REQUEST", amounts("refund_point", "price"), 200},
      {"cancel/accept", "CANCEL_REQUEST", amounts("refund_point", "point"), -10},
      {"cancel/accept", "CANCEL_REQUEST", R"("refund_point":[{"prod_order_no":")" + first_item + R"(","price":1001}])", -10},
      {"return/reject", "RETURN_REQUEST", "", -10},
      {"return/reject", "RETURN_REQUEST", R"("reason":"")", -10},
      {"return/return_done", "RETURN_COLLECT_DONE", amounts("refund_point", "point"), 200},
      {"return/return_done", "RETURN_COLLECT_DONE", amounts("refund_point", "price"), -10},
      {"return/return_done", "RETURN_COLLECT_DONE", amounts("etc_price", "price"), 200},
      {"exchange/accept", "EXCHANGE_REQUEST", "", 200},
      {"exchange/accept", "EXCHANGE_REQUEST", R"("etc_price":1000)", 200},
      {"exchange/accept", "EXCHANGE_REQUEST", R"("etc_price":1000.0)", 200},
      {"exchange/accept", "EXCHANGE_REQUEST", R"("etc_price":-1)", -10},
      {"exchange/accept", "EXCHANGE_REQUEST", amounts("etc_price", "price"), -10},
      {"exchange/withhold", "EXCHANGE_REQUEST", "", -10},
      {"exchange/withhold", "EXCHANGE_REQUEST", R"("reason_code":"BROKEN")", -10},
      {"exchange/withhold", "EXCHANGE_REQUEST", R"("reason_code":"EXCHANGE_EXTRAFEE","etc_price":{")" + first_item + R"(":1000})",
       200},
      {"exchange/withhold", "EXCHANGE_REQUEST", R"("reason_code":"EXCHANGE_EXTRAFEE","etc_price":1000)", -10},
      {"exchange/withhold", "EXCHANGE_REQUEST", R"("reason_code":"EXCHANGE_EXTRAFEE")", -10},
      {"exchange/withhold", "EXCHANGE_REQUEST", R"("reason_code":"ETC","etc_price":{")" + first_item + R"(":1000})", -10},
      {"exchange/resend", "EXCHANGE_COLLECT_DONE", "", -10},
      {"exchange/resend", "EXCHANGE_COLLECT_DONE", R"("method":"PIGEON")", -10},
      {"exchange/resend", "EXCHANGE_COLLECT_DONE", R"("method":"DELIVERY")", -10},
      {"exchange/resend", "EXCHANGE_COLLECT_DONE", R"("method":"QUICK_SVC")", 200},
      {"exchange/resend", "EXCHANGE_COLLECT_DONE", R"("method":"QUICK_SVC",)" + parcel, -10},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string{row.step} + " " + row.etc);
    Desk desk;
    SandboxItem item = claimed(row.from);
    item.point = 1000;
    desk.add({.order_no = number, .items = {item}});

    const Json answer = patch_step(desk, row.step, row.etc);

    EXPECT_EQ(answer["code"], row.code) << answer;
    EXPECT_EQ(row.code == 200 ? answer["data"]["failed"] : Json::array(), Json::array());
    EXPECT_TRUE(row.code == 200 || desk.item().claim_status == row.from);
  }
}

TEST(SandboxClaims, RepeatedStepsAreAcceptedWhenTold) {
  for (const auto& [switched, msg] :
       {std::pair{Repetition::accepted, ""}, std::pair{Repetition::refused, "이미 처리된 품목입니다."}}) {
    Desk desk{{.repetition = switched}};
    desk.add({.order_no = number, .items = {claimed("CANCEL_REQUEST")}});
    patch_step(desk, "cancel/accept");

    const Json failed = patch_step(desk, "cancel/accept")["data"]["failed"];

    EXPECT_EQ(failed.empty() ? "" : failed[0]["prod_order_list"][0]["msg"], msg);
    EXPECT_EQ(desk.item().refunds, 1) << "a repetition moves no money";
  }
}

TEST(SandboxClaims, AriseWhereTheStateAllows) {
  struct {
    const char* type;
    const char* status;
    const char* claim_status;  // empty: does not arise
  } const rows[] = {{"CANCEL", "PAY_WAIT", ""},
                    {"CANCEL", "PAY_COMPLETE", "CANCEL_REQUEST"},
                    {"CANCEL", "STANDBY", "CANCEL_REQUEST"},
                    {"CANCEL", "DELIVERING", ""},
                    {"RETURN", "STANDBY", ""},
                    {"RETURN", "DELIVERING", "RETURN_REQUEST"},
                    {"RETURN", "COMPLETE", "RETURN_REQUEST"},
                    {"EXCHANGE", "COMPLETE", "EXCHANGE_REQUEST"},
                    {"RETURN", "PURCHASE_CONFIRMATION", ""},
                    {"REFUND", "COMPLETE", ""}};
  for (const auto& row : rows) {
    Desk desk;
    desk.add({.order_no = number, .items = {{.status = row.status}}});
    const bool arises = *row.claim_status != '\0';

    EXPECT_EQ(desk.api.shop().request_claim(first_item, row.type, start), arises);

    EXPECT_EQ(desk.item().claim_status, row.claim_status) << row.type << " " << row.status;
    EXPECT_EQ(desk.item().claim_type, arises ? row.type : "");
    EXPECT_FALSE(desk.api.shop().request_claim(first_item, row.type, start) && arises) << "one claim at a time";
    EXPECT_FALSE(desk.api.shop().request_claim("other", row.type, start));
  }
}

TEST(SandboxClaims, APurchaseIsConfirmedWhenDelivered) {
  for (const auto& [status, expected] : {std::pair{"DELIVERING", "DELIVERING"}, std::pair{"COMPLETE", "PURCHASE_CONFIRMATION"}}) {
    Desk desk;
    desk.add({.order_no = number, .items = {{.status = status}}});

    EXPECT_EQ(desk.api.shop().confirm_purchase(first_item, start), std::string{status} == "COMPLETE");

    EXPECT_EQ(desk.item().status, expected);
  }
}

}  // namespace

// The money of cancellations and returns.
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "claim_desk.hpp"

namespace {

using namespace sandbox_desk;

struct RefundRow {
  const char* name;
  AutoRefund refund;
  const char* step;
  const char* from;
  const char* status;
  const char* claim_status;
  int refunds;
};

const RefundRow refund_rows[] = {
    {"accept, at once", AutoRefund::succeeds, "cancel/accept", "CANCEL_REQUEST", "CANCEL", "", 1},
    {"accept, pending", AutoRefund::pending, "cancel/accept", "CANCEL_REQUEST", "STANDBY", "CANCELING", 0},
    {"accept, fails", AutoRefund::fails, "cancel/accept", "CANCEL_REQUEST", "STANDBY", "CANCEL_FAILED", 0},
    {"accept, impossible", AutoRefund::impossible, "cancel/accept", "CANCEL_REQUEST", "STANDBY", "CANCEL_REQUEST", 0},
    {"retry, pending", AutoRefund::pending, "cancel/retry", "CANCELING", "CANCEL", "", 1},
    {"retry, fails", AutoRefund::fails, "cancel/retry", "CANCELING", "STANDBY", "CANCEL_FAILED", 0},
    {"force", AutoRefund::impossible, "cancel/force_cancel", "CANCEL_FAILED", "CANCEL", "", 0},
    {"return, at once", AutoRefund::succeeds, "return/return_done", "RETURN_COLLECT_DONE", "RETURN", "", 1},
    {"return, pending", AutoRefund::pending, "return/return_done", "RETURN_COLLECT_DONE", "STANDBY", "RETURN_REFUNDING", 0},
    {"return, fails", AutoRefund::fails, "return/return_done", "RETURN_COLLECT_DONE", "STANDBY", "RETURN_REFUND_FAILED", 0},
    {"forced return", AutoRefund::fails, "return/return_force_done", "RETURN_REFUND_FAILED", "RETURN", "", 0},
};

TEST(SandboxRefunds, GoAsSwitched) {
  for (const auto& row : refund_rows) {
    SCOPED_TRACE(row.name);
    Desk desk{{.auto_refund = row.refund}};
    desk.add({.order_no = number, .items = {claimed(row.from)}});

    patch_step(desk, row.step);

    EXPECT_EQ(desk.item().status, row.status);
    EXPECT_EQ(desk.item().claim_status, row.claim_status);
    EXPECT_EQ(desk.item().refunds, row.refunds);
    EXPECT_EQ(desk.item().refunded, row.refunds * 10'000);
  }
}

TEST(SandboxRefunds, AreImpossibleByListOrByCode) {
  for (const auto switched : {WrongState::failed_list, WrongState::error_code}) {
    Desk desk{{.wrong_state = switched, .auto_refund = AutoRefund::impossible}};
    desk.add({.order_no = number, .items = {claimed("CANCEL_REQUEST")}});

    const Json answer = patch_step(desk, "cancel/accept");

    const bool is_list = switched == WrongState::failed_list;
    EXPECT_EQ(is_list ? answer["data"]["failed"][0]["prod_order_list"][0]["msg"] : answer["msg"], "자동환불불가");
  }
}

TEST(SandboxRefunds, PayWhatWasAcceptedWhenTheyComeLater) {
  Desk desk{{.auto_refund = AutoRefund::pending}};
  desk.add({.order_no = number, .items = {claimed("CANCEL_REQUEST")}});

  patch_step(desk, "cancel/accept", amounts("etc_price", "price"));
  EXPECT_EQ(desk.item().refund_due, 9000);
  patch_step(desk, "cancel/retry");
  patch_step(desk, "cancel/retry");

  EXPECT_EQ(desk.item().refunded, 9000);
  EXPECT_EQ(desk.item().refund_due, 0);
  EXPECT_EQ(desk.item().refunds, 1);
}

TEST(SandboxRefunds, GiveAllPointsBackWithTheWholeOrderOnly) {
  SandboxItem item = claimed("CANCEL_REQUEST");
  item.point = 2000;
  Desk desk;
  desk.add({.order_no = number, .items = {item, item}});
  const std::string one = R"({"prod_order_no":")" + first_item + R"(","etc":{)";

  desk.patch(order_page + "cancel/accept", one + amounts("refund_point", "price") + "}}");
  EXPECT_EQ(desk.item(0).refunded_points, 1000);
  EXPECT_EQ(desk.item(0).refunded, 8000);

  Desk whole;
  whole.add({.order_no = number, .items = {item, item}});
  patch_step(whole, "cancel/accept");
  EXPECT_EQ(whole.item(0).refunded_points, 2000);
  EXPECT_EQ(whole.item(1).refunded_points, 2000);
}

TEST(SandboxRefunds, FollowASellersCancellationOfWhatWasPaid) {
  for (const auto& [status, refunded] : {std::pair{"PAY_WAIT", 0}, std::pair{"PAY_COMPLETE", 10'000}}) {
    Desk desk;
    desk.add({.order_no = number, .items = {{.status = status}}});

    patch_step(desk, "cancel", R"("reason_code":"SOLD_OUT")");

    EXPECT_EQ(desk.item().refunded, refunded);
    EXPECT_EQ(desk.item().status, "CANCEL");
  }
}

}  // namespace

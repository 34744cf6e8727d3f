#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "counter.hpp"
#include "sandbox/rules.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_counter;

Etc data_for(const std::string& action) { return action == "send" ? parcel : coming_back; }

struct Step {
  const char* action;
  const char* from;
  const char* to;  // null: must be refused
  const char* claim_type;
};

const Step steps[] = {
    {"deposit", "PAY_WAIT", "PAY_COMPLETE", ""},
    {"deposit", "PAY_COMPLETE", nullptr, ""},
    {"deposit", "STANDBY", nullptr, ""},
    {"deposit", "CANCEL", nullptr, ""},
    {"place", "PAY_WAIT", nullptr, ""},
    {"place", "PAY_COMPLETE", "STANDBY", ""},
    {"place", "STANDBY", nullptr, ""},
    {"place", "DELIVERING", nullptr, ""},
    {"send", "PAY_WAIT", nullptr, ""},
    {"send", "PAY_COMPLETE", nullptr, ""},
    {"send", "STANDBY", "DELIVERING", ""},
    {"send", "DELIVERING", nullptr, ""},
    {"send", "COMPLETE", nullptr, ""},
    {"send", "CANCEL", nullptr, ""},
    {"complete", "PAY_WAIT", nullptr, ""},
    {"complete", "STANDBY", nullptr, ""},
    {"complete", "DELIVERING", "COMPLETE", ""},
    {"complete", "COMPLETE", nullptr, ""},
    {"cancel", "PAY_WAIT", "CANCEL", "CANCEL"},
    {"cancel", "PAY_COMPLETE", "CANCEL", "CANCEL"},
    {"cancel", "STANDBY", "CANCEL", "CANCEL"},
    {"cancel", "DELIVERING", nullptr, ""},
    {"cancel", "COMPLETE", nullptr, ""},
    {"return", "PAY_WAIT", nullptr, ""},
    {"return", "STANDBY", nullptr, ""},
    {"return", "DELIVERING", "DELIVERING", "RETURN"},
    {"return", "COMPLETE", "COMPLETE", "RETURN"},
    {"return", "PURCHASE_CONFIRMATION", nullptr, ""},
    {"exchange", "PAY_COMPLETE", nullptr, ""},
    {"exchange", "STANDBY", nullptr, ""},
    {"exchange", "DELIVERING", "DELIVERING", "EXCHANGE"},
    {"exchange", "COMPLETE", "COMPLETE", "EXCHANGE"},
};

TEST(SandboxRules, MovesAnItemOnlyWhereTheActionAllows) {
  for (const auto& step : steps) {
    SCOPED_TRACE(std::string{step.action} + " from " + step.from);
    Counter counter;
    counter.shop.add({.order_no = number, .items = {{.status = step.from}}});

    const auto answer = counter.process(step.action, data_for(step.action));

    EXPECT_EQ(answer.status.code, 200);
    EXPECT_EQ(answer.items_changed, step.to ? 1 : 0);
    EXPECT_EQ(answer.refused.size(), step.to ? 0U : 1U);
    EXPECT_EQ(counter.item().status, step.to ? step.to : step.from);
    EXPECT_EQ(counter.item().claim_type, step.claim_type);
  }
}

TEST(SandboxRules, RefusesSendBeforePlace) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{.status = "PAY_COMPLETE"}}});

  const auto answer = counter.process("send", parcel);

  ASSERT_EQ(answer.refused.size(), 1U);
  EXPECT_EQ(answer.refused[0].prod_order_no, number + "-001");
  EXPECT_EQ(answer.refused[0].msg, "처리할 수 없는 상태입니다.");
  EXPECT_NE(answer.refused[0].detail_msg.find("PAY_COMPLETE"), std::string::npos);
}

TEST(SandboxRules, SendStoresParcelAndTime) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{.status = "STANDBY"}}});

  counter.process("send", parcel);

  EXPECT_EQ(counter.item().parcel_code, "CJ");
  EXPECT_EQ(counter.item().invoice_no, "631245789012");
  EXPECT_EQ(counter.item().delivery_time, start);
}

TEST(SandboxRules, CompleteStoresTheTime) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{.status = "DELIVERING"}}});

  counter.process("complete");

  EXPECT_EQ(counter.item().complete_time, start);
}

TEST(SandboxRules, ReturnWaitsForTheSellerOrForTheParcel) {
  for (const auto& [etc, expected] : {std::pair{coming_back, "RETURN_COLLECTING"},
                                      std::pair{Etc{.reason_code = "BROKEN", .collect_type = "Y"}, "RETURN_REQUEST"}}) {
    Counter counter;
    counter.shop.add({.order_no = number, .items = {{.status = "COMPLETE"}}});

    counter.process("return", etc);

    EXPECT_EQ(counter.item().claim_status, expected);
  }
}

TEST(SandboxRules, RefusesEverythingWhileAClaimIsOpen) {
  for (const char* action : {"send", "complete", "cancel", "exchange", "return"}) {
    Counter counter;
    counter.shop.add({.order_no = number, .items = {{.status = "DELIVERING", .claim_type = "RETURN"}}});

    EXPECT_EQ(counter.process(action, data_for(action)).refused.size(), 1U) << action;
  }
}

TEST(SandboxRules, ProcessesTheItemsThatCanBeAndNamesTheOthers) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{.status = "STANDBY"}, {.status = "PAY_WAIT"}, {.status = "STANDBY"}}});

  const auto answer = counter.process("send", parcel);

  EXPECT_EQ(answer.processed, (std::vector{number + "-001", number + "-003"}));
  EXPECT_EQ(answer.items_changed, 2);
  ASSERT_EQ(answer.refused.size(), 1U);
  EXPECT_EQ(answer.refused[0].prod_order_no, number + "-002");
  EXPECT_EQ(counter.item(1).status, "PAY_WAIT");
}

TEST(SandboxRules, TouchesOnlyTheItemThatIsNamed) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{.status = "STANDBY"}, {.status = "STANDBY"}}});

  const auto answer = counter.process("send", parcel, number + "-002");

  EXPECT_EQ(answer.processed, std::vector{number + "-002"});
  EXPECT_EQ(counter.item(0).status, "STANDBY");
  EXPECT_EQ(counter.item(1).status, "DELIVERING");
}

TEST(SandboxRules, AnswersABodyThatCannotBeReadWithMinusTen) {
  Counter counter;
  counter.shop.add({.order_no = number});

  EXPECT_EQ(counter.shop.process({.token = counter.token, .order_no = number, .action = "deposit"}, start).status.code, -10);
  EXPECT_EQ(counter.item().status, "PAY_WAIT");
}

TEST(SandboxRules, AnswersUnknownNumbersWithMinusEleven) {
  Counter counter;
  EXPECT_EQ(counter.process("deposit").status.code, -11);
  EXPECT_EQ(counter.shop.look({.token = counter.token, .order_no = number}, start).status.code, -11);

  counter.shop.add({.order_no = number});
  EXPECT_EQ(counter.process("deposit", {}, number + "-009").status.code, -11);
  EXPECT_EQ(counter.process("deposit", {}, number + "-001").status.code, 200);
}

TEST(SandboxRules, GivesTokensForTheRightKeyOnly) {
  Shop shop{{.key = "k", .secret = "s"}};

  EXPECT_EQ(shop.login("k", "wrong", start).status.code, -1);
  EXPECT_EQ(shop.login("wrong", "s", start).status.msg, "API Key Error");
  EXPECT_TRUE(shop.login("", "", start).token.empty());
  EXPECT_FALSE(shop.login("k", "s", start).token.empty());
}

TEST(SandboxRules, AnswersAWrongTokenWithMinusTwoAndChangesNothing) {
  for (const char* token : {"", "wrong"}) {
    Counter counter;
    counter.shop.add({.order_no = number});
    counter.token = token;

    const auto answer = counter.process("deposit");

    EXPECT_EQ(answer.status.code, -2);
    EXPECT_EQ(answer.status.msg, "Error Token");
    EXPECT_EQ(counter.item().status, "PAY_WAIT");
  }
}

TEST(SandboxRules, AnswersTheSixthRequestOfASecondWithMinusSeven) {
  Shop shop{{}};
  shop.add({.order_no = number});
  const std::string token = shop.login("sandbox-key-00000000000000000000", "sandbox-secret-0000000000000000", start).token;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(shop.look({.token = token, .order_no = number}, start).status.request_count, 3 - i);

  const auto answer = shop.process({.token = token, .order_no = number, .action = "deposit", .body = OrderBody{}}, start + 999ms);

  EXPECT_EQ(answer.status.code, -7);
  EXPECT_EQ(answer.status.msg, "TOO MANY REQUEST");
  EXPECT_EQ(shop.order(number)->items[0].status, "PAY_WAIT");
  EXPECT_EQ(shop.look({.token = token, .order_no = number}, start + 1s).status.code, 200);
}

TEST(SandboxRules, MaintenanceAnswersEverythingWithMinus999) {
  Counter counter;
  counter.shop.add({.order_no = number});

  counter.shop.set_maintenance(Maintenance::on);
  EXPECT_EQ(counter.process("deposit").status.code, -999);
  EXPECT_EQ(counter.shop.login("", "", start).status.code, -999);
  EXPECT_EQ(counter.shop.unknown_page(start).code, -999);

  counter.shop.set_maintenance(Maintenance::off);
  EXPECT_EQ(counter.process("deposit").status.code, 200);
}

TEST(SandboxRules, NumbersItemsThatHaveNoNumber) {
  Counter counter;
  counter.shop.add({.order_no = number, .items = {{}, {.prod_order_no = "own"}}});

  EXPECT_EQ(counter.item(0).prod_order_no, number + "-001");
  EXPECT_EQ(counter.item(1).prod_order_no, "own");
  EXPECT_FALSE(counter.shop.order("other").has_value());
}

}  // namespace

#include <string>

#include <gtest/gtest.h>

#include "counter.hpp"
#include "sandbox/rules.hpp"

namespace {

using namespace sandbox_counter;

struct Data {
  const char* name;
  const char* action;
  Etc etc;
  int code;
};

const Data data_rows[] = {
    {"send without parcel code", "send", {.invoice_no = "1"}, -10},
    {"send without invoice", "send", {.parcel_code = "CJ"}, -10},
    {"send with an empty invoice", "send", {.parcel_code = "CJ", .invoice_no = ""}, -10},
    {"send with a lower case carrier", "send", {.parcel_code = "cj", .invoice_no = "1"}, -10},
    {"cancel without reason", "cancel", {}, -10},
    {"cancel with an unknown reason", "cancel", {.reason_code = "WHIM"}, -10},
    {"cancel with reason", "cancel", {.reason_code = "SOLD_OUT"}, 200},
    {"return without reason", "return", {.collect_type = "Y"}, -10},
    {"return without collection and invoice", "return", {.reason_code = "BROKEN"}, -10},
    {"return by parcel without invoice", "return", {.parcel_code = "CJ", .reason_code = "BROKEN", .collect_type = "N"}, -10},
    {"return by direct collection", "return", {.reason_code = "BROKEN", .collect_type = "Y"}, 200},
    {"return with an unknown collect_type", "return", {.reason_code = "BROKEN", .collect_type = "1"}, -10},
    {"return with a fee, buyer at fault",
     "return",
     {.reason_code = "WRONG_ORDER", .deliv_fee_method = "BOX", .collect_type = "Y"},
     200},
    {"return with a fee, not at fault", "return", {.reason_code = "BROKEN", .deliv_fee_method = "BOX", .collect_type = "Y"}, -10},
    {"return, unknown fee", "return", {.reason_code = "WRONG_ORDER", .deliv_fee_method = "GOLD", .collect_type = "Y"}, -10},
    {"exchange without reason", "exchange", {.collect_type = "Y"}, -10},
    {"exchange by parcel without carrier", "exchange", {.invoice_no = "1", .reason_code = "BROKEN", .collect_type = "N"}, -10},
    {"exchange by direct collection", "exchange", {.reason_code = "BROKEN", .collect_type = "Y"}, 200},
    {"an action that does not exist", "refund", {}, -99},
};

TEST(SandboxRules, AnswersWrongDataWithMinusTen) {
  for (const auto& row : data_rows) {
    SCOPED_TRACE(row.name);
    Counter counter;
    counter.shop.add({.order_no = number, .items = {{.status = "DELIVERING"}}});

    EXPECT_EQ(counter.process(row.action, row.etc).status.code, row.code);
  }
}

}  // namespace

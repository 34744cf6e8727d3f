#include <imweb/json.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "support/claims.hpp"

namespace imweb {
namespace {

using nlohmann::json;
using testing::claims;

/// What the exception says when `text` is read as a Value; empty when nothing was thrown.
template <class Value>
std::string complaint_about(std::string_view text) {
  try {
    (void)json::parse(text).get<Value>();
  } catch (const json::exception& error) {
    return error.what();
  }
  return {};
}

TEST(JsonOfClaim, HasTheFieldsOfTheGuideInTheirOrder) {
  for (const auto& row : claims()) EXPECT_EQ(nlohmann::ordered_json(row.action).dump(), row.json);
}

TEST(JsonOfClaim, IsReadBackAsTheSameAction) {
  for (const auto& row : claims()) {
    EXPECT_EQ(json::parse(row.json).get<OrderAction>(), row.action);
    EXPECT_EQ(nlohmann::ordered_json::parse(row.json).get<OrderAction>(), row.action);
    EXPECT_EQ(json(row.action).get<OrderAction>(), row.action);
  }
}

TEST(JsonOfClaim, IsTheSameForTheStructAlone) {
  for (const auto& row : claims())
    std::visit(
        [&row](const auto& one) {
          EXPECT_EQ(json(one), json::parse(row.json));
          EXPECT_EQ(json::parse(row.json).get<std::remove_cvref_t<decltype(one)>>(), one);
        },
        row.action);
}

TEST(JsonOfClaim, KeepsAnAmountThatAFloatingPointNumberWouldChange) {
  const OrderAction action = ExchangeAccept{.etc_price = Money{.amount = 9'007'199'254'740'993, .decimals = 3}};

  EXPECT_EQ(json(action).at("etc_price"), "9007199254740.993");
  EXPECT_EQ(json(action).get<OrderAction>(), action);
}

struct RefusedRow {
  std::string_view text;
  std::string_view complaint;
};

TEST(JsonOfClaim, IsRefusedByNameWhereItIsWrong) {
  const RefusedRow rows[] = {
      {R"({"action":"cancel/accept"})", "refund_point is missing"},
      {R"({"action":"cancel/accept","refund_point":null})", "refund_point must be an array, but is null"},
      {R"({"action":"cancel/accept","refund_point":{}})", "refund_point must be an array, but is object"},
      {R"({"action":"cancel/accept","refund_point":[5]})", "prod_order_no must be in an object, but this is number"},
      {R"({"action":"cancel/accept","refund_point":[{"prod_order_no":"1-001","point":5}]})", "price is missing"},
      {R"({"action":"return/return_done","refund_point":[{"prod_order_no":"1-001","price":5}]})", "point is missing"},
      {R"({"action":"return/return_done","refund_point":[{"point":5}]})", "prod_order_no is missing"},
      {R"({"action":"return/return_done","refund_point":[{"prod_order_no":"1-001","point":"5 won"}]})",
       "point must be an amount"},
      {R"({"action":"return/return_done","refund_point":[],"etc_price":null})", "etc_price must be an array, but is null"},
      {R"({"action":"return/return_done","refund_point":[],"etc_price":5})", "etc_price must be an array, but is number"},
      {R"({"action":"return/return_done","refund_point":[],"claim_memo":null})", "claim_memo must be a string, but is null"},
      {R"({"action":"return/reject"})", "reason is missing"},
      {R"({"action":"exchange/accept","etc_price":[]})", "etc_price must be an amount"},
      {R"({"action":"exchange/accept","etc_price":null})", "etc_price must be an amount"},
      {R"({"action":"exchange/withhold","reason_code":"ETC"})", "reason_detail is missing"},
      {R"({"action":"exchange/withhold","reason_code":5,"reason_detail":""})", "reason_code must be a string"},
      {R"({"action":"exchange/resend"})", "method is missing"},
      {R"({"action":"exchange/resend","method":"DELIVERY"})", "parcel_code is missing"},
      {R"({"action":"exchange/resend","method":"NOTHING","parcel_code":"CJ"})", "parcel_code contradicts method"},
      {R"({"action":"exchange/resend","method":"NOTHING","invoice_no":"1"})", "invoice_no contradicts method"},
      {R"({"action":"cancel/Accept"})",
       "action is none of deposit, place, send, complete, cancel, return, exchange, invoice, cancel/"},
      {R"({"action":"invoice","parcel_code":"CJ"})", "invoice_no is missing"},
  };
  for (const auto& row : rows)
    EXPECT_NE(complaint_about<OrderAction>(row.text).find(row.complaint), std::string::npos)
        << row.text << ": " << complaint_about<OrderAction>(row.text);
}

struct ItemRow {
  ItemAction action;
  std::string_view json;
};

const std::vector<ItemRow> item_rows = {
    {Deposit{}, R"({"action":"deposit"})"},
    {Place{}, R"({"action":"place"})"},
    {Send{.parcel_code = ParcelCode::cj, .invoice_no = "1"}, R"({"action":"send","parcel_code":"CJ","invoice_no":"1"})"},
    {SendItem{}, R"({"action":"send"})"},
    {Complete{}, R"({"action":"complete"})"},
    {SetInvoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"}, R"({"action":"invoice","parcel_code":"CJ","invoice_no":"1"})"},
};

TEST(JsonOfItemAction, IsWrittenAndReadBack) {
  for (const auto& row : item_rows) {
    EXPECT_EQ(nlohmann::ordered_json(row.action).dump(), row.json);
    EXPECT_EQ(json::parse(row.json).get<ItemAction>(), row.action) << row.json;
  }
}

TEST(JsonOfItemAction, IsRefusedByNameWhereItIsWrong) {
  const RefusedRow rows[] = {
      {"[]", "action must be in an object, but this is array"},
      {R"({"parcel_code":"CJ"})", "action is missing"},
      {R"({"action":"send","parcel_code":"CJ"})", "invoice_no is missing"},
      {R"({"action":"send","invoice_no":"1"})", "parcel_code is missing"},
      {R"({"action":"send","invoice_no":null})", "parcel_code is missing"},
      {R"({"action":"cancel","reason_code":"BROKEN"})", "action is none of deposit, place, send, complete, invoice"},
      {R"({"action":"invoice"})", "parcel_code is missing"},
  };
  for (const auto& row : rows)
    EXPECT_NE(complaint_about<ItemAction>(row.text).find(row.complaint), std::string::npos)
        << row.text << ": " << complaint_about<ItemAction>(row.text);
}

TEST(JsonOfItemResult, IsWrittenAndReadBack) {
  const ProdOrderActionResult result{.success = {ProdOrderNo{"1-001"}},
                                     .failed = {
                                         {.prod_order_no = ProdOrderNo{"1-002"}, .msg = "처리 불가", .detail_msg = "이미 발송"}}};
  constexpr std::string_view text =
      R"({"success":["1-001"],"failed":[{"prod_order_no":"1-002","msg":"처리 불가","detail_msg":"이미 발송"}]})";

  EXPECT_EQ(nlohmann::ordered_json(result).dump(), text);
  EXPECT_EQ(json::parse(text).get<ProdOrderActionResult>(), result);
}

}  // namespace
}  // namespace imweb

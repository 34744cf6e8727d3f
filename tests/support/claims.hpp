// Every step of a claim, and the invoice, with all that is known of it: one row for what is printed, sent and written as JSON.
#pragma once

#include <string_view>
#include <vector>

#include <imweb/orders/actions.hpp>

namespace imweb::inline v0::testing {

struct ClaimRow {
  OrderAction action;
  std::string_view name;   ///< the end of the path
  std::string_view data;   ///< what its body holds for a whole order, less `etc` around it
  std::string_view json;   ///< as json.hpp writes it, in the order of the members
  std::string_view shown;  ///< by to_string
};

inline std::vector<ClaimRow> claims() {
  const ProdOrderNo one{"202604270000001-001"};
  const ProdOrderNo other{"202604270000001-002"};
  const auto cj = ParcelCode::cj;
  return {
      {SetInvoice{.parcel_code = cj, .invoice_no = "631245789012"}, "invoice",
       R"({"invoice_no":"631245789012","parcel_code":"CJ"})",
       R"({"action":"invoice","parcel_code":"CJ","invoice_no":"631245789012"})", "invoice parcel_code=CJ invoice_no=631245789012"},
      {CancelReject{.parcel_code = cj, .invoice_no = "1"}, "cancel/reject", R"({"invoice_no":"1","parcel_code":"CJ"})",
       R"({"action":"cancel/reject","parcel_code":"CJ","invoice_no":"1"})", "cancel/reject parcel_code=CJ invoice_no=1"},
      {CancelAccept{.refund_point = NoPointRefund{}}, "cancel/accept", "", R"({"action":"cancel/accept","refund_point":[]})",
       "cancel/accept refund_point=none"},
      {CancelAccept{.etc_price = {{other, {.amount = 3000}}, {one, {.amount = 125, .decimals = 1}}},
                    .refund_point = std::vector{ItemPoint{one, {.amount = 500}}},
                    .claim_memo = "단순 변심"},
       "cancel/accept",
       R"({"claim_memo":"단순 변심","etc_price":[{"price":3000,"prod_order_no":"202604270000001-002"},)"
       R"({"price":12.5,"prod_order_no":"202604270000001-001"}],"refund_point":[{"price":500,"prod_order_no":"202604270000001-001"}]})",
       R"({"action":"cancel/accept","etc_price":[{"prod_order_no":"202604270000001-002","price":3000},)"
       R"({"prod_order_no":"202604270000001-001","price":12.5}],)"
       R"("refund_point":[{"prod_order_no":"202604270000001-001","price":500}],"claim_memo":"단순 변심"})",
       "cancel/accept etc_price=202604270000001-002:3000,202604270000001-001:12.5 refund_point=202604270000001-001:500 "
       "claim_memo=(13 bytes)"},
      {CancelRetry{}, "cancel/retry", "", R"({"action":"cancel/retry"})", "cancel/retry"},
      {ForceCancelWithoutRefund{}, "cancel/force_cancel", "", R"({"action":"cancel/force_cancel"})", "cancel/force_cancel"},
      {ReturnReject{.reason = "worn"}, "return/reject", R"({"reason":"worn"})", R"({"action":"return/reject","reason":"worn"})",
       "return/reject reason=(4 bytes)"},
      {ReturnAccept{}, "return/accept", "", R"({"action":"return/accept"})", "return/accept"},
      {ReturnCollectDone{}, "return/collect_done", "", R"({"action":"return/collect_done"})", "return/collect_done"},
      {ReturnWithhold{}, "return/withhold", "", R"({"action":"return/withhold"})", "return/withhold"},
      {ReturnReleaseHold{}, "return/releasehold", "", R"({"action":"return/releasehold"})", "return/releasehold"},
      {ReturnDone{.refund_point = NoPointRefund{}}, "return/return_done", "",
       R"({"action":"return/return_done","refund_point":[]})", "return/return_done refund_point=none"},
      {ReturnDone{.etc_price = {{one, {.amount = 0}}},
                  .refund_point = std::vector{ItemPoint{other, {.amount = 700}}, ItemPoint{one, {.amount = 1, .decimals = 4}}},
                  .claim_memo = "m"},
       "return/return_done",
       R"({"claim_memo":"m","etc_price":[{"price":0,"prod_order_no":"202604270000001-001"}],)"
       R"("refund_point":[{"point":700,"prod_order_no":"202604270000001-002"},{"point":0.0001,"prod_order_no":"202604270000001-001"}]})",
       R"({"action":"return/return_done","etc_price":[{"prod_order_no":"202604270000001-001","price":0}],)"
       R"("refund_point":[{"prod_order_no":"202604270000001-002","point":700},)"
       R"({"prod_order_no":"202604270000001-001","point":0.0001}],"claim_memo":"m"})",
       "return/return_done etc_price=202604270000001-001:0 refund_point=202604270000001-002:700,202604270000001-001:0.0001 "
       "claim_memo=(1 bytes)"},
      {ForceReturnDoneWithoutRefund{}, "return/return_force_done", "", R"({"action":"return/return_force_done"})",
       "return/return_force_done"},
      {ExchangeReject{.parcel_code = cj, .invoice_no = "2"}, "exchange/reject", R"({"invoice_no":"2","parcel_code":"CJ"})",
       R"({"action":"exchange/reject","parcel_code":"CJ","invoice_no":"2"})", "exchange/reject parcel_code=CJ invoice_no=2"},
      {ExchangeAccept{}, "exchange/accept", "", R"({"action":"exchange/accept"})", "exchange/accept"},
      {ExchangeAccept{.etc_price = Money{.amount = 2500}}, "exchange/accept", R"({"etc_price":2500})",
       R"({"action":"exchange/accept","etc_price":2500})", "exchange/accept etc_price=2500"},
      {ExchangeCollectDone{}, "exchange/collect_done", "", R"({"action":"exchange/collect_done"})", "exchange/collect_done"},
      {ExchangeWithhold{.reason_code = WithholdReason::product_ready, .reason_detail = "next week"}, "exchange/withhold",
       R"({"reason_code":"EXCHANGE_PRODUCT_READY","reason_detail":"next week"})",
       R"({"action":"exchange/withhold","reason_code":"EXCHANGE_PRODUCT_READY","reason_detail":"next week"})",
       "exchange/withhold reason_code=EXCHANGE_PRODUCT_READY reason_detail=(9 bytes)"},
      {ExchangeWithhold{.reason_code = WithholdReason::extra_fee,
                        .reason_detail = "fee",
                        .etc_price = {{other, {.amount = 3000}}, {one, {.amount = 1000}}}},
       "exchange/withhold",
       R"({"etc_price":{"202604270000001-001":1000,"202604270000001-002":3000},"reason_code":"EXCHANGE_EXTRAFEE","reason_detail":"fee"})",
       R"({"action":"exchange/withhold","reason_code":"EXCHANGE_EXTRAFEE","reason_detail":"fee",)"
       R"("etc_price":[{"prod_order_no":"202604270000001-002","price":3000},{"prod_order_no":"202604270000001-001","price":1000}]})",
       "exchange/withhold reason_code=EXCHANGE_EXTRAFEE reason_detail=(3 bytes) "
       "etc_price=202604270000001-002:3000,202604270000001-001:1000"},
      {ExchangeReleaseHold{}, "exchange/releasehold", "", R"({"action":"exchange/releasehold"})", "exchange/releasehold"},
      {ExchangeResend{.delivery = Shipment{.parcel_code = cj, .invoice_no = "3"}}, "exchange/resend",
       R"({"invoice_no":"3","method":"DELIVERY","parcel_code":"CJ"})",
       R"({"action":"exchange/resend","method":"DELIVERY","parcel_code":"CJ","invoice_no":"3"})",
       "exchange/resend method=DELIVERY parcel_code=CJ invoice_no=3"},
      {ExchangeResend{.delivery = ResendMethod::nothing}, "exchange/resend", R"({"method":"NOTHING"})",
       R"({"action":"exchange/resend","method":"NOTHING"})", "exchange/resend method=NOTHING"},
      {ExchangeDone{}, "exchange/exchange_done", "", R"({"action":"exchange/exchange_done"})", "exchange/exchange_done"},
  };
}

}  // namespace imweb::inline v0::testing

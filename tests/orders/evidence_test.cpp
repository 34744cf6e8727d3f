#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "orders/evidence.hpp"

namespace imweb {
namespace {

struct Seen {
  std::string status;
  std::string claim_type{};
  std::string claim_status{};
  std::string parcel_code{};
  std::string invoice_no{};
};

ProdOrder item_showing(const Seen& seen) {
  return {.prod_order_no = ProdOrderNo{"1-001"},
          .status = Status{seen.status},
          .claim_status = ClaimStatus{seen.claim_status},
          .claim_type = ClaimType{seen.claim_type},
          .parcel_code = seen.parcel_code,
          .invoice_no = seen.invoice_no};
}

const ParcelCode cj = ParcelCode::cj;
const Send send{.parcel_code = cj, .invoice_no = "1"};
const SetInvoice set_invoice{.parcel_code = cj, .invoice_no = "1"};
const CancelReject cancel_reject{.parcel_code = cj, .invoice_no = "1"};
const CancelAccept cancel_accept{.refund_point = NoPointRefund{}};
const ReturnDone return_done{.refund_point = NoPointRefund{}};
const Cancel cancel{.reason_code = ReasonCode::sold_out};
const Return goods_back{.reason_code = ReasonCode::broken, .collection = DirectCollection{}};

struct EvidenceRow {
  const char* name;
  OrderAction action;
  Seen seen;
  Evidence evidence;
};

class EvidenceTable : public ::testing::TestWithParam<EvidenceRow> {};

TEST_P(EvidenceTable, IsAsDocumented) {
  EXPECT_EQ(evidence_of(GetParam().action, item_showing(GetParam().seen)), GetParam().evidence);
}

using enum Evidence;

INSTANTIATE_TEST_SUITE_P(
    Rows, EvidenceTable,
    ::testing::Values(
        EvidenceRow{"deposit_not_yet", Deposit{}, {"PAY_WAIT"}, unchanged},
        EvidenceRow{"deposit_done", Deposit{}, {"PAY_COMPLETE"}, applied},
        EvidenceRow{"deposit_long_ago", Deposit{}, {"COMPLETE"}, applied},
        EvidenceRow{"deposit_expired", Deposit{}, {"CANCEL"}, conflict},
        EvidenceRow{"place_not_yet", Place{}, {"PAY_COMPLETE"}, unchanged},
        EvidenceRow{"place_done", Place{}, {"STANDBY"}, applied},
        EvidenceRow{"place_passed", Place{}, {"PURCHASE_CONFIRMATION"}, applied},
        EvidenceRow{"place_claimed", Place{}, {"PAY_COMPLETE", "CANCEL", "CANCEL_REQUEST"}, conflict},
        EvidenceRow{"place_unknown_status", Place{}, {"ON_THE_MOON"}, conflict},
        EvidenceRow{"complete_not_yet", Complete{}, {"DELIVERING"}, unchanged},
        EvidenceRow{"complete_done", Complete{}, {"COMPLETE"}, applied}, EvidenceRow{"send_not_yet", send, {"STANDBY"}, unchanged},
        EvidenceRow{"send_invoice_only", send, {"STANDBY", "", "", "CJ", "1"}, unchanged},
        EvidenceRow{"send_done", send, {"DELIVERING", "", "", "CJ", "1"}, applied},
        EvidenceRow{"send_done_then_claimed", send, {"DELIVERING", "RETURN", "RETURN_REQUEST", "CJ", "1"}, applied},
        EvidenceRow{"send_other_number", send, {"DELIVERING", "", "", "CJ", "2"}, conflict},
        EvidenceRow{"send_other_carrier", send, {"DELIVERING", "", "", "DHL", "1"}, conflict},
        EvidenceRow{"send_other_number_before", send, {"STANDBY", "", "", "CJ", "2"}, conflict},
        EvidenceRow{"send_without_invoice", send, {"DELIVERING"}, conflict},
        EvidenceRow{"send_claimed", send, {"STANDBY", "CANCEL", "CANCEL_REQUEST"}, conflict},
        EvidenceRow{"invoice_not_yet", set_invoice, {"STANDBY"}, unchanged},
        EvidenceRow{"invoice_done", set_invoice, {"STANDBY", "", "", "CJ", "1"}, applied},
        EvidenceRow{"invoice_other", set_invoice, {"STANDBY", "", "", "CJ", "2"}, conflict},
        EvidenceRow{"cancel_not_yet", cancel, {"PAY_COMPLETE"}, unchanged},
        EvidenceRow{"cancel_done", cancel, {"CANCEL", "CANCEL"}, applied},
        EvidenceRow{"cancel_failed_is_still_ours", cancel, {"PAY_COMPLETE", "CANCEL", "CANCEL_FAILED"}, applied},
        EvidenceRow{"cancel_other_claim", cancel, {"DELIVERING", "RETURN", "RETURN_REQUEST"}, conflict},
        EvidenceRow{"return_not_yet", goods_back, {"DELIVERING"}, unchanged},
        EvidenceRow{"return_begun", goods_back, {"DELIVERING", "RETURN", "RETURN_COLLECTING"}, applied},
        EvidenceRow{"return_other_claim", goods_back, {"DELIVERING", "EXCHANGE", "EXCHANGE_REQUEST"}, conflict},
        EvidenceRow{"accept_not_yet", cancel_accept, {"PAY_COMPLETE", "CANCEL", "CANCEL_REQUEST"}, unchanged},
        EvidenceRow{"accept_under_way", cancel_accept, {"PAY_COMPLETE", "CANCEL", "CANCELING"}, applied},
        EvidenceRow{"accept_done", cancel_accept, {"CANCEL", "CANCEL"}, applied},
        EvidenceRow{"accept_failed", cancel_accept, {"PAY_COMPLETE", "CANCEL", "CANCEL_FAILED"}, conflict},
        EvidenceRow{"accept_rejected_meanwhile", cancel_accept, {"DELIVERING"}, conflict},
        EvidenceRow{"cancel_reject_not_yet", cancel_reject, {"PAY_COMPLETE", "CANCEL", "CANCEL_REQUEST"}, unchanged},
        EvidenceRow{"cancel_reject_done", cancel_reject, {"DELIVERING", "", "", "CJ", "1"}, applied},
        EvidenceRow{"cancel_reject_other_parcel", cancel_reject, {"DELIVERING", "", "", "CJ", "2"}, conflict},
        EvidenceRow{"return_done_not_yet", return_done, {"DELIVERING", "RETURN", "RETURN_COLLECT_DONE"}, unchanged},
        EvidenceRow{"return_done_under_way", return_done, {"DELIVERING", "RETURN", "RETURN_REFUNDING"}, applied},
        EvidenceRow{"return_done_over", return_done, {"RETURN", "RETURN"}, applied},
        EvidenceRow{"return_done_failed", return_done, {"DELIVERING", "RETURN", "RETURN_REFUND_FAILED"}, conflict},
        EvidenceRow{"retry_is_never_told", CancelRetry{}, {"CANCEL", "CANCEL"}, silent},
        EvidenceRow{"force_is_never_told", ForceCancelWithoutRefund{}, {"CANCEL", "CANCEL"}, silent},
        EvidenceRow{"forced_return_is_never_told", ForceReturnDoneWithoutRefund{}, {"RETURN"}, silent},
        EvidenceRow{"resend_is_never_told",
                    ExchangeResend{.delivery = ResendMethod{"NOTHING"}},
                    {"DELIVERING", "EXCHANGE", "REDELIVERING"},
                    silent},
        EvidenceRow{"withhold_shows_nowhere", ReturnWithhold{}, {"DELIVERING", "RETURN", "RETURN_REQUEST"}, silent},
        EvidenceRow{"exchange_accept_done", ExchangeAccept{}, {"DELIVERING", "EXCHANGE", "EXCHANGE_COLLECTING"}, applied},
        EvidenceRow{"exchange_done_not_yet", ExchangeDone{}, {"DELIVERING", "EXCHANGE", "REDELIVERING"}, unchanged},
        EvidenceRow{"exchange_done_over", ExchangeDone{}, {"EXCHANGE", "EXCHANGE"}, applied}),
    [](const auto& row) { return std::string{row.param.name}; });

TEST(Evidence, AnItemSentByItsOwnPageShowsByItsStatusAlone) {
  EXPECT_EQ(evidence_of(ItemAction{SendItem{}}, item_showing({"DELIVERING"})), applied);
  EXPECT_EQ(evidence_of(ItemAction{SendItem{}}, item_showing({"STANDBY"})), unchanged);
}

}  // namespace
}  // namespace imweb

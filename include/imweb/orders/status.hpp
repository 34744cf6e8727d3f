// Where an item stands, in imweb's own words (wire.md "Statuses"). Open enumerations: a word that is not listed here is kept as it came.
//
//     if (item.status == imweb::Status::standby && item.claim_type.is_none()) ...
#pragma once

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb::inline v0 {

/// `status` of an item, and the filter of that name for lists of orders.
class Status : public TextValue<Status> {
 public:
  using TextValue::TextValue;

  static constexpr TextConstant<Status> pay_wait{"PAY_WAIT"};          ///< not paid yet
  static constexpr TextConstant<Status> pay_complete{"PAY_COMPLETE"};  ///< paid
  static constexpr TextConstant<Status> standby{"STANDBY"};            ///< being prepared
  static constexpr TextConstant<Status> delivering{"DELIVERING"};      ///< on its way
  static constexpr TextConstant<Status> complete{"COMPLETE"};          ///< delivered
  static constexpr TextConstant<Status> cancel{"CANCEL"};              ///< cancelled; also what was never paid in time
  // NOLINTNEXTLINE(readability-identifier-naming): `return` is a word of the language
  static constexpr TextConstant<Status> return_{"RETURN"};     ///< returned
  static constexpr TextConstant<Status> exchange{"EXCHANGE"};  ///< exchanged
  static constexpr TextConstant<Status> purchase_confirmation{
      "PURCHASE_CONFIRMATION"};  ///< the buyer keeps it; shops on order management v2 only
};

/// `claim_type`: what the buyer or the seller wants undone. imweb leaves it empty, null or out where there is no claim.
class ClaimType : public TextValue<ClaimType> {
 public:
  using TextValue::TextValue;

  [[nodiscard]] bool is_none() const noexcept { return str().empty(); }

  static constexpr TextConstant<ClaimType> cancel{"CANCEL"};
  // NOLINTNEXTLINE(readability-identifier-naming): `return` is a word of the language
  static constexpr TextConstant<ClaimType> return_{"RETURN"};
  static constexpr TextConstant<ClaimType> exchange{"EXCHANGE"};
};

/// `claim_status`: how far a claim has come. Empty where there is none.
class ClaimStatus : public TextValue<ClaimStatus> {
 public:
  using TextValue::TextValue;

  [[nodiscard]] bool is_none() const noexcept { return str().empty(); }

  static constexpr TextConstant<ClaimStatus> cancel_request{"CANCEL_REQUEST"};
  static constexpr TextConstant<ClaimStatus> canceling{"CANCELING"};          ///< the refund is under way
  static constexpr TextConstant<ClaimStatus> cancel_failed{"CANCEL_FAILED"};  ///< the refund failed
  static constexpr TextConstant<ClaimStatus> return_request{"RETURN_REQUEST"};
  static constexpr TextConstant<ClaimStatus> return_collecting{"RETURN_COLLECTING"};
  static constexpr TextConstant<ClaimStatus> return_collect_done{"RETURN_COLLECT_DONE"};
  static constexpr TextConstant<ClaimStatus> return_refunding{"RETURN_REFUNDING"};
  static constexpr TextConstant<ClaimStatus> return_refund_failed{"RETURN_REFUND_FAILED"};
  static constexpr TextConstant<ClaimStatus> exchange_request{"EXCHANGE_REQUEST"};
  static constexpr TextConstant<ClaimStatus> exchange_collecting{
      "EXCHANGE_COLLECTING"};  ///< the guide writes EXCHANGE_COLLECTIN; both are read as this
  static constexpr TextConstant<ClaimStatus> exchange_collect_done{"EXCHANGE_COLLECT_DONE"};
  static constexpr TextConstant<ClaimStatus> redelivering{"REDELIVERING"};
};

}  // namespace imweb::inline v0

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

  static const Status pay_wait;               ///< not paid yet
  static const Status pay_complete;           ///< paid
  static const Status standby;                ///< being prepared
  static const Status delivering;             ///< on its way
  static const Status complete;               ///< delivered
  static const Status cancel;                 ///< cancelled; also what was never paid in time
  static const Status return_;                ///< returned
  static const Status exchange;               ///< exchanged
  static const Status purchase_confirmation;  ///< the buyer keeps it; shops on order management v2 only
};

inline const Status Status::pay_wait{"PAY_WAIT"};
inline const Status Status::pay_complete{"PAY_COMPLETE"};
inline const Status Status::standby{"STANDBY"};
inline const Status Status::delivering{"DELIVERING"};
inline const Status Status::complete{"COMPLETE"};
inline const Status Status::cancel{"CANCEL"};
inline const Status Status::return_{"RETURN"};
inline const Status Status::exchange{"EXCHANGE"};
inline const Status Status::purchase_confirmation{"PURCHASE_CONFIRMATION"};

/// `claim_type`: what the buyer or the seller wants undone. imweb leaves it empty, null or out where there is no claim.
class ClaimType : public TextValue<ClaimType> {
 public:
  using TextValue::TextValue;

  [[nodiscard]] bool is_none() const noexcept { return str().empty(); }

  static const ClaimType cancel;
  static const ClaimType return_;
  static const ClaimType exchange;
};

inline const ClaimType ClaimType::cancel{"CANCEL"};
inline const ClaimType ClaimType::return_{"RETURN"};
inline const ClaimType ClaimType::exchange{"EXCHANGE"};

/// `claim_status`: how far a claim has come. Empty where there is none.
class ClaimStatus : public TextValue<ClaimStatus> {
 public:
  using TextValue::TextValue;

  [[nodiscard]] bool is_none() const noexcept { return str().empty(); }

  static const ClaimStatus cancel_request;
  static const ClaimStatus canceling;      ///< the refund is under way
  static const ClaimStatus cancel_failed;  ///< the refund failed
  static const ClaimStatus return_request;
  static const ClaimStatus return_collecting;
  static const ClaimStatus return_collect_done;
  static const ClaimStatus return_refunding;
  static const ClaimStatus return_refund_failed;
  static const ClaimStatus exchange_request;
  static const ClaimStatus exchange_collecting;  ///< the guide writes EXCHANGE_COLLECTIN; both are read as this
  static const ClaimStatus exchange_collect_done;
  static const ClaimStatus redelivering;
};

inline const ClaimStatus ClaimStatus::cancel_request{"CANCEL_REQUEST"};
inline const ClaimStatus ClaimStatus::canceling{"CANCELING"};
inline const ClaimStatus ClaimStatus::cancel_failed{"CANCEL_FAILED"};
inline const ClaimStatus ClaimStatus::return_request{"RETURN_REQUEST"};
inline const ClaimStatus ClaimStatus::return_collecting{"RETURN_COLLECTING"};
inline const ClaimStatus ClaimStatus::return_collect_done{"RETURN_COLLECT_DONE"};
inline const ClaimStatus ClaimStatus::return_refunding{"RETURN_REFUNDING"};
inline const ClaimStatus ClaimStatus::return_refund_failed{"RETURN_REFUND_FAILED"};
inline const ClaimStatus ClaimStatus::exchange_request{"EXCHANGE_REQUEST"};
inline const ClaimStatus ClaimStatus::exchange_collecting{"EXCHANGE_COLLECTING"};
inline const ClaimStatus ClaimStatus::exchange_collect_done{"EXCHANGE_COLLECT_DONE"};
inline const ClaimStatus ClaimStatus::redelivering{"REDELIVERING"};

}  // namespace imweb::inline v0

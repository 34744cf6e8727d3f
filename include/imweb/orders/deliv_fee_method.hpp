// How a buyer at fault pays for the return. Guide page "주문 처리", OrderReturnRequest.
#pragma once

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb::inline v0 {

/// `deliv_fee_method`. An open enumeration. Only where the reason puts the buyer at fault (see at_fault).
class DelivFeeMethod : public TextValue<DelivFeeMethod> {
 public:
  using TextValue::TextValue;

  static constexpr TextConstant<DelivFeeMethod> refund{"REFUND"};  ///< deducted from the refund (환불금에서 차감)
  static constexpr TextConstant<DelivFeeMethod> cash{"CASH"};      ///< sent to the seller (판매자에게 송금)
  static constexpr TextConstant<DelivFeeMethod> box{"BOX"};        ///< put into the parcel (수거시 박스에 동봉)
};

}  // namespace imweb::inline v0

// Why an order is cancelled, returned or exchanged. Guide page "주문 처리", OrderCancelRequest/OrderReturnRequest/OrderExchangeRequest.
//
//     imweb::Cancel{.reason_code = imweb::ReasonCode::sold_out}
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <imweb/base/print.hpp>
#include <imweb/base/text_value.hpp>

namespace imweb::inline v0 {

/// Who bears the cost of a return or exchange, by its reason.
enum class Fault : std::uint8_t {
  buyer,    ///< may be charged for it: see DelivFeeMethod
  seller,   ///< bears it
  unknown,  ///< a reason that this version does not know; imweb decides
};

[[nodiscard]] constexpr std::string_view to_string(Fault fault) noexcept {
  switch (fault) {
    case Fault::buyer: return "buyer";
    case Fault::seller: return "seller";
    case Fault::unknown: return "unknown";
  }
  return "unlisted";
}

/// `reason_code`. An open enumeration: a reason that is not listed here is kept and sent as given.
class ReasonCode : public TextValue<ReasonCode> {
 public:
  using TextValue::TextValue;

  /// One row of the guide's table, with the guide's Korean words and ours in English.
  struct Known {
    std::string_view code;
    Fault fault;
    std::string_view name_ko;
    std::string_view name_en;
  };

  /// The 11 reasons of the guide, in its order.
  [[nodiscard]] static constexpr const std::array<Known, 11>& known() noexcept;

  static constexpr TextConstant<ReasonCode> intent_changed{"INTENT_CHANGED"};  ///< 구매 의사 취소; the buyer is at fault
  static constexpr TextConstant<ReasonCode> color_and_size{"COLOR_AND_SIZE"};  ///< 색상 및 사이즈 변경; the buyer is at fault
  static constexpr TextConstant<ReasonCode> wrong_order{"WRONG_ORDER"};  ///< 다른 상품 잘못 주문; the buyer is at fault
  static constexpr TextConstant<ReasonCode> product_unsatisfied{"PRODUCT_UNSATISFIED"};  ///< 서비스 및 상품 불만족
  static constexpr TextConstant<ReasonCode> delayed_delivery{"DELAYED_DELIVERY"};        ///< 배송 지연
  static constexpr TextConstant<ReasonCode> dropped_delivery{"DROPPED_DELIVERY"};        ///< 배송 누락
  static constexpr TextConstant<ReasonCode> sold_out{"SOLD_OUT"};                        ///< 상품 품절
  static constexpr TextConstant<ReasonCode> broken{"BROKEN"};                            ///< 상품 파손
  static constexpr TextConstant<ReasonCode> incorrect_info{"INCORRECT_INFO"};            ///< 상품 정보 상이
  static constexpr TextConstant<ReasonCode> wrong_delivery{"WRONG_DELIVERY"};            ///< 오배송
  static constexpr TextConstant<ReasonCode> wrong_option{"WRONG_OPTION"};  ///< 색상 등이 다른 상품을 잘못 배송
};

namespace detail {
using namespace std::string_view_literals;  // which know their length: counting it costs every user's compiler

inline constexpr std::array<ReasonCode::Known, 11> known_reasons{{
    {"INTENT_CHANGED"sv, Fault::buyer, "구매 의사 취소"sv, "buyer changed their mind"sv},
    {"COLOR_AND_SIZE"sv, Fault::buyer, "색상 및 사이즈 변경"sv, "buyer wants another colour or size"sv},
    {"WRONG_ORDER"sv, Fault::buyer, "다른 상품 잘못 주문"sv, "buyer ordered the wrong product"sv},
    {"PRODUCT_UNSATISFIED"sv, Fault::seller, "서비스 및 상품 불만족"sv, "dissatisfied with service or product"sv},
    {"DELAYED_DELIVERY"sv, Fault::seller, "배송 지연"sv, "delivery delayed"sv},
    {"DROPPED_DELIVERY"sv, Fault::seller, "배송 누락"sv, "item missing from the delivery"sv},
    {"SOLD_OUT"sv, Fault::seller, "상품 품절"sv, "sold out"sv},
    {"BROKEN"sv, Fault::seller, "상품 파손"sv, "product damaged"sv},
    {"INCORRECT_INFO"sv, Fault::seller, "상품 정보 상이"sv, "product differs from its description"sv},
    {"WRONG_DELIVERY"sv, Fault::seller, "오배송"sv, "delivered to the wrong place, or the wrong parcel"sv},
    {"WRONG_OPTION"sv, Fault::seller, "색상 등이 다른 상품을 잘못 배송"sv, "delivered in the wrong colour or option"sv},
}};
}  // namespace detail

constexpr const std::array<ReasonCode::Known, 11>& ReasonCode::known() noexcept { return detail::known_reasons; }

/// Who bears the cost for this reason; decides whether `deliv_fee_method` may be given.
[[nodiscard]] inline Fault at_fault(const ReasonCode& reason) noexcept {
  for (const auto& row : ReasonCode::known())
    if (row.code == reason.str()) return row.fault;
  return Fault::unknown;
}

}  // namespace imweb::inline v0

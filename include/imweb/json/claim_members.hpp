// The names of the steps of claims in JSON, and of their members, beside those of the other actions.
#pragma once

#include <string_view>
#include <tuple>
#include <utility>

#include <imweb/json/tag.hpp>
#include <imweb/orders/claims.hpp>

namespace imweb::inline v0::detail {

constexpr std::string_view json_name(Tag<WithholdReason>) { return "reason_code"; }
constexpr std::string_view json_name(Tag<ResendMethod>) { return "method"; }

// The fields of a Redelivery stand beside those of the action, so it needs no name.
constexpr auto json_members(Tag<CancelReject>) {
  return std::make_tuple(std::pair{"parcel_code", &CancelReject::parcel_code}, std::pair{"invoice_no", &CancelReject::invoice_no});
}
constexpr auto json_members(Tag<CancelAccept>) {
  return std::make_tuple(std::pair{"etc_price", &CancelAccept::etc_price}, std::pair{"refund_point", &CancelAccept::refund_point},
                         std::pair{"claim_memo", &CancelAccept::claim_memo});
}
constexpr auto json_members(Tag<ReturnReject>) { return std::make_tuple(std::pair{"reason", &ReturnReject::reason}); }
constexpr auto json_members(Tag<ReturnDone>) {
  return std::make_tuple(std::pair{"etc_price", &ReturnDone::etc_price}, std::pair{"refund_point", &ReturnDone::refund_point},
                         std::pair{"claim_memo", &ReturnDone::claim_memo});
}
constexpr auto json_members(Tag<ExchangeReject>) {
  return std::make_tuple(std::pair{"parcel_code", &ExchangeReject::parcel_code},
                         std::pair{"invoice_no", &ExchangeReject::invoice_no});
}
constexpr auto json_members(Tag<ExchangeAccept>) { return std::make_tuple(std::pair{"etc_price", &ExchangeAccept::etc_price}); }
constexpr auto json_members(Tag<ExchangeWithhold>) {
  return std::make_tuple(std::pair{"reason_code", &ExchangeWithhold::reason_code},
                         std::pair{"reason_detail", &ExchangeWithhold::reason_detail},
                         std::pair{"etc_price", &ExchangeWithhold::etc_price});
}
constexpr auto json_members(Tag<ExchangeResend>) { return std::make_tuple(std::pair{"", &ExchangeResend::delivery}); }

}  // namespace imweb::inline v0::detail

// A desk that takes steps of claims.
//
//     desk.add({.order_no = number, .items = {claimed("CANCEL_REQUEST")}});
//     patch_step(desk, "cancel/accept");
#pragma once

#include <string>
#include <utility>

#include "desk.hpp"

namespace sandbox_desk {

inline const std::string order_page = "/shop/orders/" + number + "/";
inline const std::string first_item = number + "-001";
inline const std::string parcel = R"("parcel_code":"CJ","invoice_no":"631245789012")";

inline SandboxItem claimed(const std::string& claim_status, std::string status = "STANDBY") {
  const bool is_redelivery = claim_status == "REDELIVERING";
  return {.status = std::move(status),
          .claim_type = is_redelivery ? "EXCHANGE"
                                      : claim_status.substr(0, claim_status.starts_with("CANCELING") ? 6 : claim_status.find('_')),
          .claim_status = claim_status};
}

// Data that fit the step, as the content of "etc".
inline std::string data_for(const std::string& step) {
  if (step == "cancel/reject" || step == "exchange/reject") return parcel;
  if (step == "return/reject") return R"("reason":"사용한 상품")";
  if (step == "exchange/withhold") return R"("reason_code":"ETC","reason_detail":"확인 중")";
  if (step == "exchange/resend") return R"("method":"DELIVERY",)" + parcel;
  return "";
}

inline Json patch_step(Desk& desk, const std::string& step, const std::string& etc) {
  return desk.patch(order_page + step, R"({"etc":{)" + etc + "}}");
}
inline Json patch_step(Desk& desk, const std::string& step) { return patch_step(desk, step, data_for(step)); }

// A list of one amount.
inline std::string amounts(const std::string& name, const std::string& member, const std::string& item = first_item) {
  return "\"" + name + R"(":[{"prod_order_no":")" + item + R"(",")" + member + R"(":1000}])";
}

}  // namespace sandbox_desk

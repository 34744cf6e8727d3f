#include "sandbox/status.hpp"

namespace imweb::inline v0::testing::sandbox {

// The first three texts are imweb's own; of the others only the code is known.
Status refusal(int code, int request_count) {
  switch (code) {
    case code::wrong_key: return {code, "API Key Error", request_count};
    case code::wrong_token: return {code, "Error Token", request_count};
    case code::too_many_requests: return {code, "TOO MANY REQUEST", request_count};
    case code::no_data: return {code, "요청한 데이터가 존재하지 않습니다.", request_count};
    case code::internal: return {code, "조회 기간은 최대 3개월까지 가능합니다.", request_count};
    case code::no_method: return {code, "존재하지 않는 메소드입니다.", request_count};
    case code::maintenance: return {code, "서비스 점검중입니다.", request_count};
    default: return {code, "잘못된 요청입니다.", request_count};
  }
}

Status wrong_parameter(const std::string& complaint, int request_count) {
  return {code::wrong_parameter, "잘못된 요청입니다: " + complaint, request_count};
}

}  // namespace imweb::inline v0::testing::sandbox

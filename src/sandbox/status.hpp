// What every answer says: code, text, requests left.
#pragma once

#include <string>

namespace imweb::inline v0::testing::sandbox {

/// imweb's codes, as far as the sandbox gives them.
namespace code {
inline constexpr int success = 200;
inline constexpr int wrong_key = -1;
inline constexpr int wrong_token = -2;
inline constexpr int too_many_requests = -7;
inline constexpr int wrong_parameter = -10;
inline constexpr int no_data = -11;
inline constexpr int internal = -19;
inline constexpr int no_method = -99;
inline constexpr int maintenance = -999;
}  // namespace code

/// What every answer says.
struct Status {
  int code = code::success;
  std::string msg = "SUCCESS";
  int request_count = 0;  ///< how many requests are left in the window

  [[nodiscard]] bool is_success() const noexcept { return code == code::success; }
};

/// The status for a code, with imweb's text where that is known.
[[nodiscard]] Status refusal(int code, int request_count);
[[nodiscard]] Status wrong_parameter(const std::string& complaint, int request_count);

}  // namespace imweb::inline v0::testing::sandbox

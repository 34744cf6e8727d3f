// From what the shop answers to HTTP: the envelope, its shapes, the status. All shape switches of SandboxOptions are read here.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "sandbox/api_call.hpp"
#include "sandbox/http_message.hpp"
#include "sandbox/rules.hpp"

namespace imweb::inline v0::testing::sandbox {

/// A complete HTTP answer.
struct ApiAnswer {
  int status = 200;
  std::vector<http::Header> headers{};
  std::string body{};
};

[[nodiscard]] ApiAnswer write_answer(const LoginAnswer& answer, const SandboxOptions& options);
[[nodiscard]] ApiAnswer write_answer(const OrderAnswer& answer, const OrderRequest& request, const SandboxOptions& options);
/// `unix_offset` is what turns a time point into unix seconds.
[[nodiscard]] ApiAnswer write_answer(const LookAnswer& answer, Duration unix_offset, const SandboxOptions& options);
[[nodiscard]] ApiAnswer write_error(const Status& status, const SandboxOptions& options);

}  // namespace imweb::inline v0::testing::sandbox

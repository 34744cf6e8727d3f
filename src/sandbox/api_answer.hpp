// From what the shop answers to HTTP: the envelope, its shapes, the status. The reading pages: read_answer.hpp.
#pragma once

#include <string>
#include <vector>

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
[[nodiscard]] ApiAnswer write_error(const Status& status, const SandboxOptions& options);

}  // namespace imweb::inline v0::testing::sandbox

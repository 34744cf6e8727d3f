// What stands around every answer.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <imweb/testing/sandbox_options.hpp>

#include "sandbox/api_answer.hpp"
#include "sandbox/status.hpp"

namespace imweb::inline v0::testing::sandbox {

/// The members beside `data` of a success.
[[nodiscard]] nlohmann::ordered_json envelope(const Status& status, const SandboxOptions& options);
/// Text that is not UTF-8 is replaced.
[[nodiscard]] ApiAnswer to_answer(int status, const nlohmann::ordered_json& json);

}  // namespace imweb::inline v0::testing::sandbox

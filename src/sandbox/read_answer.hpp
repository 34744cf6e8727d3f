// The answers of the reading pages: the page's arrangement of orders and items.
#pragma once

#include "sandbox/api_answer.hpp"
#include "sandbox/api_call.hpp"

namespace imweb::inline v0::testing::sandbox {

/// `unix_offset` is what turns a time point into unix time.
[[nodiscard]] ApiAnswer write_answer(const ReadAnswer& answer, Page page, Duration unix_offset, const SandboxOptions& options);

}  // namespace imweb::inline v0::testing::sandbox

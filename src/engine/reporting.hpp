// Tells a shop's Observer what became of an attempt and of a call.
#pragma once

#include <imweb/base/time.hpp>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

/// Precondition: the attempt has just ended, at `at`.
void report_attempt(const Job& job, TimePoint at);

/// Precondition: the shop has just begun to rest, at `at`.
void report_rest(const ShopDesk& desk, TimePoint at);

/// Precondition: the call is over.
void report_call(const Job& job);

}  // namespace imweb::inline v0::engine

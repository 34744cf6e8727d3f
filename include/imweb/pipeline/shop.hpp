// What the calls of one shop share and decide by. Plain state under pure rules; touched by the engine's thread alone.
#pragma once

#include <cstdint>

#include <imweb/base/time.hpp>
#include <imweb/pipeline/rules/breaker.hpp>
#include <imweb/pipeline/rules/pace.hpp>
#include <imweb/pipeline/rules/retry.hpp>
#include <imweb/pipeline/rules/token.hpp>

namespace imweb::inline v0::pipeline {

struct Shop {
  rules::Token token;
  rules::Pace pace;
  rules::RetryBudget retries;
  rules::Breaker breaker{};
  int max_attempts = 3;
};

}  // namespace imweb::inline v0::pipeline

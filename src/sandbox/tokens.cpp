#include "sandbox/tokens.hpp"

namespace imweb::inline v0::testing::sandbox {

Tokens::Tokens(const SandboxOptions& options)
    : age_(options.token_age), max_uses_(options.token_uses), older_tokens_(options.older_tokens) {}

std::string Tokens::give(TimePoint now) {
  if (older_tokens_ == OlderTokens::become_invalid) valid_.clear();
  const std::string number = std::to_string(++given_);
  std::string token = "sandbox-token-" + std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;
  valid_[token] = Life{now};
  return token;
}

bool Tokens::use(const std::string& token, TimePoint now) {
  const auto found = valid_.find(token);
  if (found == valid_.end()) return false;
  Life& life = found->second;
  const bool is_too_old = age_ > Duration::zero() && now - life.born >= age_;
  const bool is_used_up = max_uses_ > 0 && life.uses >= max_uses_;
  if (is_too_old || is_used_up) {
    valid_.erase(found);
    return false;
  }
  ++life.uses;
  return true;
}

}  // namespace imweb::inline v0::testing::sandbox

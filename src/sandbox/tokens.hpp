// The access tokens of one shop: when they are given, when they stop working. A pure rule: time comes in with each use.
#pragma once

#include <map>
#include <string>

#include <imweb/base/time.hpp>
#include <imweb/testing/sandbox_options.hpp>

namespace imweb::inline v0::testing::sandbox {

/// All tokens that are valid now.
class Tokens {
 public:
  explicit Tokens(const SandboxOptions& options);

  /// A new token. Each is different; they are easy to recognise in a log on purpose.
  std::string give(TimePoint now);

  /// Whether this token may be used now; counts the use.
  bool use(const std::string& token, TimePoint now);

  void expire_all() { valid_.clear(); }

 private:
  struct Life {
    TimePoint born;
    int uses = 0;
  };

  Duration age_;
  int max_uses_;
  OlderTokens older_tokens_;
  int given_ = 0;
  std::map<std::string, Life> valid_{};
};

}  // namespace imweb::inline v0::testing::sandbox

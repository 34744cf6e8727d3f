// Handles that wait for their next request: a new one costs libcurl as much as a whole request does.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "http/handle.hpp"

namespace imweb::inline v0::http {

/// Thread rule: the engine's thread alone.
class HandlePool {
 public:
  explicit HandlePool(Surroundings& around) : around_(around) {}

  /// One that is fit for this request; null when libcurl refused to make one.
  [[nodiscard]] std::unique_ptr<Handle> take(const Request& request);

  void give_back(std::unique_ptr<Handle> handle);

  /// Lets all go but this many.
  void shrink_to(std::size_t count);

 private:
  using Idle = std::vector<std::unique_ptr<Handle>>;

  [[nodiscard]] Idle& idle(Reading reading) { return reading == Reading::little ? little_ : much_; }

  Surroundings& around_;
  Idle little_;
  Idle much_;
};

}  // namespace imweb::inline v0::http

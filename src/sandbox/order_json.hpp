// Orders and items as imweb's reading pages write them.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include <imweb/base/time.hpp>
#include <imweb/testing/sandbox_options.hpp>
#include <imweb/testing/sandbox_order.hpp>

namespace imweb::inline v0::testing::sandbox {

/// Whether a text can be the `details` of an order or item.
[[nodiscard]] bool is_json_object_or_empty(const std::string& text);

/// Writes orders under the switches of `options`, which must outlive it.
class OrderWriter {
 public:
  /// `unix_offset` is what turns a time point into unix time.
  OrderWriter(const SandboxOptions& options, Duration unix_offset) : options_(options), unix_offset_(unix_offset) {}

  /// The order without its items.
  [[nodiscard]] nlohmann::ordered_json order(const SandboxOrder& order) const;
  /// A prod-order. `order` is the one that it belongs to.
  [[nodiscard]] nlohmann::ordered_json item(const SandboxOrder& order, const SandboxItem& item) const;

 private:
  [[nodiscard]] nlohmann::ordered_json amount(std::int64_t amount) const;
  void put_time(nlohmann::ordered_json& into, const char* name, TimePoint time) const;
  void put_claim(nlohmann::ordered_json& into, const char* name, const std::string& claim) const;
  [[nodiscard]] nlohmann::ordered_json payment(const SandboxOrder& order) const;
  [[nodiscard]] nlohmann::ordered_json goods(const SandboxItem& item) const;
  [[nodiscard]] nlohmann::ordered_json options_of(const SandboxItem& item) const;

  const SandboxOptions& options_;
  Duration unix_offset_;
};

}  // namespace imweb::inline v0::testing::sandbox

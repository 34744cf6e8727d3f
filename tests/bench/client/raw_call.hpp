// The same call as the SDK makes it, by libcurl and nlohmann/json alone, as one writes it who knows both: a handle for each call in flight, used
// again and again, on which everything that does not change is set once.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "bench/client/load.hpp"

namespace imweb::bench {

/// The JSON of a call.
[[nodiscard]] std::string raw_body(std::size_t call);

/// Whether the answer says that this call's order was processed.
[[nodiscard]] bool is_success(const std::string& answer, std::size_t call);

/// The part of the URL that follows "…/v2".
[[nodiscard]] std::string raw_path(std::size_t call);

using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
[[nodiscard]] HeaderList raw_headers();

class RawCall {
 public:
  RawCall(const Load& load, const HeaderList& headers);
  RawCall(const RawCall&) = delete;
  RawCall& operator=(const RawCall&) = delete;
  ~RawCall() { curl_easy_cleanup(handle_); }

  [[nodiscard]] CURL* handle() const noexcept { return handle_; }

  /// The object to which this handle belongs.
  [[nodiscard]] static RawCall& of(CURL* handle);

  void prepare(const Ticket& ticket);

  /// After the transfer: tells the meter.
  void finish(CURLcode code, Meter& meter) const;

 private:
  static std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into);

  CURL* handle_;
  const std::string& base_url_;
  Ticket ticket_{};
  std::string url_{};
  std::string body_{};
  std::string answer_{};
};

/// Throws std::runtime_error when these bytes are not those that the SDK sends.
void compare_with_sdk();

}  // namespace imweb::bench

// Where a request goes: checked, and split for libcurl once for each server instead of once for each request.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace imweb::inline v0::http {

/// The URL of one easy handle, kept from request to request.
class RequestUrl {
 public:
  /// Takes over `text`. Why it may not be used; empty when it may. `proxy` is the same in every call.
  [[nodiscard]] std::string take(const std::string& text, const std::string& proxy);

  /// True when libcurl must be told where to find the URL that was taken last: it went into a new one.
  [[nodiscard]] bool has_moved() const noexcept { return has_moved_; }

  /// For CURLOPT_CURLU.
  [[nodiscard]] CURLU* get() const noexcept { return url_.get(); }

 private:
  [[nodiscard]] bool take_target(const char* target);

  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url_{nullptr, &curl_url_cleanup};
  std::string origin_;  ///< of the last URL, when that was found good: scheme, host and port as they were written
  std::string path_;
  bool has_moved_ = false;
};

}  // namespace imweb::inline v0::http

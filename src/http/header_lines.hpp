// The header lines of one request as libcurl reads them, in storage that the next request uses again.
#pragma once

#include <curl/curl.h>

#include <string>
#include <vector>

#include <imweb/http/request.hpp>

namespace imweb::inline v0::http {

class HeaderLines {
 public:
  HeaderLines() = default;
  HeaderLines(const HeaderLines&) = delete;
  HeaderLines& operator=(const HeaderLines&) = delete;
  ~HeaderLines() { wipe(); }

  /// The list for CURLOPT_HTTPHEADER; what it points to stays until `wipe` or the next `set`.
  [[nodiscard]] curl_slist* set(const std::vector<Header>& headers);

  /// Overwrites the lines: one of them holds the token.
  void wipe() noexcept;

 private:
  void begin_line();

  std::string text_;
  std::vector<curl_slist> lines_;
};

}  // namespace imweb::inline v0::http

// Why a request cannot be made at all: what libcurl would accept and we do not. The URL is RequestUrl's.
#pragma once

#include <string>

#include <imweb/http/curl_transport.hpp>
#include <imweb/http/request.hpp>

namespace imweb::inline v0::http {

// Each gives the reason, or nothing where there is none.

/// What does not change while the transport lives.
[[nodiscard]] std::string find_lasting_obstacle(const CurlOptions& options);

/// What may change at any time: whether the certificates to trust can be read.
[[nodiscard]] std::string find_trust_obstacle(const CurlOptions& options);

[[nodiscard]] std::string find_header_obstacle(const Request& request);

}  // namespace imweb::inline v0::http

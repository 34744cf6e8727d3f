// What the tests of the transport ask, and when.
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include <imweb/base/time.hpp>
#include <imweb/http/request.hpp>

namespace imweb::http {

inline TimePoint now() { return std::chrono::steady_clock::now(); }

inline Request patch(std::string url) { return {.method = Method::patch, .url = std::move(url), .body = "{}"}; }

}  // namespace imweb::http

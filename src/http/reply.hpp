// What libcurl says at the end of a request, as the pipeline wants to hear it.
#pragma once

#include <curl/curl.h>

#include <imweb/http/response.hpp>

#include "http/handle.hpp"

namespace imweb::inline v0::http {

/// How far the request has got.
[[nodiscard]] Progress progress_of(const Transfer& transfer);

/// Takes the body out of `handle.transfer`.
[[nodiscard]] Reply reply_of(CURLcode code, Handle& handle);

}  // namespace imweb::inline v0::http

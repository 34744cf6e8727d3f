// All libcurl options, set in one place: what never changes once for a handle, the rest for each request.
#pragma once

#include "http/handle.hpp"

#if LIBCURL_VERSION_NUM < 0x075500
#error "imweb needs libcurl 7.85 or newer"
#endif

namespace imweb::inline v0::http {

/// Makes a new handle ready for any request. False when libcurl refused an option.
[[nodiscard]] bool set_up(Handle& handle);

/// Makes `handle` ready for the request in `handle.transfer`, over whatever connection there is. `handle.url` has been set.
/// False when libcurl refused an option.
[[nodiscard]] bool set_request(Handle& handle);

/// Makes a transfer that found its connection stale ready to be made again, over a new one.
[[nodiscard]] bool set_fresh_connection(Handle& handle);

}  // namespace imweb::inline v0::http

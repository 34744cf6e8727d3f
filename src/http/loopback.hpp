// Which hosts are this machine itself: the only ones that plain http may go to.
#pragma once

#include <string_view>

namespace imweb::inline v0::http {

/// `host` as it stands in a URL: an IPv6 address in brackets, without a port.
[[nodiscard]] inline bool is_loopback(std::string_view host) noexcept {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

}  // namespace imweb::inline v0::http

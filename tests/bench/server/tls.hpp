// TLS for the server, with a certificate of its own making.
#pragma once

#include <string>

#include "bench/server/stream.hpp"

namespace imweb::bench {

/// Connections over TLS, by a new self-signed certificate for 127.0.0.1, which is written to `certificate_file` (PEM) for clients to trust.
/// Throws std::runtime_error, where this program was built without OpenSSL always.
[[nodiscard]] MakeStream tls_streams(const std::string& certificate_file);

}  // namespace imweb::bench

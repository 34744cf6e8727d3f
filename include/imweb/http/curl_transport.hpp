// The default transport: libcurl's multi interface on the engine's thread. All libcurl options stand in src/http.
#pragma once

#include <string>
#include <vector>

#include <imweb/base/pointers.hpp>
#include <imweb/base/time.hpp>
#include <imweb/export.hpp>
#include <imweb/http/transport.hpp>

namespace imweb::inline v0::http {

/// What can be set about the connection. What cannot: verification of certificates is always on, redirects are never followed,
/// the environment's proxies are ignored, plain http goes to loopback only.
struct CurlOptions {
  std::string ca_file{};  ///< PEM file with the certificates to trust. With it or `ca_dir`, the system's are trusted no more
  std::string ca_dir{};  ///< directory of hashed certificates to trust. Without both: the file that libcurl was built for, if it is there
  /// Public keys that the server may have, "sha256//<base64>" each; empty: any that a trusted certificate vouches for. Two at least: with
  /// one alone, the server's next key would stop the shop.
  std::vector<std::string> pinned_keys{};
  std::string proxy{};  ///< "http://proxy.internal:3128"; empty: none, whatever the environment says
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{5};  ///< resolving, TCP and TLS together
  /// Offer HTTP/2. Five requests a second gain nothing from it, and a connection that ends takes all its calls along.
  bool http2 = false;
};

/// Sends each request at most once: libcurl's own resend on a connection that died is prevented (docs/decisions).
/// Connections are kept, never longer than 30 s idle or 5 min altogether. TLS 1.2 or newer.
/// Needs libcurl 7.85 at run time; with an older one every request fails with `Cause::setup` and a message that says so.
class IMWEB_EXPORT CurlTransport final : public Transport {
 public:
  explicit CurlTransport(CurlOptions options = {});
  ~CurlTransport() override;

  void start(std::shared_ptr<Exchange> exchange) override;
  Progress abandon(const Exchange& exchange) override;
  void wait_until(TimePoint until) override;
  void wake() override;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;  // as Transport::bell_
};

}  // namespace imweb::inline v0::http

// What a hundred new TLS connections cost the client, with as many trusted certificates as the system has. Fails above what is promised.
// By default the system's certificates are trusted, and so this server is not: there, what a refused connection costs tells as much, for the
// certificates have been read before one is refused.
#include <curl/curl.h>
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <imweb/http/curl_transport.hpp>

#include "bench/cpu_time.hpp"
#include "bench/limits.hpp"
#include "bench/one_shop.hpp"
#include "bench/server/child.hpp"
#include "bench/server/tls.hpp"

namespace {

using namespace imweb;
using namespace imweb::bench;

constexpr std::size_t connections = 100;

/// A file of the system's certificates and, in front, the server's. Removed at the end.
class Certificates {
 public:
  Certificates()
      : path_((std::filesystem::temp_directory_path() / ("imweb-bench-" + std::to_string(::getpid()) + ".pem")).string()),
        streams_(tls_streams(path_)) {
    const char* system = curl_version_info(CURLVERSION_NOW)->cainfo;
    std::ifstream from{system ? system : "/etc/ssl/certs/ca-certificates.crt"};
    if (!from) throw std::runtime_error{"the system's certificates were not found"};
    std::ofstream{path_, std::ios::app} << from.rdbuf();
  }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;
  ~Certificates() { std::filesystem::remove(path_); }

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] const MakeStream& streams() const noexcept { return streams_; }

 private:
  std::string path_;
  MakeStream streams_;
};

/// Milliseconds of CPU for a login and, over the same connection and 99 new ones, a hundred calls at once.
double milliseconds_for_all(const ServerChild& server, const Certificates& certificates) {
  const auto begun = cpu_time();
  OneShop shop{std::make_unique<http::CurlTransport>(http::CurlOptions{.ca_file = certificates.path()}),
               "https://127.0.0.1:" + std::to_string(server.port()) + "/v2"};
  ClosedLoop{shop, connections, connections};
  return (cpu_time() - begun).count() * 1000;
}

/// A request whose end is awaited, and nothing else.
class Awaited final : public http::Exchange {
 public:
  Awaited(http::Request request, std::size_t& open) : request_(std::move(request)), open_(open) {}

  [[nodiscard]] const http::Request& request() const noexcept override { return request_; }
  void sent() override {}
  void done(http::Reply) override { --open_; }

 private:
  http::Request request_;
  std::size_t& open_;
};

/// The same with the default options, by which all are refused.
double milliseconds_by_default(const ServerChild& server) {
  const auto begun = cpu_time();
  http::CurlTransport transport;
  std::size_t open = connections;
  for (std::size_t i = 0; i < connections; ++i) {
    http::Request request{.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/"};
    transport.start(std::make_shared<Awaited>(std::move(request), open));
  }
  while (open > 0) transport.wait_until(std::chrono::steady_clock::now() + std::chrono::seconds{1});
  return (cpu_time() - begun).count() * 1000;
}

}  // namespace

int main() {
  try {
    const Certificates certificates;
    constexpr std::chrono::seconds longer_than_all_handshakes{
        2};  // else the first answers would free connections for the last calls
    const ServerChild server{{.delay = longer_than_all_handshakes, .make_stream = certificates.streams()}};
    Limits limits;
    limits.check("a hundred new TLS connections", milliseconds_for_all(server, certificates), 300, "ms of CPU");
    limits.check("the same by default, where all are refused", milliseconds_by_default(server), 300, "ms of CPU");
    return limits.exit_code();
  } catch (const std::exception& error) {
    std::cerr << "tls_connections: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

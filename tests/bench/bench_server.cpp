// The server of the benchmarks, as a program: prints its port, and serves until its standard input (a pipe) is closed.
//
//     bench_server [--port N] [--delay MS] [--tls CERTIFICATE_TO_WRITE]
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "bench/arguments.hpp"
#include "bench/cpu_time.hpp"
#include "bench/server/fast_server.hpp"
#include "bench/server/tls.hpp"

int main(int count, char** given) {
  using namespace imweb::bench;
  try {
    const Arguments arguments{count, given};
    ServerOptions options{.port = static_cast<std::uint16_t>(arguments.number("--port", 0)),
                          .delay = std::chrono::milliseconds{arguments.number("--delay", 0)}};
    if (arguments.has("--tls")) options.make_stream = tls_streams(arguments.text("--tls"));
    FastServer server{std::move(options)};
    std::cout << server.port() << std::endl;
    server.serve(STDIN_FILENO);
    const double requests = static_cast<double>(std::max<std::size_t>(server.requests(), 1));
    std::cerr << "server: " << server.requests() << " requests of " << static_cast<double>(server.bytes()) / requests
              << " bytes, " << cpu_time().count() * 1e6 / requests << " us of CPU each\n";
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "bench_server: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

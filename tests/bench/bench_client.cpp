// One client under load, and what it costs: the same calls, byte for byte, by the SDK or by others.
//
//     bench_client imweb|imweb_process|multi_socket|multi_poll|easy|httplib --url http://127.0.0.1:PORT/v2
//         [--in-flight N] [--calls M] [--warm-up W] [--ca-file PEM] [--csv]
//
// Every answer is checked; a wrong one ends the program with an error.
#include <curl/curl.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "bench/arguments.hpp"
#include "bench/client/load.hpp"
#include "bench/client/raw_call.hpp"

namespace {

using namespace imweb::bench;

constexpr std::array<std::pair<std::string_view, Driver>, 6> drivers{{{"imweb", &run_imweb},
                                                                      {"imweb_process", &run_imweb_process},
                                                                      {"multi_socket", &run_multi_socket},
                                                                      {"multi_poll", &run_multi_poll},
                                                                      {"easy", &run_easy},
                                                                      {"httplib", &run_httplib}}};

Driver driver_of(std::string_view who) {
  for (const auto& [name, driver] : drivers)
    if (name == who) return driver;
  throw std::invalid_argument{"whose calls? imweb, imweb_process, multi_socket, multi_poll, easy or httplib"};
}

double microseconds(auto duration) { return std::chrono::duration<double, std::micro>(duration).count(); }

void print(const std::string& who, const Load& load, const Result& result, bool as_csv) {
  const auto calls = static_cast<double>(load.calls);
  const double cpu = microseconds(result.cpu) / calls;
  std::cout << std::fixed << std::setprecision(2);
  if (as_csv) {
    std::cout << who << ',' << load.in_flight << ',' << load.calls << ',' << result.wall.count() << ',' << cpu << ','
              << microseconds(result.p50) << ',' << microseconds(result.p99) << '\n';
    return;
  }
  std::cout << who << ", " << load.in_flight << " in flight: " << load.calls << " calls in " << result.wall.count() << " s, CPU "
            << result.cpu.count() << " s, " << cpu << " us each; latency p50 " << microseconds(result.p50) << " us, p99 "
            << microseconds(result.p99) << " us\n";
}

}  // namespace

int main(int count, char** given) {
  try {
    const Arguments arguments{count, given};
    const auto driver = driver_of(arguments.first());
    Load load{.url = arguments.text("--url"), .ca_file = arguments.text("--ca-file")};
    load.in_flight = arguments.number("--in-flight", load.in_flight);
    load.calls = arguments.number("--calls", load.calls);
    load.warm_up = arguments.number("--warm-up", load.calls / 10 + 2 * load.in_flight);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    compare_with_sdk();
    print(arguments.first(), load, driver(load), arguments.has("--csv"));
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "bench_client: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

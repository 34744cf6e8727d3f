// What shops and calls take from the heap, against what docs/performance.md promises. The exit code says whether all holds. These figures depend
// on the libraries, not on the machine's mood.
#include <curl/curl.h>

#include <cstddef>
#include <exception>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <imweb/engine.hpp>
#include <imweb/http/curl_transport.hpp>
#include <imweb/order_client.hpp>

#include "bench/heap.hpp"
#include "bench/limits.hpp"
#include "bench/null_transport.hpp"
#include "bench/one_shop.hpp"
#include "bench/server/child.hpp"

namespace {

using namespace imweb;
using namespace imweb::bench;

Send parcel(std::size_t call) { return {.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(call)}; }

/// Waits for the engine too: what was put before this call has been taken.
void process(OrderClient& client, std::size_t call) {
  const auto mistake = find_mistake(client.process(OrderNo{order_no_of(call)}, parcel(call)), call);
  if (!mistake.empty()) throw std::runtime_error{mistake};
}

/// Bytes of a shop that does nothing, `calls` calls after it was made. In virtual time, at its own pace.
double bytes_of_idle_shop(std::size_t calls) {
  constexpr std::size_t shops = 20;
  const auto clock = std::make_shared<testing::ManualClock>();
  Engine engine{std::make_unique<NullTransport>(clock), clock};
  OrderClient other{shop_options("https://api.example/v2"), engine};
  process(other, 0);
  std::vector<OrderClient> clients;
  clients.reserve(shops);

  const HeapWatch heap;
  for (std::size_t i = 0; i < shops; ++i) {
    clients.emplace_back(shop_options("https://api.example/v2"), engine);
    for (std::size_t call = 0; call < calls; ++call) process(clients.back(), call);
  }
  process(other, 1);
  return static_cast<double>(heap.bytes()) / shops;
}

/// Bytes of a call that waits for its turn, which does not come: the one before it is never sent.
double bytes_of_queued_call() {
  constexpr std::size_t calls = 10'000;
  Engine engine{std::make_unique<NullTransport>()};
  OrderClient other{shop_options("https://api.example/v2"), engine};
  OrderClient client{shop_options("https://" + std::string{held_host} + "/v2"), engine};
  client.start(OrderNo{order_no_of(0)}, parcel(0), {}, [](const auto&) {});
  process(other, 0);

  const HeapWatch heap;
  for (std::size_t call = 1; call <= calls; ++call)
    client.start(OrderNo{order_no_of(call)}, parcel(call), {}, [](const auto&) {});
  process(other, 1);
  return static_cast<double>(heap.bytes()) / calls;
}

double allocations_of_call() {
  constexpr std::size_t calls = 10'000;
  OneShop shop{std::make_unique<NullTransport>(), "https://api.example/v2"};
  ClosedLoop{shop, 64, 1000};

  const HeapWatch heap;
  ClosedLoop{shop, 64, calls};
  return static_cast<double>(heap.allocations()) / calls;
}

constexpr std::size_t in_flight = 1000;

/// libcurl 8 keeps a buffer for sending with each request, of 16 KB at least.
double most_bytes_of_call_in_flight() { return curl_version_info(CURLVERSION_NOW)->version_num < 0x080000 ? 15'000 : 32'000; }

/// Bytes of a call that waits for its answer, over plain HTTP.
double bytes_of_call_in_flight(const ServerChild& server) {
  OneShop shop{std::make_unique<http::CurlTransport>(), "http://127.0.0.1:" + std::to_string(server.port()) + "/v2"};
  const auto start = [&shop](std::size_t call) { shop.client().start(shop.operation(call), {}, [](const auto&) {}); };
  start(0);
  server.wait_for(1);

  const HeapWatch heap;
  for (std::size_t call = 1; call <= in_flight; ++call) start(call);
  server.wait_for(1 + in_flight);
  std::promise<void> taken;
  shop.client().run([&taken] { taken.set_value(); });
  taken.get_future().wait();
  return static_cast<double>(heap.bytes()) / in_flight;
}

}  // namespace

int main() {
  try {
    const ServerChild server{{}, {1, 1 + in_flight}};
    Limits limits;
    limits.check("a shop before its first call", bytes_of_idle_shop(0), 4096, "bytes");
    limits.check("a shop after 300 calls", bytes_of_idle_shop(300), 4096, "bytes");
    limits.check("a call that waits for its turn", bytes_of_queued_call(), 2048, "bytes");
    limits.check("a call in flight over plain HTTP", bytes_of_call_in_flight(server), most_bytes_of_call_in_flight(), "bytes");
    limits.check("a call without a network", allocations_of_call(), 12, "allocations");
    return limits.exit_code();
  } catch (const std::exception& error) {
    std::cerr << "memory: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

// The whole SDK behind its public door: validate, queue, pace (none), token, retry, envelope, decode.
#include <latch>
#include <memory>
#include <stdexcept>
#include <utility>

#include <imweb/http/curl_transport.hpp>

#include "bench/client/load.hpp"
#include "bench/one_shop.hpp"

namespace imweb::bench {

namespace {

std::unique_ptr<http::Transport> transport_for(const Load& load) {
  return std::make_unique<http::CurlTransport>(http::CurlOptions{.ca_file = load.ca_file});
}

void take(Meter& meter, const Ticket& ticket, const Outcome<OrderActionResult>& outcome) {
  auto mistake = find_mistake(outcome, ticket.number);
  mistake.empty() ? meter.end(ticket) : meter.fail(std::move(mistake));
}

/// One of the calls in flight, and all that follow it. On the engine's thread.
void call_again(OneShop& shop, Meter& meter, std::latch& all_ended) {
  const auto ticket = meter.begin();
  if (!ticket) return all_ended.count_down();
  shop.client().start(shop.operation(ticket->number), {}, [&, ticket = *ticket](const Outcome<OrderActionResult>& outcome) {
    take(meter, ticket, outcome);
    call_again(shop, meter, all_ended);
  });
}

}  // namespace

Result run_imweb(const Load& load) {
  OneShop shop{transport_for(load), load.url};
  Meter meter{load};
  std::latch all_ended{static_cast<std::ptrdiff_t>(load.in_flight)};
  shop.client().run([&] {
    for (std::size_t i = 0; i < load.in_flight; ++i) call_again(shop, meter, all_ended);
  });
  all_ended.wait();
  return meter.result();
}

Result run_imweb_process(const Load& load) {
  if (load.in_flight != 1) throw std::invalid_argument{"process() has one call in flight"};
  OneShop shop{transport_for(load), load.url};
  Meter meter{load};
  while (const auto ticket = meter.begin()) take(meter, *ticket, shop.client().process(shop.operation(ticket->number), {}));
  return meter.result();
}

}  // namespace imweb::bench

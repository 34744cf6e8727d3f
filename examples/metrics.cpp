// Counters for Prometheus: give them to every client, and answer GET /metrics with their text.
#include <iostream>
#include <memory>

#include <imweb/counters.hpp>
#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "PAY_WAIT"}}});
  const auto counters = std::make_shared<imweb::Counters>();
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url(),
                             .name = "main",
                             .observer = counters}};

  const auto confirmed = client.process(imweb::OrderNo{"202604270000001"}, imweb::Deposit{});
  const auto missing = client.process(imweb::OrderNo{"202604270000002"}, imweb::Deposit{});
  sandbox.fail_next(imweb::testing::Fault::apply_then_close);
  const auto lost = client.process(imweb::OrderNo{"202604270000001"}, imweb::Place{});

  // What to watch: an effect that is "unknown" wants a person; a growing wait for the turn says that the shop has more to do than
  // five requests a second allow.
  std::cout << counters->prometheus();
  return confirmed && !missing && !lost ? 0 : 1;
}

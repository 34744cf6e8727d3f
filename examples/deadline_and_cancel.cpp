// Ending a call early: by a deadline over everything, or by a stop_token. The effect says whether the order may have been changed.
#include <chrono>
#include <iostream>
#include <stop_token>
#include <thread>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

using namespace std::chrono_literals;

void show(const char* what, const imweb::Outcome<imweb::OrderActionResult>& outcome) {
  std::cout << what << ": " << (outcome ? to_string(*outcome) : to_string(outcome.failure())) << "\n";
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "PAY_COMPLETE"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};
  const imweb::OrderNo order_no{"202604270000001"};

  // The server takes the request and says nothing: whether it was carried out is unknown.
  sandbox.fail_next(imweb::testing::Fault::apply_then_stall);
  show("deadline in flight", client.process(order_no, imweb::Place{}, {.deadline = 600ms}));

  // A deadline that is over before the call gets its turn: nothing was sent.
  show("deadline in the queue", client.process(order_no, imweb::Complete{}, {.deadline = 0ms}));

  // A stop_token ends a call at any wait, from any thread.
  std::stop_source stop;
  sandbox.fail_next(imweb::testing::Fault::stall);
  std::jthread impatient{[&] {
    std::this_thread::sleep_for(600ms);
    stop.request_stop();
  }};
  show("stopped in flight", client.process(order_no, imweb::Complete{}, {.stop = stop.get_token()}));
}

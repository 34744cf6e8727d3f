// A user's own test against the sandbox.
#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

bool sandbox_answers();

bool sandbox_answers() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604277420970", .items = {{.status = "PAY_COMPLETE"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};

  const auto outcome = client.process(imweb::OrderNo{"202604277420970"}, imweb::Place{});

  return outcome.has_value() && sandbox.applied_count("202604277420970", "place") == 1;
}

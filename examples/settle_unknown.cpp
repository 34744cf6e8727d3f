// An action whose answer is lost: nobody can say from the loss whether imweb did it, and repeating it could do it twice. `settle` reads.
#include <cstdlib>
#include <iostream>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}, {.status = "STANDBY"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};
  const imweb::OrderNo order_no{"202604270000001"};
  const imweb::Send send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"};

  sandbox.fail_next(imweb::testing::Fault::apply_then_close);  // imweb works, and its answer is lost
  const auto outcome = client.process(order_no, send);
  if (outcome || outcome.failure().effect() != imweb::Effect::unknown) return EXIT_FAILURE;
  std::cout << to_string(outcome.failure()) << "\n";

  // One look is enough where the effect shows, as here. Not seeing it proves nothing for 65 s, and `settle` waits as long.
  const auto settled = client.settle(order_no, send);
  if (!settled) return EXIT_FAILURE;
  std::cout << settled->finding << " after " << settled->reads << " read: " << settled->message << "\n";
  for (const auto& item : settled->items)
    std::cout << "  " << item.prod_order_no << " " << item.finding << ", " << item.status << "\n";

  std::cout << "sent " << sandbox.applied_count(order_no.str(), "send") << " time\n";
}

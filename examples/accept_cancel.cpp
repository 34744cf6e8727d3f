// A buyer wants to cancel one of two items. Accepting it pays money back, so what goes back is said, item by item: points that are not named
// are lost to the buyer, and there is no default for them.
#include <cstdlib>
#include <iostream>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001",
                     .items = {{.status = "PAY_COMPLETE", .price = 20'000, .point = 1'500}, {.status = "PAY_COMPLETE"}}});
  sandbox.request_claim("202604270000001-001", "CANCEL");
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};
  const imweb::OrderNo order_no{"202604270000001"};
  const imweb::ProdOrderNo item{"202604270000001-001"};

  // 1,000 of the 1,500 points go back, and 3,000 won are settled besides: the parcel is no longer free of charge.
  const imweb::CancelAccept accept{.etc_price = {{.prod_order_no = item, .price = {.amount = 3'000}}},
                                   .refund_point = std::vector{imweb::ItemPoint{.prod_order_no = item, .point = {.amount = 1'000}}},
                                   .claim_memo = "부분 취소"};
  const auto outcome = client.process({.order_no = order_no, .prod_order_no = item}, accept);
  if (!outcome) {  // where the effect is unknown, a person decides: settle tells whether it was applied
    std::cerr << outcome.failure().message() << "\n";
    return EXIT_FAILURE;
  }
  std::cout << to_string(accept) << "\n" << *outcome << "\n";

  const auto items = client.prod_orders(order_no);
  if (!items) return EXIT_FAILURE;
  for (const auto& one : *items) std::cout << one << "\n";

  const auto account = sandbox.order(order_no.str())->items[0];  // what the emulator paid; imweb shows no such account
  std::cout << "refunded " << account.refunded << " won of " << account.price * account.count - account.point << ", "
            << account.refunded_points << " points of " << account.point << ", in " << account.refunds << " step\n";
}

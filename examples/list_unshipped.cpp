// What is paid and not shipped: the numbers of such orders from the list, then the items of all of them together.
// The list is collected before anything is done with it: an order that leaves the filter while one walks through it (because it is being
// shipped) moves the later pages up, and others slip through between them.
#include <cstdlib>
#include <iostream>
#include <set>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

/// The orders that have an item which is paid, or already being prepared. imweb takes one state in a list, so these are two lists.
imweb::Outcome<std::vector<imweb::OrderNo>> paid_orders(imweb::OrderClient& client) {
  std::set<imweb::OrderNo> numbers;  // an order with items in both states is in both lists
  for (const auto& state : {imweb::Status::pay_complete, imweb::Status::standby})
    for (const auto& order : client.list({.state = state})) {
      if (!order) return order.failure();  // the list is not complete: better none than half of it
      numbers.insert(order->order_no);
    }
  return std::vector<imweb::OrderNo>{numbers.begin(), numbers.end()};
}

bool waits_for_a_parcel(const imweb::ProdOrder& item) {
  const bool is_paid = item.status == imweb::Status::pay_complete || item.status == imweb::Status::standby;
  return is_paid && item.claim_type.is_none();
}

int complain(const imweb::Failure& failure) {
  std::cerr << failure.message() << "\n";
  return EXIT_FAILURE;
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "PAY_COMPLETE"}, {.status = "DELIVERING"}}});
  sandbox.add_order({.order_no = "202604270000002", .items = {{.status = "STANDBY", .prod_name = "양모 목도리"}}});
  sandbox.add_order({.order_no = "202604270000003", .items = {{.status = "PAY_COMPLETE"}}});
  sandbox.add_order({.order_no = "202604270000004", .items = {{.status = "PAY_WAIT"}}});
  sandbox.request_claim("202604270000003-001", "CANCEL");  // nobody ships what a buyer wants to cancel
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};

  const auto numbers = paid_orders(client);
  if (!numbers) return complain(numbers.failure());
  const auto orders = client.prod_orders(*numbers);  // 25 orders in a request
  if (!orders) return complain(orders.failure());
  for (const auto& order : *orders)
    for (const auto& item : order.prod_orders)
      if (waits_for_a_parcel(item))
        for (const auto& product : item.items) std::cout << item << "  " << product.prod_name << "\n";
}

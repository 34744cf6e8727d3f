// Many shops on one thread: they share an Engine, and each keeps its own pace and its own login.
#include <iostream>
#include <latch>
#include <mutex>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

imweb::ClientOptions options_for(const imweb::testing::Sandbox& shop) {
  return {.credentials = {.key = imweb::Secret{shop.key()}, .secret = imweb::Secret{shop.secret()}}, .base_url = shop.base_url()};
}

void fill(imweb::testing::Sandbox& shop, int orders) {
  for (int i = 1; i <= orders; ++i) shop.add_order({.order_no = "20260427000000" + std::to_string(i)});
}

}  // namespace

int main() {
  constexpr int orders = 4;
  imweb::testing::Sandbox books{{.key = "key-of-the-bookshop"}}, shoes{{.key = "key-of-the-shoe-shop"}};
  fill(books, orders);
  fill(shoes, orders);

  imweb::Engine engine;  // one thread; outlives its clients
  imweb::OrderClient book_client{options_for(books), engine}, shoe_client{options_for(shoes), engine};

  std::latch all_done{2 * orders};
  std::mutex mutex;
  int confirmed = 0;
  const auto on_done = [&](const imweb::Outcome<imweb::OrderActionResult>& outcome) {  // on the engine's thread: be quick
    {
      const std::lock_guard lock{mutex};
      if (outcome && outcome->failed.empty()) ++confirmed;
    }
    all_done.count_down();
  };
  for (int i = 1; i <= orders; ++i)
    for (auto* client : {&book_client, &shoe_client})
      client->start(imweb::OrderNo{"20260427000000" + std::to_string(i)}, imweb::Deposit{}, {}, on_done);

  all_done.wait();
  std::cout << confirmed << " orders of two shops confirmed; logins: " << books.logins() << " and " << shoes.logins()
            << "; most requests in a second: " << books.max_in_any_second() << " and " << shoes.max_in_any_second() << "\n";
}

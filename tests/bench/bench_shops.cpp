// Many shops on one engine, each kept busy at its own pace, over real sockets: what they cost, and whether each gets its share.
//
//     bench_shops --url http://127.0.0.1:PORT/v2 [--shops N] [--seconds S] [--csv]
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <imweb/engine.hpp>
#include <imweb/order_client.hpp>

#include "bench/arguments.hpp"
#include "bench/client/shop_figures.hpp"
#include "bench/one_shop.hpp"

namespace {

using namespace imweb;
using namespace imweb::bench;
using Clock = std::chrono::steady_clock;

/// Keeps two calls of its own going, so that one always waits for the shop's next turn.
class BusyShop {
 public:
  BusyShop(const std::string& url, Engine& engine, ShopFigures& figures, std::size_t number)
      : client_(shop_options(url), engine), figures_(figures), number_(number) {
    for (int i = 0; i < 2; ++i) begin_next();
  }

  void begin_next() {
    if (figures_.is_over()) return;
    const auto call = next_.fetch_add(1);
    client_.start(OrderNo{order_no_of(call)},
                  Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(call)}, {},
                  [this, call](const Outcome<OrderActionResult>& outcome) {
                    figures_.take(number_, find_mistake(outcome, call));
                    begin_next();
                  });
  }

 private:
  OrderClient client_;
  ShopFigures& figures_;
  std::size_t number_;
  std::atomic<std::size_t> next_ = 0;
};

int run(const Arguments& arguments) {
  const auto count = arguments.number("--shops", 1000);
  const std::chrono::seconds seconds{arguments.number("--seconds", 5)};
  ShopFigures figures{count};
  Engine engine;
  std::vector<std::unique_ptr<BusyShop>> shops;
  const auto begun = Clock::now();
  constexpr std::size_t together = 50;  // they log in one after the other, and so do not all have their turn in the same moment
  for (std::size_t i = 0; i < count; ++i) {
    shops.push_back(std::make_unique<BusyShop>(arguments.text("--url"), engine, figures, i));
    if (i % together == 0) std::this_thread::sleep_until(begun + std::chrono::milliseconds{10} * (i / together));
  }
  std::this_thread::sleep_for(std::chrono::seconds{2});
  figures.begin();
  std::this_thread::sleep_for(seconds);
  figures.end();
  shops.clear();
  figures.print(std::cout, arguments.has("--csv") ? ShopFigures::Form::csv : ShopFigures::Form::text);
  return EXIT_SUCCESS;
}

}  // namespace

int main(int count, char** given) {
  try {
    return run(Arguments{count, given});
  } catch (const std::exception& error) {
    std::cerr << "bench_shops: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}

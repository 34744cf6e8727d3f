// The whole SDK behind its public door: validate, queue, pace (none), token, retry, envelope, decode. The pace is lifted from the inside,
// because no public option may do that.
#include <latch>
#include <memory>
#include <stdexcept>
#include <utility>

#include <imweb/http/curl_transport.hpp>
#include <imweb/orders/validate.hpp>

#include "bench/client/load.hpp"
#include "operations.hpp"
#include "shop_client.hpp"

namespace imweb::bench {

namespace {

/// An engine with one shop.
class OneShop {
 public:
  explicit OneShop(const Load& load)
      : core_(std::make_shared<engine::Core>(std::make_unique<http::CurlTransport>(http::CurlOptions{.ca_file = load.ca_file}),
                                             nullptr)),
        client_(std::make_unique<ShopClient>(
            ClientOptions{.credentials = {.key = Secret{"bench-key"}, .secret = Secret{"bench-secret"}}, .base_url = load.url},
            core_)) {
    core_->start();
    client_->run([this] { client_->desk().rules.pace = pipeline::rules::Pace{{.spacing = Duration::zero()}}; });
  }
  OneShop(const OneShop&) = delete;
  OneShop& operator=(const OneShop&) = delete;
  ~OneShop() {
    client_.reset();
    core_->stop();
  }

  [[nodiscard]] ShopClient& client() noexcept { return *client_; }

 private:
  std::shared_ptr<engine::Core> core_;
  std::unique_ptr<ShopClient> client_;
};

Operation<OrderActionResult> operation_of(ShopClient& client, const Ticket& ticket) {
  const OrderTarget target{.order_no = OrderNo{order_no_of(ticket.number)}};
  const OrderAction action = Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(ticket.number)};
  if (const auto wrong = validate(target, action)) throw std::runtime_error{wrong->message()};
  return operations::process(target, action, client.bare_success());
}

void take(Meter& meter, const Ticket& ticket, const Outcome<OrderActionResult>& outcome) {
  if (!outcome) return meter.fail(outcome.failure().message());
  const bool is_right = outcome->success.size() == 1 && outcome->success.front().str() == order_no_of(ticket.number);
  is_right ? meter.end(ticket) : meter.fail("the answer is about another order");
}

/// One of the calls in flight, and all that follow it. On the engine's thread.
void call_again(ShopClient& client, Meter& meter, std::latch& all_ended) {
  const auto ticket = meter.begin();
  if (!ticket) return all_ended.count_down();
  client.start<OrderActionResult>(operation_of(client, *ticket), {},
                                  [&, ticket = *ticket](const Outcome<OrderActionResult>& outcome) {
                                    take(meter, ticket, outcome);
                                    call_again(client, meter, all_ended);
                                  });
}

}  // namespace

Result run_imweb(const Load& load) {
  OneShop shop{load};
  Meter meter{load};
  std::latch all_ended{static_cast<std::ptrdiff_t>(load.in_flight)};
  shop.client().run([&] {
    for (std::size_t i = 0; i < load.in_flight; ++i) call_again(shop.client(), meter, all_ended);
  });
  all_ended.wait();
  return meter.result();
}

Result run_imweb_process(const Load& load) {
  if (load.in_flight != 1) throw std::invalid_argument{"process() has one call in flight"};
  OneShop shop{load};
  Meter meter{load};
  while (const auto ticket = meter.begin()) take(meter, *ticket, shop.client().process(operation_of(shop.client(), *ticket), {}));
  return meter.result();
}

}  // namespace imweb::bench

// What a user's own transport gets without writing it: waiting, being woken, abandoning.
#include <imweb/http/transport.hpp>

#include <chrono>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "http/requests.hpp"
#include "support/watched_exchange.hpp"

namespace imweb::http {
namespace {

using testing::WatchedExchange;
using namespace std::chrono_literals;

class Smallest final : public Transport {
 public:
  void start(std::shared_ptr<Exchange> exchange) override { exchange->done(Response{.status = 200}); }
};

TEST(Transport, WaitsUntilTheMomentComes) {
  Smallest transport;
  const TimePoint until = now() + 20ms;
  transport.wait_until(until);
  EXPECT_GE(now(), until);
}

TEST(Transport, ReturnsAtOnceWhenTheMomentHasPassed) {
  Smallest transport;
  const TimePoint before = now();
  transport.wait_until(before - 1h);
  transport.wait_until(TimePoint::min());
  EXPECT_LT(now() - before, 10s);
}

TEST(Transport, IsWokenFromAnotherThread) {
  Smallest transport;
  const TimePoint before = now();
  std::jthread waker{[&] { transport.wake(); }};
  transport.wait_until(never);
  EXPECT_LT(now() - before, 10s);
}

TEST(Transport, RemembersAWakeThatCameBeforeTheWait) {
  Smallest transport;
  transport.wake();
  transport.wake();
  transport.wait_until(never);

  const TimePoint until = now() + 5ms;
  transport.wait_until(until);  // both wakes are used up
  EXPECT_GE(now(), until);
}

TEST(Transport, NeverClaimsThatAnAbandonedRequestWasNotSent) {
  Smallest transport;
  EXPECT_EQ(transport.abandon(WatchedExchange{{}}), Progress::may_have_been_sent);
}

}  // namespace
}  // namespace imweb::http

// Cases 6 to 13: the order went out, and what came back proves nothing. It is never sent again.
#include <chrono>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <imweb/imweb.hpp>

#include "faults/blunt_server.hpp"
#include "faults/fault_shop.hpp"

namespace imweb {
namespace {

using namespace testing;
using namespace std::chrono_literals;

struct BreakRow {
  testing::Fault fault;
  int applied;
};

/// The login's connection is used again by the order.
void expect_once(const BreakRow& row, FailureKind kind, const CallOptions& call = {}) {
  SCOPED_TRACE(to_string(row.fault));
  FaultShop shop{[](ClientOptions& options) { options.attempt_timeout = 400ms; }};
  shop.sandbox.fail_next(row.fault);
  shop.expect_doubt(shop.process(1, call), kind, 1, row.applied);
  shop.expect_works();
}

TEST(Case06, SendsOnceWhenTheServerClosesAReusedConnection) {
  for (const auto& row : {BreakRow{testing::Fault::close_after_reading, 0}, {testing::Fault::apply_then_close, 1}})
    expect_once(row, FailureKind::transport);
}

TEST(Case07, SendsOnceWhenTheServerResetsAReusedConnection) {
  for (const auto& row : {BreakRow{testing::Fault::reset, 0}, {testing::Fault::apply_then_reset, 1}})
    expect_once(row, FailureKind::transport);
}

TEST(Case08, IsInDoubtWhenHalfTheBodyWasRead) {
  BluntServer server{[](sandbox::Descriptor& socket) {
    const auto [request, size] = await_request(socket);
    receive(socket, size - request.body.size() / 2);
    sandbox::reset_connection(socket);
  }};
  OrderClient client{server.options()};
  const auto result = client.process(order(1), Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().kind(), FailureKind::transport);
  EXPECT_EQ(result.failure().effect(), Effect::unknown);
  EXPECT_EQ(result.failure().attempts(), 1);
  EXPECT_EQ(server.orders(), 1);
}

TEST(Case09, IsInDoubtWhenTheAnswerToWhatWasDoneNeverComes) {
  expect_once({testing::Fault::apply_then_stall, 1}, FailureKind::transport);
  expect_once({testing::Fault::apply_then_stall, 1}, FailureKind::deadline_exceeded, {.deadline = 500ms});
}

TEST(Case10, IsInDoubtAndNotRepeatedWhenNothingWasDoneAndNoAnswerCame) {
  for (const auto fault : {testing::Fault::stall, testing::Fault::drop}) expect_once({fault, 0}, FailureKind::transport);
}

TEST(Case11, IsInDoubtWhenTheAnswerEndsInTheMiddleOfItsJson) {
  expect_once({testing::Fault::half_answer, 1}, FailureKind::transport);

  FaultShop shop;  // and the same with a length that fits
  shop.sandbox.answer_next({.body = R"({"msg":"SUCCESS","code":200,"data":{"success":["2026)", .processing = Processing::done});
  shop.expect_doubt(shop.process(1), FailureKind::protocol, 1, 1);
  shop.expect_works();
}

TEST(Case12, IsInDoubtAfterAGatewayErrorHoweverTheOrderFared) {
  FaultShop shop;
  int number = 0;
  for (const int status : {502, 503, 504}) {
    SCOPED_TRACE(status);
    const auto processing = number == 0 ? Processing::skipped : Processing::done;
    shop.sandbox.answer_next({.status = status, .body = "<html>Bad Gateway</html>", .processing = processing});
    const auto result = shop.process(number);
    shop.expect_doubt(result, FailureKind::server_error, number, number == 0 ? 0 : 1);
    EXPECT_EQ(result.failure().http_status(), status);
    ++number;
  }
  shop.expect_works();
}

TEST(Case13, IsInDoubtAfterAnErrorInsideImweb) {
  FaultShop shop;
  shop.sandbox.answer_next({.status = 500, .body = "<html>Internal Server Error</html>"});
  shop.sandbox.answer_next({.body = R"({"msg":"INTERNAL ERROR","code":-19})"});
  shop.expect_doubt(shop.process(1), FailureKind::server_error, 1, 0);
  const auto result = shop.process(2);
  shop.expect_doubt(result, FailureKind::server_error, 2, 0);
  EXPECT_EQ(result.failure().code(), -19);
  shop.expect_works();
}

}  // namespace
}  // namespace imweb

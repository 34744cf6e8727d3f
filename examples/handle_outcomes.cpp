// What a call can end in, and what to do then. README "Errors and effects" has the table.
#include <iostream>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

void handle(const imweb::OrderNo& order_no, const imweb::Outcome<imweb::OrderActionResult>& outcome) {
  if (outcome) {  // imweb answered; refusals are a normal answer
    for (const auto& done : outcome->success) std::cout << done << ": processed\n";
    for (const auto& order : outcome->failed) std::cout << to_string(order) << "\n";  // or item by item: order.prod_order_list
    return;
  }
  const imweb::Failure& failure = outcome.failure();
  if (failure.effect() == imweb::Effect::unknown) {  // never repeat this blindly
    std::cout << order_no << ": somebody must look at it. " << failure.message() << "\n";
  } else if (failure.retry_after()) {  // time will help
    std::cout << order_no << ": again in " << failure.retry_after()->count() << " ms\n";
  } else if (const auto kind = failure.kind(); kind == imweb::FailureKind::transport ||
                                               kind == imweb::FailureKind::deadline_exceeded ||
                                               kind == imweb::FailureKind::server_error) {  // nothing was done
    std::cout << order_no << ": again later, " << failure.message() << "\n";
  } else {  // repeating the same will not help
    std::cout << order_no << ": not done, " << to_string(failure.kind()) << ", " << failure.message() << "\n";
  }
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}, {.status = "PAY_WAIT"}}});
  sandbox.add_order({.order_no = "202604270000002", .items = {{.status = "STANDBY"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};
  const imweb::Send parcel{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789012"};

  const imweb::OrderNo in_part{"202604270000001"};
  handle(in_part, client.process(in_part, parcel));  // one item is sent, the other has not been paid

  const imweb::OrderNo lost{"202604270000002"};
  sandbox.fail_next(imweb::testing::Fault::apply_then_close);  // imweb works, and its answer is lost
  handle(lost, client.process(lost, parcel));

  const imweb::OrderNo missing{"202604270000003"};
  handle(missing, client.process(missing, parcel));

  sandbox.set_maintenance(imweb::testing::Maintenance::on);
  handle(lost, client.process(lost, imweb::Complete{}));
}

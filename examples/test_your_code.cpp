// How to test code of your own that uses the client: against the sandbox, with the failures that matter.
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <utility>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

/// The code under test. It takes the client's options, so that a test can point it to the sandbox.
class Warehouse {
 public:
  explicit Warehouse(imweb::ClientOptions options) : client_(std::move(options)) {}

  void parcel_left(const imweb::OrderNo& order_no, const std::string& invoice_no) {
    const auto outcome = client_.process(order_no, imweb::Send{imweb::ParcelCode::hanjin, invoice_no});
    if (!outcome && outcome.failure().effect() == imweb::Effect::unknown) to_look_at.insert(order_no);
  }

  std::set<imweb::OrderNo> to_look_at;

 private:
  imweb::OrderClient client_;
};

void expect(bool is_true, const char* what) {
  std::cout << (is_true ? "ok      " : "failed  ") << what << "\n";
  if (!is_true) std::exit(1);
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  sandbox.add_order({.order_no = "202604270000002", .items = {{.status = "STANDBY"}}});
  Warehouse warehouse{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                       .base_url = sandbox.base_url()}};

  warehouse.parcel_left(imweb::OrderNo{"202604270000001"}, "512345678901");
  expect(sandbox.order("202604270000001")->items[0].invoice_no == "512345678901", "the invoice number reaches the shop");
  expect(warehouse.to_look_at.empty(), "a parcel that was sent needs nobody");

  sandbox.fail_next(imweb::testing::Fault::apply_then_reset);
  warehouse.parcel_left(imweb::OrderNo{"202604270000002"}, "512345678902");
  expect(warehouse.to_look_at.contains(imweb::OrderNo{"202604270000002"}), "a lost answer is noted for somebody to look at");
  expect(sandbox.applied_count("202604270000002", "send") == 1, "and the parcel was sent once");
}

// A user's program: plans a call, has one refused, and catches the library's exception. Nothing is sent.
#include <cstdlib>
#include <iostream>

#include <imweb/imweb.hpp>

bool knows_carrier();    // carriers.cpp, which includes the same header
bool sandbox_answers();  // sandbox.cpp

int main() {
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{"key"}, .secret = imweb::Secret{"secret"}}}};
  const imweb::OrderNo order_no{"202604277420970"};

  const auto plan = client.plan(order_no, imweb::Send{.parcel_code = imweb::ParcelCode{"CJ"}, .invoice_no = "631245789012"});
  bool good = plan.has_value() && plan->url.find(order_no.str()) != std::string::npos && knows_carrier();

  try {
    (void)client.process(imweb::OrderNo{"not a number"}, imweb::Place{}).value();
    good = false;
  } catch (const imweb::Error& error) {
    good = good && error.failure().kind() == imweb::FailureKind::invalid_argument;
  }
#ifdef WITH_TESTING
  good = good && sandbox_answers();
#endif
  std::cout << (good ? "good" : "bad") << '\n';
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

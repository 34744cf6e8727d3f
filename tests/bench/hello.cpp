// The smallest program of use: sends one order. `size` links it.
#include <iostream>

#include <imweb/imweb.hpp>

int main(int count, char** arguments) {
  if (count < 5) return EXIT_FAILURE;
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{arguments[1]}, .secret = imweb::Secret{arguments[2]}}}};
  const auto outcome = client.process(imweb::OrderNo{arguments[3]},
                                      imweb::Send{.parcel_code = imweb::ParcelCode::cj, .invoice_no = arguments[4]});
  std::cout << (outcome ? "sent" : outcome.failure().message()) << "\n";
  return outcome ? EXIT_SUCCESS : EXIT_FAILURE;
}

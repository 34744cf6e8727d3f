// Actions are values: here they are written to a journal, a JSON line each, and read back and done later.
#include <iostream>
#include <sstream>
#include <string>

#include <imweb/imweb.hpp>
#include <imweb/json.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

void write(std::ostream& journal, const imweb::OrderTarget& target, const imweb::OrderAction& action) {
  journal << nlohmann::json{{"target", target}, {"action", action}} << "\n";
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "PAY_COMPLETE"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};

  std::stringstream journal;  // a file, in a program of yours
  const imweb::OrderNo order_no{"202604270000001"};
  write(journal, order_no, imweb::Place{});
  write(journal, order_no, imweb::Send{.parcel_code = imweb::ParcelCode::epost, .invoice_no = "6890123456789"});
  write(journal, order_no,
        imweb::Return{.reason_code = imweb::ReasonCode::wrong_delivery, .collection = imweb::DirectCollection{}});

  for (std::string line; std::getline(journal, line);) {
    const auto entry = nlohmann::json::parse(line);
    const auto action = entry.at("action").get<imweb::OrderAction>();
    const auto outcome = client.process(entry.at("target").get<imweb::OrderTarget>(), action);
    const nlohmann::json result = outcome ? nlohmann::json(*outcome) : nlohmann::json(outcome.failure());
    std::cout << line << "\n  -> " << result << "\n";
  }
}

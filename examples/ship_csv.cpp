// Parcels from a CSV: first what would be done, then the work, then once more, which finds that nothing is left to do.
#include <iostream>
#include <string_view>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "quickstart/shipments.hpp"

namespace {

constexpr std::string_view parcels =
    "order_no,parcel_code,invoice_no\r\n"
    "202604270000001,CJ,631245789001\r\n"
    "202604270000002,HANJIN,512345678902\r\n"
    "202604270000003,CJ,631245789003\r\n"
    "202604270000004,CJ,\r\n";

void print(std::string_view title, const imweb::ShipReport& report) {
  std::cout << title << "\n";
  for (const auto& item : report.items) {
    std::cout << "  " << (item.prod_order_no ? item.prod_order_no->str() : item.order_no.str()) << " " << item.state;
    for (const auto step : item.steps) std::cout << " +" << step;
    std::cout << (item.message.empty() ? "" : ": ") << item.message << "\n";
  }
  std::cout << "  " << report.reads << " requests read, " << report.writes << " changed something\n";
}

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001", .items = {{.status = "PAY_COMPLETE"}, {.status = "STANDBY"}}});
  sandbox.add_order({.order_no = "202604270000002", .items = {{.status = "STANDBY"}}});
  sandbox.add_order({.order_no = "202604270000003", .items = {{.status = "PAY_WAIT"}}});
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};

  const Shipments shipments = read_shipments(parcels);
  for (const auto& row : shipments.bad_rows) std::cout << "line " << row.line << ": " << row.why << "\n";

  print("plan", client.plan(shipments.parcels));
  print("ship", client.ship(shipments.parcels));
  print("ship again", client.ship(shipments.parcels));
}

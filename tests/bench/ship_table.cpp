// Prints the table of docs/shipping.md: what it takes to ship 1,000 orders, by a naive loop and by the two routes of `ship`. In virtual time, at the pace of a shop.
// `ship_table docs/shipping.md` says by its exit code whether the document still holds this very table.
#include <chrono>
#include <functional>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "bench/table_in_document.hpp"
#include "support/virtual_sandbox.hpp"

namespace {

using namespace imweb;
using testing::EntryKind;
using testing::VirtualSandbox;

constexpr int orders = 1000;

std::string number(int i) { return "2026042700" + std::to_string(10000 + i); }

/// One to three items each; most are paid, some are being prepared, a few were shipped yesterday.
void fill(VirtualSandbox& world) {
  const Shipment yesterday{.parcel_code = ParcelCode::cj, .invoice_no = "630000000000"};
  for (int i = 0; i < orders; ++i) {
    const std::string status = i % 10 == 0 ? "DELIVERING" : i % 5 == 1 ? "STANDBY" : "PAY_COMPLETE";
    testing::SandboxItem item{.status = status};
    if (status == "DELIVERING") {
      item.parcel_code = "CJ";
      item.invoice_no = "6312457" + std::to_string(10000 + i);
    }
    world.api.shop().add(
        {.order_no = number(i), .items = std::vector<testing::SandboxItem>(1 + static_cast<std::size_t>(i % 3), item)});
  }
}

Shipment parcel(int i) { return {.parcel_code = ParcelCode::cj, .invoice_no = "6312457" + std::to_string(10000 + i)}; }

/// What public programs do: for each order ask for its items, then place, set the invoice and send, whatever the state.
void naive_loop(OrderClient& client) {
  for (int i = 0; i < orders; ++i) {
    const auto items = client.prod_orders(OrderNo{number(i)});
    for (const auto& item : *items) {
      (void)client.process(item.prod_order_no, Place{});
      (void)client.process(item.prod_order_no, SetInvoice{parcel(i).parcel_code, parcel(i).invoice_no});
      (void)client.process(item.prod_order_no, SendItem{});
    }
  }
}

std::function<void(OrderClient&)> ship(ShipRoute route) {
  return [route](OrderClient& client) {
    std::vector<ShipRequest> list;
    for (int i = 0; i < orders; ++i) list.push_back({OrderNo{number(i)}, parcel(i)});
    const auto report = client.ship(list, {.route = route});
    if (!report.is_complete()) std::cerr << "not everything was shipped\n";
  };
}

std::string row(const std::string& name, const std::function<void(OrderClient&)>& work) {
  VirtualSandbox world;
  fill(world);
  const TimePoint begun = world.clock->now();
  work(world.client);
  const auto minutes = std::chrono::duration<double, std::ratio<60>>(world.clock->now() - begun).count();
  const double reads = world.count(EntryKind::read);
  const double writes = world.count(EntryKind::write);
  std::ostringstream text;
  text << std::fixed << std::setprecision(2) << "| " << name << " | " << reads / orders << " | " << writes / orders << " | "
       << (reads + writes) / orders << " | " << std::setprecision(1) << minutes << " min |\n";
  return text.str();
}

}  // namespace

int main(int count, char** arguments) {
  const std::string table =
      "| way | reads per order | writes per order | requests per order | time at the shop's pace |\n"
      "| --- | --- | --- | --- | --- |\n" +
      row("naive loop", naive_loop) + row("`ship`, by item", ship(ShipRoute::by_item)) +
      row("`ship`, by order", ship(ShipRoute::by_order));
  return imweb::bench::print_and_compare(table, {arguments + 1, arguments + count});
}

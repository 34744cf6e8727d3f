// What the tests of the jobs say again and again: one order, one item of it, its parcel.
#pragma once

#include <string>
#include <vector>

#include <imweb/imweb.hpp>

namespace imweb {

inline const OrderNo order_no{"202604270000001"};
inline const ProdOrderNo item_no{"202604270000001-001"};
inline const Shipment parcel{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"};
inline const Send send{.parcel_code = parcel.parcel_code, .invoice_no = parcel.invoice_no};

/// The number of one of many orders.
inline std::string number(int i) { return "2026042700" + std::to_string(10000 + i); }

inline std::vector<ShipState> states_of(const ShipReport& report) {
  std::vector<ShipState> states;
  for (const auto& item : report.items) states.push_back(item.state);
  return states;
}

}  // namespace imweb

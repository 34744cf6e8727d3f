// Turns a CSV with the columns order_no, parcel_code and invoice_no into parcels to ship. Other columns are ignored.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <imweb/orders/actions.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/validate.hpp>
#include <imweb/ship.hpp>

#include "csv.hpp"

struct Shipments {
  std::vector<imweb::ShipRequest> parcels{};
  std::vector<csv::BadRow> bad_rows{};
  std::string problem{};  ///< not empty: the file as a whole cannot be used
};

/// Reads the rows below the header. The library's own rules judge the values, so a bad row is found before anything is sent.
class ShipmentsReader {
 public:
  [[nodiscard]] Shipments read(std::string_view text) {
    const csv::Table table = csv::read(text);
    shipments_.bad_rows = table.bad_rows;
    const bool has_header = !table.rows.empty() && (table.bad_rows.empty() || table.rows[0].line < table.bad_rows[0].line);
    if (!has_header) return {.problem = "the first row must be a header: order_no,parcel_code,invoice_no"};
    const auto& header = table.rows[0].cells;
    for (const std::string_view name : {"order_no", "parcel_code", "invoice_no"}) {
      const auto column = std::find(header.begin(), header.end(), name);
      if (column == header.end()) return {.problem = "the header has no column " + std::string{name}};
      columns_.push_back(static_cast<std::size_t>(column - header.begin()));
    }
    for (std::size_t i = 1; i < table.rows.size(); ++i) take(table.rows[i], header.size());
    std::sort(shipments_.bad_rows.begin(), shipments_.bad_rows.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    return std::move(shipments_);
  }

 private:
  void take(const csv::Row& row, std::size_t width) {
    if (row.cells.size() != width)
      return refuse(row, "has " + std::to_string(row.cells.size()) + " cells, the header has " + std::to_string(width));
    const imweb::OrderNo order_no{row.cells[columns_[0]]};
    const imweb::Shipment shipment{.parcel_code = imweb::ParcelCode{row.cells[columns_[1]]}, .invoice_no = row.cells[columns_[2]]};
    if (const auto failure = imweb::validate(order_no, imweb::Send{shipment.parcel_code, shipment.invoice_no}))
      return refuse(row, failure->message());
    const auto [first, is_new] = lines_.emplace(order_no, row.line);
    if (!is_new) return refuse(row, "the order stands on line " + std::to_string(first->second) + " already");
    shipments_.parcels.push_back({.target = order_no, .shipment = shipment});
  }

  void refuse(const csv::Row& row, std::string why) { shipments_.bad_rows.push_back({row.line, std::move(why)}); }

  std::vector<std::size_t> columns_;
  std::unordered_map<imweb::OrderNo, std::size_t> lines_;
  Shipments shipments_;
};

[[nodiscard]] inline Shipments read_shipments(std::string_view text) { return ShipmentsReader{}.read(text); }

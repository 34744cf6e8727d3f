#include "orders/ship_steps.hpp"

#include <imweb/base/shown_text.hpp>

#include "orders/evidence.hpp"

namespace imweb::inline v0 {

namespace {

ShipNeed need_of_person(std::string what) { return {.conflict = std::move(what)}; }

std::string other_invoice(const ProdOrder& item) {
  return "it has another invoice: " + shown_text(item.parcel_code) + " " + shown_text(item.invoice_no);
}

/// Already dispatched, or beyond.
ShipNeed need_of_sent(const ProdOrder& item, bool has_ours) {
  if (has_ours) return {};
  if (has_invoice(item)) return need_of_person(other_invoice(item));
  if (item.status == Status::delivering) return {.steps = {ShipStep::set_invoice}};
  return need_of_person("it was delivered without an invoice, its status is " + item.status.str());
}

}  // namespace

ShipNeed need_of(const ProdOrder& item, const Shipment& shipment, ShipRoute route) {
  const bool has_ours = has_invoice(item, shipment.parcel_code, shipment.invoice_no);
  if (is_sent(item) && has_ours) return {};
  if (has_claim(item))
    return need_of_person("it has an open claim: " + shown_text(item.claim_type.str() + " " + item.claim_status.str()));
  if (is_sent(item)) return need_of_sent(item, has_ours);
  const bool is_paid = item.status == Status::pay_complete || item.status == Status::standby;
  if (!is_paid) return need_of_person("its status is " + shown_text(item.status.str()) + ", from which it cannot be shipped");
  if (has_invoice(item) && !has_ours) return need_of_person(other_invoice(item));
  ShipNeed need;
  if (item.status == Status::pay_complete) need.steps.push_back(ShipStep::place);
  const bool send_sets_it = route == ShipRoute::by_order;
  if (!has_ours && !send_sets_it) need.steps.push_back(ShipStep::set_invoice);
  need.steps.push_back(ShipStep::send);
  return need;
}

}  // namespace imweb::inline v0

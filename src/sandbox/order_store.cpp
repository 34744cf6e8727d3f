#include "sandbox/order_store.hpp"

namespace imweb::inline v0::testing::sandbox {

void OrderStore::put(SandboxOrder order) {
  if (const auto old = orders_.find(order.order_no); old != orders_.end()) take_out(old->second);
  SandboxOrder& stored = orders_[order.order_no];
  stored = std::move(order);
  by_age_.emplace(stored.order_time, stored.order_no);
  for (std::size_t i = 0; i < stored.items.size(); ++i) items_[stored.items[i].prod_order_no] = {&stored, i};
}

void OrderStore::take_out(const SandboxOrder& order) {
  by_age_.erase({order.order_time, order.order_no});
  for (const auto& item : order.items) {
    former_.erase(item.prod_order_no);
    const auto found = items_.find(item.prod_order_no);
    if (found != items_.end() && found->second.order == &order) items_.erase(found);
  }
}

SandboxOrder* OrderStore::find(std::string_view order_no) {
  const auto found = orders_.find(order_no);
  return found == orders_.end() ? nullptr : &found->second;
}

const SandboxOrder* OrderStore::find(std::string_view order_no) const {
  const auto found = orders_.find(order_no);
  return found == orders_.end() ? nullptr : &found->second;
}

OrderStore::Place OrderStore::find_item(const std::string& prod_order_no) {
  const auto found = items_.find(prod_order_no);
  return found == items_.end() ? Place{} : found->second;
}

std::string OrderStore::owner_of(const std::string& prod_order_no) const {
  const auto found = items_.find(prod_order_no);
  return found == items_.end() ? std::string{} : found->second.order->order_no;
}

void OrderStore::note_change(SandboxItem before, TimePoint now) {
  if (read_lag_ <= Duration::zero()) return;
  std::string number = before.prod_order_no;
  former_.insert_or_assign(std::move(number), Former{std::move(before), now + read_lag_});
}

const SandboxItem& OrderStore::seen(const SandboxItem& item, TimePoint now) const {
  const auto found = former_.find(item.prod_order_no);
  return found != former_.end() && now < found->second.until ? found->second.item : item;
}

}  // namespace imweb::inline v0::testing::sandbox

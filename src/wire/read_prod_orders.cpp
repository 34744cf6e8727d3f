#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "orders/complaint.hpp"
#include "orders/item_number.hpp"
#include "wire/read_fields.hpp"
#include "wire/read_keys.hpp"
#include "wire/read_orders.hpp"

namespace imweb::inline v0::wire {

namespace {

/// An item order as it stands in an answer, and the number of its order, where the answer says it.
struct FoundItem {
  ProdOrder prod_order;
  std::string order_no;
};

/// True for an item order, and not a list or map of them: it has one of an item order's members.
bool is_item_order(const Value& value) {
  if (value.kind() != Kind::object) return false;
  // NOLINTNEXTLINE(readability-use-anyofallof): these iterators are not of the standard's kinds
  for (const Value member : value)
    if (detail::is_member(detail::Tag<ProdOrder>{}, member.key()) || member.key() == "prod_order_no") return true;
  return false;
}

/// As for all fields, and {}: PHP writes either for an empty map.
bool holds_nothing(const Value& value) {
  return is_nothing(value) || (value.kind() == Kind::object && value.begin() == value.end());
}

/// True for what can stand under an order's number as the map of its items: their numbers are opaque, so that any key may be one.
bool is_map_of_objects(const Value& value) {
  if (value.kind() != Kind::object) return false;
  // NOLINTNEXTLINE(readability-use-anyofallof): these iterators are not of the standard's kinds
  for (const Value entry : value)
    if (entry.kind() != Kind::object) return false;
  return true;
}

/// Takes that member out of what is unknown, by the reader's rules for identifiers.
std::string take_item_number(FieldReader& reader, const Value& value, ProdOrder& prod_order) {
  const auto member = value.find("prod_order_no");
  if (!member || is_nothing(*member)) return {};
  std::erase_if(prod_order.unknown.all, [](const UnknownField& field) { return field.name == "prod_order_no"; });
  const auto step = reader.into("prod_order_no");
  return reader.read(detail::Tag<ProdOrderNo>{}, *member).str();
}

/// Walks through `data` and collects the item orders, whatever they stand in.
class ItemCollector {
 public:
  explicit ItemCollector(FieldReader& reader) : reader_(reader) {}

  [[nodiscard]] std::vector<FoundItem> collect(const Value& data) && {
    if (const auto list = data.find("list")) {
      const auto step = reader_.into("list");
      add_all(*list);
    } else {
      add_all(data);
    }
    return std::move(items_);
  }

 private:
  /// A list or map of items, or of lists and maps of them; or one item.
  void add_all(const Value& value) {
    if (is_item_order(value)) return add(value, {.own_number = number_key(value)});
    for_each_entry(value, [&](const Value& entry) {
      if (is_item_order(entry)) return add(entry, {.own_number = number_key(entry)});
      if (holds_nothing(entry)) return refuse_unless_keyed(entry);
      add_group(entry, number_key(entry));
    });
  }

  /// The items of the order `order_no`; of an unknown one where that is empty.
  void add_group(const Value& group, std::string_view order_no) {
    const auto add_entry = [&](const Value& entry) {
      const bool is_keyed = order_no.empty() ? is_number_key(entry.key()) : !is_index_key(entry.key());
      if (!is_item_order(entry)) return reader_.refuse("is no item order");
      add(entry, {.order_no = order_no, .own_number = is_keyed ? entry.key() : std::string_view{}});
    };
    if (!order_no.empty() && is_map_of_objects(group)) return reader_.for_each_inside(group, add_entry);
    for_each_entry(group, add_entry);
  }

  /// An order or an item may have nothing under its number; an entry of a list must be something.
  void refuse_unless_keyed(const Value& entry) {
    if (!is_number_key(entry.key())) reader_.refuse("is no item order");
  }

  template <class Use>
  void for_each_entry(const Value& value, Use use) {
    if (!holds_nothing(value)) reader_.for_each_entry(value, use);
  }

  /// The numbers under which an item stands; empty where it stands under none.
  struct Keys {
    std::string_view order_no{};
    std::string_view own_number{};
  };
  [[nodiscard]] static std::string_view number_key(const Value& entry) {
    return is_number_key(entry.key()) ? entry.key() : std::string_view{};
  }

  /// The member `order_no` is the item's number, unless there is a `prod_order_no` beside it: then it is the order's.
  void add(const Value& value, const Keys& keys) {
    FoundItem item{.prod_order = reader_.read(detail::Tag<ProdOrder>{}, value), .order_no = std::string{keys.order_no}};
    const auto number = take_item_number(reader_, value, item.prod_order);
    if (!number.empty()) {
      belong(item, std::exchange(item.prod_order.prod_order_no, ProdOrderNo{number}).str());
    } else if (item.prod_order.prod_order_no.str().empty()) {
      item.prod_order.prod_order_no = ProdOrderNo{std::string{keys.own_number}};
    }
    check_number(item, keys.own_number);
    keep(std::move(item));
  }

  /// Keeps one of two entries that say the same of one item.
  void keep(FoundItem item) {
    const auto [at, is_new] = places_.try_emplace(item.prod_order.prod_order_no, items_.size());
    if (is_new) return items_.push_back(std::move(item));
    auto& known = items_[at->second];
    const bool is_elsewhere = !known.order_no.empty() && !item.order_no.empty() && known.order_no != item.order_no;
    if (is_elsewhere || known.prod_order != item.prod_order) return reader_.refuse("contradicts another entry of the same item");
    if (known.order_no.empty()) known.order_no = std::move(item.order_no);
  }

  void belong(FoundItem& item, const std::string& order_no) {
    const bool is_contradiction = !item.order_no.empty() && !order_no.empty() && item.order_no != order_no;
    if (is_contradiction) reader_.refuse("stands under another order than it names");
    if (!order_no.empty()) item.order_no = order_no;
  }

  void check_number(const FoundItem& item, std::string_view key) {
    const auto& number = item.prod_order.prod_order_no.str();
    const auto step = reader_.into("order_no");
    if (number.empty()) return reader_.refuse("is missing");
    if (check_identifier("", number)) return reader_.refuse("is no number of an item order");
    if (!key.empty() && key != number) reader_.refuse("is not the number under which it stands");
  }

  FieldReader& reader_;
  std::vector<FoundItem> items_{};
  std::unordered_map<ProdOrderNo, std::size_t> places_{};  // of each item in items_
};

/// Where no order is named: the one of `asked` with which the item's number begins.
std::string order_by_prefix(const ProdOrderNo& item, std::span<const OrderNo> asked) {
  std::string longest;
  for (const auto& order_no : asked)
    if (is_within(order_no.str(), item.str()) && order_no.str().size() > longest.size()) longest = order_no.str();
  return longest;
}

/// The order in front of "202604270000001-001", if the number has that form (wire.md "Formats").
std::string order_by_form(const ProdOrderNo& item) {
  constexpr std::size_t shortest = 15;
  const auto& number = item.str();
  const auto dash = number.find_first_not_of("0123456789");
  const bool has_form = dash != number.npos && dash >= shortest && number[dash] == '-';
  return has_form ? number.substr(0, dash) : std::string{};
}

/// The order that the item's own number names: one of `asked`, or any; empty where it names none.
std::string order_by_number(const ProdOrderNo& item, std::span<const OrderNo> asked) {
  auto order_no = order_by_prefix(item, asked);
  return order_no.empty() ? order_by_form(item) : order_no;
}

/// Completes the number of the item's order. An item that cannot be given to an order, or to two, is refused.
void assign(FieldReader& reader, FoundItem& item, std::span<const OrderNo> asked) {
  const auto& number = item.prod_order.prod_order_no;
  const auto named = order_by_number(number, asked);
  if (item.order_no.empty()) item.order_no = named;
  if (item.order_no.empty()) return reader.refuse("holds an item order that belongs to no order that was asked for");
  const bool is_elsewhere = !named.empty() && named != item.order_no && !is_within(item.order_no, number.str());
  if (is_elsewhere) reader.refuse("holds an item order that stands under another order");
}

std::vector<FoundItem> collect_items(FieldReader& reader, const Document& document) {
  const auto data = document.root().find("data");
  return data ? ItemCollector{reader}.collect(*data) : std::vector<FoundItem>{};
}

}  // namespace

std::variant<std::vector<ProdOrder>, Mismatch> read_prod_orders(const Document& document, const OrderNo& asked) {
  FieldReader reader{"data"};
  std::vector<ProdOrder> prod_orders;
  for (auto& item : collect_items(reader, document)) {
    const auto named = order_by_number(item.prod_order.prod_order_no, {&asked, 1});
    const bool is_ours = (item.order_no.empty() || item.order_no == asked.str()) && (named.empty() || named == asked.str());
    if (!is_ours) reader.refuse("holds an item order of another order than was asked for");
    prod_orders.push_back(std::move(item.prod_order));
  }
  return std::move(reader).finish(std::move(prod_orders));
}

std::variant<std::vector<ProdOrdersOf>, Mismatch> read_prod_orders_of(const Document& document, std::span<const OrderNo> asked) {
  FieldReader reader{"data"};
  auto items = collect_items(reader, document);
  for (auto& item : items) assign(reader, item, asked);
  std::vector<ProdOrdersOf> orders;
  for (const auto& order_no : asked) {
    auto& order = orders.emplace_back(ProdOrdersOf{.order_no = order_no});
    for (const auto& item : items)
      if (item.order_no == order_no.str()) order.prod_orders.push_back(item.prod_order);
  }
  return std::move(reader).finish(std::move(orders));
}

}  // namespace imweb::inline v0::wire

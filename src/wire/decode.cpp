#include "wire/decode.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "orders/item_number.hpp"
#include "wire/read_keys.hpp"

namespace imweb::inline v0::wire {

namespace {

/// A number as imweb writes it: text, or a JSON integer of any length.
std::optional<std::string> number_of(const Value& value) {
  const auto text = value.text();
  const bool is_number = value.kind() == Kind::text ? !text.empty() : value.kind() == Kind::number && are_digits(text);
  return is_number ? std::optional<std::string>{text} : std::nullopt;
}

std::optional<std::string> number_at(const Value& object, std::string_view key) {
  const auto member = object.find(key);
  return member ? number_of(*member) : std::nullopt;
}

std::string text_at(const Value& object, std::string_view key) {
  const auto member = object.find(key);
  return member && !member->is_container() && member->kind() != Kind::null ? std::string{member->text()} : std::string{};
}

bool is_about(const OrderTarget& target, std::string_view number) {
  return number == target.order_no.str() || (target.prod_order_no && number == target.prod_order_no->str());
}

/// The key of a map's entry, where it is a number of an order or an item. PHP turns a list with gaps into a map with the keys "0", "2", …;
/// those are none, nor are words, unless it is ours.
std::optional<std::string> number_in_key(const Value& entry, const OrderTarget& target) {
  const auto key = entry.key();
  return is_about(target, key) || is_number_key(key) ? std::optional{std::string{key}} : std::nullopt;
}

bool is_word(std::string_view key) { return !are_digits(key); }

/// What stands in {"list": …}, where a list is wrapped like that, with a count beside it perhaps; else the value itself.
Value unwrapped(const Value& value) {
  const auto list = value.find("list");
  return list ? *list : value;
}

/// null, false, 0 and "": what a list or a number is not.
bool is_denied(const Value& value) {
  const auto text = value.text();
  return value.kind() == Kind::null || (value.kind() == Kind::boolean && text == "false") ||
         (value.kind() == Kind::number && text == "0") || (value.kind() == Kind::text && text.empty());
}

/// The same, and "N" and "0": no success under an order's number.
bool is_no(const Value& value) {
  return is_denied(value) || (value.kind() == Kind::text && (value.text() == "N" || value.text() == "0"));
}

/// The number that an object of `success` speaks of: its order, unless it names another item than the one that was asked for.
std::optional<std::string> number_in(const Value& object, const OrderTarget& target) {
  auto item = number_at(object, "prod_order_no");
  const bool is_another = item && target.prod_order_no && *item != target.prod_order_no->str();
  auto order = number_at(object, "order_no");
  return order && !is_another ? order : item;
}

/// The numbers in `success`: one, a list, a list that PHP made a map, or a map whose keys are the numbers.
void add_numbers(const Value& given, const OrderTarget& target, std::vector<OrderNo>& numbers) {
  const Value value = unwrapped(given);
  if (is_denied(value) && !is_about(target, value.text())) return;
  auto number = number_of(value);
  if (!number && value.kind() == Kind::object) number = number_in(value, target);
  if (number) return numbers.emplace_back(*std::move(number)), void();
  if (!value.is_container()) return;
  for (const Value entry : value) {
    auto key = number_in_key(entry, target);
    if (!key && !is_word(entry.key())) add_numbers(entry, target, numbers);
    if (key && !is_no(entry)) numbers.emplace_back(*std::move(key));
  }
}

bool is_item_of(const OrderTarget& target, std::string_view number) {
  return is_within(target.order_no.str(), number) || (target.prod_order_no && number == target.prod_order_no->str());
}

/// One refused item: {prod_order_no, msg, detail_msg}, the same or its msg alone under its number as key, or a bare number.
std::optional<OrderActionFailedProdOrder> failed_item(const Value& value, const std::optional<std::string>& key) {
  auto number = number_at(value, "prod_order_no");
  if (!number) number = key ? key : number_of(value);
  if (!number) return std::nullopt;
  OrderActionFailedProdOrder item{.prod_order_no = ProdOrderNo{*std::move(number)},
                                  .msg = text_at(value, "msg"),
                                  .detail_msg = text_at(value, "detail_msg")};
  if (value.kind() == Kind::text && value.text() != item.prod_order_no.str()) item.msg = value.text();
  return item;
}

std::vector<OrderActionFailedProdOrder> failed_items(const Value& given, const OrderTarget& target) {
  const Value value = unwrapped(given);
  std::vector<OrderActionFailedProdOrder> items;
  const auto add = [&items](std::optional<OrderActionFailedProdOrder> item) {
    if (item) items.push_back(*std::move(item));
  };
  const bool is_single = value.find("prod_order_no") || !value.is_container();
  if (is_single) {
    add(failed_item(value, std::nullopt));
  } else {
    for (const Value entry : value) {
      const auto key = number_in_key(entry, target);
      if (key || !is_word(entry.key())) add(failed_item(entry, key));
    }
  }
  return items;
}

/// True for a list or map of items that nothing announces: only what stands in it says so.
bool holds_items(const Value& value, const OrderTarget& target) {
  if (!value.is_container() || value.begin() == value.end()) return false;
  const Value first = *value.begin();
  return first.find("prod_order_no") || is_item_of(target, first.key()) || is_item_of(target, first.text());
}

/// The refused items in an entry of `failed`: its prod_order_list, the entry itself where it is an item, or the items that stand in it.
std::vector<OrderActionFailedProdOrder> items_of(const Value& entry, const OrderTarget& target,
                                                 const std::optional<std::string>& key) {
  if (const auto list = entry.find("prod_order_list")) return failed_items(*list, target);
  const auto number = key ? key : number_of(entry);
  const bool is_item = entry.find("prod_order_no") || (number && is_item_of(target, *number));
  if (!is_item) return holds_items(entry, target) ? failed_items(entry, target) : std::vector<OrderActionFailedProdOrder>{};
  auto item = failed_item(entry, key);
  return item ? std::vector{*std::move(item)} : std::vector<OrderActionFailedProdOrder>{};
}

/// The number that the items of an entry without order_no belong to, as far as one can know.
std::string order_of(const ProdOrderNo& item, const OrderTarget& target) {
  return is_item_of(target, item.str()) ? target.order_no.str() : item.str();
}

/// What imweb says of an order whose items it does not name.
void add_reason(const Value& value, OrderActionFailed& order) {
  const bool is_reason = value.kind() == Kind::text && value.text() != order.order_no.str();
  const std::string msg = is_reason ? std::string{value.text()} : text_at(value, "msg");
  const std::string detail_msg = text_at(value, "detail_msg");
  if (!msg.empty()) order.msg = msg;
  if (!detail_msg.empty()) order.detail_msg = detail_msg;
}

/// One refused order: {order_no, prod_order_list}, the same under its number as key, a bare number, or an item without its order.
std::optional<OrderActionFailed> failed_order(const Value& value, const OrderTarget& target,
                                              const std::optional<std::string>& key) {
  auto items = items_of(value, target, key);
  auto number = number_at(value, "order_no");
  if (!number && key && !is_item_of(target, *key)) number = key;
  if (!number && !items.empty()) number = order_of(items.front().prod_order_no, target);
  if (!number) number = number_of(value);
  if (!number) return std::nullopt;
  OrderActionFailed order{.order_no = OrderNo{*std::move(number)}, .prod_order_list = std::move(items)};
  if (order.prod_order_list.empty()) add_reason(value, order);
  return order;
}

/// False when something was refused and it is not said what.
bool add_failed(const Value& given, const OrderTarget& target, std::vector<OrderActionFailed>& failed) {
  const Value value = unwrapped(given);
  const auto add = [&](std::optional<OrderActionFailed> order) {
    const bool is_named = order.has_value();
    if (is_named) failed.push_back(*std::move(order));
    return is_named;
  };
  if (is_denied(value)) return true;
  const bool is_single = number_of(value) || value.find("order_no") || value.find("prod_order_no");
  if (is_single) return add(failed_order(value, target, std::nullopt));
  if (!value.is_container()) return false;
  bool are_all_named = true;
  for (const Value entry : value) {
    const auto key = number_in_key(entry, target);
    const bool is_about_nobody = !key && is_word(entry.key());
    if (is_about_nobody || (key && is_denied(entry))) {
      are_all_named &= is_denied(entry);
    } else {
      are_all_named &= add(failed_order(entry, target, key));
    }
  }
  return are_all_named;
}

/// True for a `success` that says nothing either way: null, empty, or true.
bool is_silent(const Value& success) {
  if (success.is_container()) return success.begin() == success.end();
  return success.kind() == Kind::null || success.text().empty() || success.text() == "true";
}

bool speaks_of(const OrderTarget& target, const OrderActionResult& result) {
  const auto is_ours = [&](const OrderNo& number) { return is_about(target, number.str()); };
  return std::any_of(result.success.begin(), result.success.end(), is_ours) ||
         std::any_of(result.failed.begin(), result.failed.end(), [&](const auto& order) { return is_ours(order.order_no); });
}

bool speaks_of(const ProdOrderNo& item, const ProdOrderActionResult& result) {
  return std::find(result.success.begin(), result.success.end(), item) != result.success.end() ||
         std::any_of(result.failed.begin(), result.failed.end(), [&](const auto& failed) { return failed.prod_order_no == item; });
}

/// Both lists as they stand, whomever they speak of.
struct Lists {
  OrderActionResult result{};
  bool are_all_named = true;  ///< false: something was refused and it is not said what
  bool is_bare = true;        ///< no `success` that says anything
};

Lists read_lists(const Document& document, const OrderTarget& target) {
  Lists lists;
  const auto read = [&](const Value& holder) {
    for (const Value member : holder) {
      if (member.key() == "success") {
        add_numbers(member, target, lists.result.success);
        lists.is_bare &= is_silent(member);
      } else if (member.key() == "failed") {
        lists.are_all_named &= add_failed(member, target, lists.result.failed);
      }
    }
  };
  read(document.root());
  if (const auto data = document.root().find("data")) read(*data);
  return lists;
}

/// An item's order, as its own number tells it, and the item.
OrderTarget target_of(const ProdOrderNo& item) {
  return {.order_no = order_in(item).value_or(OrderNo{item.str()}), .prod_order_no = item};
}

/// The lists of orders as lists of items: our order's number stands for our item, as nothing else of it was asked for.
ProdOrderActionResult by_item(OrderActionResult result, const OrderTarget& target) {
  const auto item_of = [&target](const OrderNo& number) {
    return number == target.order_no ? *target.prod_order_no : ProdOrderNo{number.str()};
  };
  ProdOrderActionResult items;
  for (const auto& number : result.success) items.success.push_back(item_of(number));
  for (auto& order : result.failed) {
    for (auto& item : order.prod_order_list) items.failed.push_back(std::move(item));
    if (order.prod_order_list.empty())
      items.failed.push_back({.prod_order_no = item_of(order.order_no),
                              .msg = std::move(order.msg).value_or(""),
                              .detail_msg = std::move(order.detail_msg).value_or("")});
  }
  return items;
}

/// The result if it speaks of `ours`, which is what a bare success then counts for.
template <class Result, class Number, class Target>
std::variant<Result, Mismatch> judged(Result result, const Lists& lists, const Number& ours, const Target& target,
                                      BareSuccess bare_success) {
  if (!lists.are_all_named) return Mismatch{"the answer's failed list has an entry that names no order"};
  if (speaks_of(target, result)) return result;
  const bool names_nobody = result.success.empty() && result.failed.empty();
  if (names_nobody && lists.is_bare && bare_success == BareSuccess::applied) return Result{.success = {ours}};
  return Mismatch{names_nobody ? "the answer reports success but names no order" : "the answer names other orders than ours"};
}

}  // namespace

Decoded decode(const Document& document, const OrderTarget& target, BareSuccess bare_success) {
  auto lists = read_lists(document, target);
  return judged(std::move(lists.result), lists, target.order_no, target, bare_success);
}

DecodedItem decode(const Document& document, const ProdOrderNo& prod_order_no, BareSuccess bare_success) {
  const auto target = target_of(prod_order_no);
  auto lists = read_lists(document, target);
  return judged(by_item(std::move(lists.result), target), lists, prod_order_no, prod_order_no, bare_success);
}

}  // namespace imweb::inline v0::wire

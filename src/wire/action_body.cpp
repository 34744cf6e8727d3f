#include "wire/action_body.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include <imweb/base/text_value.hpp>
#include <imweb/json/action_members.hpp>
#include <imweb/json/tag.hpp>

#include "wire/json_writer.hpp"

namespace imweb::inline v0::wire {

namespace {

/// [{"price":3000,"prod_order_no":"…-001"}]
struct PriceList {
  const std::vector<ItemPrice>* prices;
};

/// {"…-001":3000}, which is how a withheld exchange has its amounts.
struct PriceMap {
  const std::vector<ItemPrice>* prices;
};

/// As the list of prices, but with the word of the page for the amount.
struct PointList {
  const std::vector<ItemPoint>* points;
  std::string_view name;
};

/// Never rounded: an amount goes out with the digits that it has, and without its currency.
void append_value(std::string& json, const Money* money) {
  json += to_string(Money{.amount = money->amount, .decimals = money->decimals});
}

void append_value(std::string& json, const std::string* text) { append_quoted(json, *text); }

template <class Item>
void append_items(std::string& json, const std::vector<Item>& items, std::string_view name, Money Item::*amount) {
  json += '[';
  for (const auto& item : items) {
    json += json.back() == '[' ? "{" : ",{";
    append_name(json, name);
    append_value(json, &(item.*amount));
    append_name(json, "prod_order_no");
    append_quoted(json, item.prod_order_no.str());
    json += '}';
  }
  json += ']';
}

void append_value(std::string& json, PriceList list) { append_items(json, *list.prices, "price", &ItemPrice::price); }
void append_value(std::string& json, PointList list) { append_items(json, *list.points, list.name, &ItemPoint::point); }

void append_value(std::string& json, PriceMap map) {
  std::vector<const ItemPrice*> sorted;
  for (const auto& price : *map.prices) sorted.push_back(&price);
  std::sort(sorted.begin(), sorted.end(), [](auto* one, auto* other) { return one->prod_order_no < other->prod_order_no; });
  json += '{';
  for (const auto* price : sorted) {
    append_name(json, price->prod_order_no.str());
    append_value(json, &price->price);
  }
  json += '}';
}

/// What an action needs besides its name, as the wire deviates from its JSON. Views into the action and the shop.
class Fields {
 public:
  explicit Fields(const ClientOptions& shop) : shop_(&shop) {}

  template <class Action>
  void add_members_of(const Action& action) {
    const auto add_each = [&](const auto&... member) { (add(action, member.first, action.*member.second), ...); };
    std::apply(add_each, detail::json_members(detail::Tag<Action>{}));
  }

  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }

  /// How long what is appended is, if nothing needs an escape; lists may be longer.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

  /// Appends the members without the braces around them.
  void append_to(std::string& json) const {
    for (std::size_t i = 0; i < count_; ++i) {
      append_name(json, fields_[i].name);
      std::visit([&json](auto value) { append_value(json, value); }, fields_[i].value);
    }
  }

 private:
  struct Field {
    std::string_view name{};
    std::variant<const std::string*, const Money*, PriceList, PriceMap, PointList> value{};
  };

  /// To where its name belongs.
  template <class Value>
  void put(std::string_view name, Value value, std::size_t bytes) {
    constexpr std::size_t punctuation = 6;  // "":"",
    std::size_t at = count_++;
    for (; at > 0 && name < fields_.at(at - 1).name; --at) fields_.at(at) = fields_.at(at - 1);
    fields_.at(at) = {name, value};
    bytes_ += name.size() + bytes + punctuation;
  }

  void add(const auto&, const char* name, const std::string& text) { put(name, &text, text.size()); }
  template <class Text>
  void add(const auto& action, const char* name, const TextValue<Text>& text) {
    add(action, name, text.str());
  }
  template <class Value>
  void add(const auto& action, const char* name, const std::optional<Value>& value) {
    if (value) add(action, name, *value);
  }
  void add(const auto&, const char* name, const Money& money) { put(name, &money, longest_amount); }

  void add(const auto&, const char* name, const std::vector<ItemPrice>& prices) {
    if (!prices.empty()) put(name, PriceList{&prices}, prices.size() * usual_item);
  }
  void add(const ExchangeWithhold&, const char* name, const std::vector<ItemPrice>& prices) {
    if (!prices.empty()) put(name, PriceMap{&prices}, prices.size() * usual_item);
  }

  void add(const auto&, const char* name, const RefundPoint& points) { add_points(name, points, "point"); }
  void add(const CancelAccept&, const char* name, const RefundPoint& points) { add_points(name, points, "price"); }
  void add_points(const char* name, const RefundPoint& points, std::string_view amount) {
    if (const auto* items = points.items()) put(name, PointList{items, amount}, items->size() * usual_item);
  }

  void add(const auto& action, const char*, const Collection& collection) {
    const auto& words = shop_->collect_type;
    add(action, "collect_type", collection.is_direct() ? words.direct : words.shipment);
    add_parcel(action, collection.shipment());
  }
  void add(const auto& action, const char*, const Redelivery& delivery) {
    add(action, "method", delivery.method());
    add_parcel(action, delivery.shipment());
  }
  void add_parcel(const auto& action, const Shipment* shipment) {
    if (!shipment) return;
    add(action, "parcel_code", shipment->parcel_code);
    add(action, "invoice_no", shipment->invoice_no);
  }

  static constexpr std::size_t most_fields = 5;
  static constexpr std::size_t longest_amount = 20;
  static constexpr std::size_t usual_item = 64;  // of a list, in bytes

  const ClientOptions* shop_;
  std::array<Field, most_fields> fields_{};
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

enum class Place : std::uint8_t { etc, top };

std::string body_with(const Fields& fields, Place place, const ProdOrderNo* prod_order_no) {
  constexpr std::size_t punctuation = 32;
  const std::size_t number_bytes = prod_order_no ? prod_order_no->str().size() + punctuation : 0;
  std::string json;
  if (!fields.empty() || prod_order_no) json.reserve(fields.bytes() + number_bytes + punctuation / 2);
  json += '{';
  if (!fields.empty()) {
    if (place == Place::etc) json += R"("etc":{)";
    fields.append_to(json);
    if (place == Place::etc) json += '}';
  }
  if (prod_order_no) {
    append_name(json, "prod_order_no");
    append_quoted(json, prod_order_no->str());
  }
  json += '}';
  return json;
}

/// Invoices stand at the top of the body, the data of everything else in `etc`, which is left out where there is none.
template <class Action>
std::string body_of(const ClientOptions& shop, const Action& action, const ProdOrderNo* prod_order_no) {
  Fields fields{shop};
  fields.add_members_of(action);
  return body_with(fields, std::is_same_v<Action, SetInvoice> ? Place::top : Place::etc, prod_order_no);
}

}  // namespace

std::string action_body(const ClientOptions& shop, const OrderAction& action, const ProdOrderNo* prod_order_no) {
  return std::visit([&](const auto& one) { return body_of(shop, one, prod_order_no); }, action);
}

std::string action_body(const ClientOptions& shop, const ItemAction& action) {
  return std::visit([&](const auto& one) { return body_of(shop, one, nullptr); }, action);
}

}  // namespace imweb::inline v0::wire

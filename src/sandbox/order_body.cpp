#include "sandbox/order_body.hpp"

#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/whole_number.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using Json = nlohmann::json;

// Reads text fields of one object, and remembers whether one of them was not text.
class TextFields {
 public:
  explicit TextFields(const Json& object) : object_(object) {}

  std::optional<std::string> operator[](const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) return std::nullopt;
    if (found->is_string()) return found->get<std::string>();
    all_text_ = false;
    return std::nullopt;
  }
  [[nodiscard]] bool are_all_text() const noexcept { return all_text_; }

 private:
  const Json& object_;
  bool all_text_ = true;
};

// A number, or a text of digits, as PHP takes it.
std::optional<std::int64_t> read_amount(const Json& value) {
  constexpr double largest = 1e15;
  if (value.is_number()) {
    const double number = value.get<double>();
    const bool is_usable = number >= 0 && number <= largest;
    return is_usable ? std::optional{static_cast<std::int64_t>(std::llround(number))} : std::nullopt;
  }
  if (!value.is_string()) return std::nullopt;
  const auto number = whole_number<std::int64_t>(value.get_ref<const std::string&>());
  return number && *number >= 0 ? number : std::nullopt;
}

Amounts broken_amounts() { return {.form = Amounts::Form::broken}; }

Amounts read_amount_list(const Json& list) {
  Amounts amounts{.form = Amounts::Form::list};
  for (const auto& entry : list) {
    if (!entry.is_object()) return broken_amounts();
    const std::string member = entry.contains("price") ? "price" : "point";
    const auto number = entry.find("prod_order_no");
    const auto amount = entry.find(member);
    const bool is_same_member = amounts.member.empty() || amounts.member == member;
    const bool is_complete = number != entry.end() && number->is_string() && amount != entry.end() && is_same_member;
    const auto value = is_complete ? read_amount(*amount) : std::nullopt;
    if (!value) return broken_amounts();
    amounts.member = member;
    amounts.by_item[number->get<std::string>()] += *value;
  }
  return amounts;
}

Amounts read_amount_map(const Json& map) {
  Amounts amounts{.form = Amounts::Form::map};
  for (const auto& [number, value] : map.items()) {
    const auto amount = read_amount(value);
    if (!amount) return broken_amounts();
    amounts.by_item[number] = *amount;
  }
  return amounts;
}

Amounts read_amounts(const Json& object, const char* name) {
  const auto found = object.find(name);
  const bool is_absent = found == object.end() || found->is_null() || (found->is_array() && found->empty());
  if (is_absent) return {};
  if (found->is_array()) return read_amount_list(*found);
  if (found->is_object()) return read_amount_map(*found);
  const auto amount = read_amount(*found);
  return amount ? Amounts{.form = Amounts::Form::number, .number = *amount} : broken_amounts();
}

std::optional<Etc> read_etc(const Json& object) {
  TextFields fields{object};
  Etc etc{.parcel_code = fields["parcel_code"],
          .invoice_no = fields["invoice_no"],
          .reason_code = fields["reason_code"],
          .deliv_fee_method = fields["deliv_fee_method"],
          .collect_type = fields["collect_type"],
          .reason = fields["reason"],
          .method = fields["method"],
          .etc_price = read_amounts(object, "etc_price"),
          .refund_point = read_amounts(object, "refund_point")};
  static_cast<void>(fields["reason_detail"]);
  static_cast<void>(fields["claim_memo"]);
  return fields.are_all_text() ? std::optional{std::move(etc)} : std::nullopt;
}

std::optional<Etc> read_etc_member(const Json& body) {
  const auto found = body.find("etc");
  if (found == body.end() || found->is_null() || (found->is_array() && found->empty())) return Etc{};
  return found->is_object() ? read_etc(*found) : std::nullopt;
}

// The pages for invoices take carrier and number from the top level only; those for one item look there too.
std::optional<Etc> read_data(const Json& body, Scope scope, std::string_view action) {
  if (action == "invoice") return read_etc(body);
  auto etc = read_etc_member(body);
  if (scope == Scope::order || !etc || is_given(etc->invoice_no)) return etc;
  TextFields top{body};
  etc->parcel_code = top["parcel_code"];
  etc->invoice_no = top["invoice_no"];
  return etc;
}

bool is_text_list(const Json& list) {
  for (const auto& element : list)
    if (!element.is_string()) return false;
  return list.is_array() && !list.empty();
}

}  // namespace

std::optional<OrderBody> read_order_body(const Json& body, Scope scope, std::string_view action) {
  if (!body.is_object()) return std::nullopt;
  OrderBody read;
  const auto number = body.find("prod_order_no");
  const bool is_list = number != body.end() && is_text_list(*number);
  const bool has_number = number != body.end() && !number->is_null();
  if (has_number && !is_list && !number->is_string()) return std::nullopt;
  if (is_list) read.item_list = number->get<std::vector<std::string>>();
  if (has_number && !is_list) read.prod_order_no = number->get<std::string>();
  auto etc = read_data(body, scope, action);
  if (!etc) return std::nullopt;
  read.etc = *std::move(etc);
  return read;
}

}  // namespace imweb::inline v0::testing::sandbox

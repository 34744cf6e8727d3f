#include "sandbox/order_json.hpp"

#include <algorithm>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "sandbox/list_query.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using OrderedJson = nlohmann::ordered_json;

// A made-up code in imweb's form: a letter, the day of the order, 13 hexadecimal digits that depend on the number alone.
std::string code_for(char letter, const std::string& number) {
  std::uint64_t hash = 1'469'598'103'934'665'603U;
  for (const char c : number) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  char digits[14];
  std::snprintf(digits, sizeof digits, "%013llx", static_cast<unsigned long long>(hash & 0xF'FFFF'FFFF'FFFFU));
  return letter + number.substr(0, 8) + digits;
}

// 16 digits, for an order from another market.
std::string channel_number(const std::string& number) {
  std::string digits;
  for (const char c : number)
    if (c >= '0' && c <= '9') digits += c;
  digits.resize(16, '0');
  return digits;
}

void merge(OrderedJson& json, const std::string& details) {
  if (!details.empty()) json.merge_patch(OrderedJson::parse(details));
}

OrderedJson orderer_json(const SandboxOrder& order) {
  return {{"member_code", order.member_code},
          {"name", order.orderer_name},
          {"email", order.orderer_email},
          {"call", order.orderer_call},
          {"call2", ""}};
}

OrderedJson delivery_json(const SandboxOrder& order) {
  OrderedJson address{{"name", order.receiver_name}, {"phone", order.receiver_phone}, {"phone2", ""},
                      {"postcode", order.postcode},  {"address", order.address},      {"address_detail", order.address_detail}};
  for (const char* name : {"address_street", "address_building", "address_city", "address_state"}) address[name] = "";
  address["logistics_type"] = "NORMAL";
  return {{"country", "KR"},
          {"country_text", "대한민국"},
          {"address", std::move(address)},
          {"memo", order.delivery_memo},
          {"unipass_number", ""}};
}

// When the last item was delivered; no such moment while one is not.
TimePoint completed_at(const SandboxOrder& order) {
  TimePoint last{};
  for (const auto& item : order.items) {
    if (item.complete_time == TimePoint{}) return {};
    last = std::max(last, item.complete_time);
  }
  return last;
}

TimePoint paid_at(const SandboxOrder& order) {
  TimePoint first{};
  for (const auto& item : order.items)
    if (item.pay_time != TimePoint{} && (first == TimePoint{} || item.pay_time < first)) first = item.pay_time;
  return first;
}

}  // namespace

bool is_json_object_or_empty(const std::string& text) {
  return text.empty() || OrderedJson::parse(text, nullptr, false).is_object();
}

OrderedJson OrderWriter::amount(std::int64_t amount) const {
  return options_.amount_form == AmountForm::text ? OrderedJson(std::to_string(amount)) : OrderedJson(amount);
}

void OrderWriter::put_time(OrderedJson& into, const char* name, TimePoint time) const {
  if (time != TimePoint{})
    into[name] = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch() + unix_offset_).count();
  else if (options_.no_time == NoTime::zero)
    into[name] = 0;
  else if (options_.no_time == NoTime::null)
    into[name] = nullptr;
}

void OrderWriter::put_claim(OrderedJson& into, const char* name, const std::string& claim) const {
  if (!claim.empty() || options_.no_claim == NoClaim::empty_text)
    into[name] = spelled(claim, options_);
  else if (options_.no_claim == NoClaim::null)
    into[name] = nullptr;
}

OrderedJson OrderWriter::payment(const SandboxOrder& order) const {
  std::int64_t total = 0;
  std::int64_t points = 0;
  for (const auto& item : order.items) {
    total += item.price * item.count;
    points += item.point;
  }
  OrderedJson json{{"pay_type", order.pay_type},
                   {"pg_type", "nicepay"},
                   {"deliv_type", "parcel"},
                   {"deliv_pay_type", "price"},
                   {"price_currency", "KRW"}};
  json["total_price"] = amount(total);
  json["deliv_price"] = amount(order.deliv_price);
  json["island_price"] = amount(0);
  json["price_sale"] = amount(0);
  json["point"] = amount(points);
  for (const char* name : {"coupon", "membership_discount", "period_discount", "price_tax_free"}) json[name] = amount(0);
  json["payment_amount"] = amount(total + order.deliv_price - points);
  put_time(json, "payment_time", paid_at(order));
  return json;
}

OrderedJson OrderWriter::order(const SandboxOrder& order) const {
  OrderedJson json{{"order_code", code_for('o', order.order_no)},
                   {"order_no", order.order_no},
                   {"order_time", order.order_time.time_since_epoch().count()},
                   {"order_type", "shopping"},
                   {"is_gift", "N"},
                   {"sale_channel_idx", 0},
                   {"device", {{"type", "pc"}}}};
  put_time(json, "complete_time", completed_at(order));
  json["orderer"] = orderer_json(order);
  json["delivery"] = delivery_json(order);
  json["payment"] = payment(order);
  json["cash_receipt"] = {{"request", "N"}, {"type", ""}, {"value", ""}, {"status", ""}};
  put_time(json["cash_receipt"], "complete_date", {});
  json["form"] = OrderedJson::array();
  json["use_issue_coupon_codes"] = OrderedJson::array();
  if (order.type == "npay") json["channel_order_no"] = channel_number(order.order_no);
  merge(json, order.details);
  return json;
}

OrderedJson OrderWriter::options_of(const SandboxItem& item) const {
  OrderedJson option{{"no", 1},
                     {"type", "require"},
                     {"is_mix", "N"},
                     {"option_detail_code", code_for('d', item.option_value)},
                     {"stock_sku_no", OrderedJson::array()},
                     {"option_code_list", OrderedJson::array({code_for('n', item.option_name)})},
                     {"option_name_list", OrderedJson::array({item.option_name})},
                     {"value_code_list", OrderedJson::array({code_for('v', item.option_value)})},
                     {"value_name_list", OrderedJson::array({item.option_value})},
                     {"option_data", OrderedJson::array()}};
  option["payment"] = {{"price", amount(0)}, {"count", item.count}, {"deliv_price", amount(0)}, {"island_price", amount(0)}};
  return OrderedJson::array({OrderedJson::array({std::move(option)})});
}

OrderedJson OrderWriter::goods(const SandboxItem& item) const {
  OrderedJson json{{"no", 1},           {"prod_no", item.prod_no}, {"prod_name", item.prod_name}, {"prod_custom_code", nullptr},
                   {"prod_sku_no", ""}, {"is_promotion", "N"}};
  OrderedJson& paid = json["payment"];
  paid["count"] = item.count;
  paid["price"] = amount(item.price);
  for (const char* name : {"price_tax_free", "deliv_price_tax_free", "deliv_price", "island_price", "price_sale"})
    paid[name] = amount(0);
  paid["point"] = amount(item.point);
  for (const char* name : {"coupon", "membership_discount", "period_discount"}) paid[name] = amount(0);
  json["delivery"] = {{"deliv_code", code_for('g', std::to_string(item.prod_no))},
                      {"deliv_price_mix", "N"},
                      {"deliv_group_code", ""},
                      {"deliv_type", "parcel"},
                      {"deliv_pay_type", "price"},
                      {"deliv_price_type", "fix"}};
  if (!item.option_name.empty()) json["options"] = options_of(item);
  return json;
}

OrderedJson OrderWriter::item(const SandboxOrder& order, const SandboxItem& item) const {
  OrderedJson json{{"order_no", item.prod_order_no}, {"status", item.status}};
  put_claim(json, "claim_status", item.claim_status);
  put_claim(json, "claim_type", item.claim_type);
  json["code"] = code_for('p', item.prod_order_no);
  put_time(json, "pay_time", item.pay_time);
  put_time(json, "delivery_time", item.delivery_time);
  put_time(json, "complete_time", item.complete_time);
  json["parcel_code"] = item.parcel_code;
  json["invoice_no"] = item.invoice_no;
  if (order.type == "npay") json["channel_order_item_no"] = channel_number(item.prod_order_no);
  json["items"] = OrderedJson::array({goods(item)});
  merge(json, item.details);
  return json;
}

}  // namespace imweb::inline v0::testing::sandbox

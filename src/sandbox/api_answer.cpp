#include "sandbox/api_answer.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "sandbox/envelope.hpp"

namespace imweb::inline v0::testing::sandbox {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson number_or_text(const std::string& text) {
  const bool is_number = !text.empty() && text.size() < 19 && text.front() != '0' &&
                         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? OrderedJson(std::stoll(text)) : OrderedJson(text);
}

OrderedJson success_json(const std::string& number, SuccessShape shape) {
  switch (shape) {
    case SuccessShape::text_array: return OrderedJson::array({number});
    case SuccessShape::text: return number;
    case SuccessShape::number: return number_or_text(number);
    case SuccessShape::number_array: return OrderedJson::array({number_or_text(number)});
    case SuccessShape::order_map: return OrderedJson{{number, number}};
    case SuccessShape::index_map: return OrderedJson{{"0", number}};
  }
  return nullptr;
}

// Entries with their numbers, as list or map.
OrderedJson failed_json(const std::vector<std::pair<std::string, OrderedJson>>& entries, FailedShape shape) {
  if (shape == FailedShape::list) {
    OrderedJson list = OrderedJson::array();
    for (const auto& entry : entries) list.push_back(entry.second);
    return list;
  }
  OrderedJson map = OrderedJson::object();
  for (std::size_t i = 0; i < entries.size(); ++i)
    map[shape == FailedShape::map ? entries[i].first : std::to_string(i)] = entries[i].second;
  return map;
}

OrderedJson failed_items(const OrderAnswer& answer, FailedShape shape) {
  std::vector<std::pair<std::string, OrderedJson>> items;
  for (const auto& item : answer.refused)
    items.emplace_back(item.prod_order_no,
                       OrderedJson{{"prod_order_no", item.prod_order_no}, {"msg", item.msg}, {"detail_msg", item.detail_msg}});
  return failed_json(items, shape);
}

OrderedJson failed_order(const OrderAnswer& answer, const std::string& order_no, FailedShape shape) {
  return {{"order_no", order_no}, {"prod_order_list", failed_items(answer, shape)}};
}

void put_empty(OrderedJson& into, const char* name, EmptyList form) {
  if (form == EmptyList::array) into[name] = OrderedJson::array();
  if (form == EmptyList::null) into[name] = nullptr;
}

// The pages for one item: one number, and a flat list.
OrderedJson item_success(const OrderAnswer& answer, ItemSuccess form) {
  switch (form) {
    case ItemSuccess::text: return answer.processed.front();
    case ItemSuccess::text_array: return OrderedJson::array({answer.processed.front()});
    case ItemSuccess::order_number: return answer.order_no;
  }
  return nullptr;
}

OrderedJson order_success(const OrderRequest& request, const SandboxOptions& options) {
  const std::string& item = request.body->prod_order_no;
  const bool names_item = options.success_names == SuccessNames::item && !item.empty();
  return success_json(names_item ? item : request.order_no, options.success_shape);
}

void put_result(OrderedJson& into, const OrderAnswer& answer, const OrderRequest& request, const SandboxOptions& options) {
  const bool is_item_page = request.scope == Scope::item;
  if (answer.processed.empty())
    put_empty(into, "success", options.empty_list);
  else
    into["success"] = is_item_page ? item_success(answer, options.item_success) : order_success(request, options);
  if (answer.refused.empty())
    put_empty(into, "failed", options.empty_list);
  else if (is_item_page)
    into["failed"] = failed_items(answer, options.failed_shape);
  else
    into["failed"] = failed_json({{request.order_no, failed_order(answer, request.order_no, options.failed_shape)}},
                                 options.failed_shape);
}

bool is_bare(const OrderRequest& request, const SandboxOptions& options) {
  const bool is_bare_invoice = request.action == "invoice" && options.invoice_answer == InvoiceAnswer::bare;
  return is_bare_invoice || options.success_answer == SuccessAnswer::bare;
}

void put_empty_data(OrderedJson& json, const SandboxOptions& options) {
  if (options.empty_data == EmptyData::array) json["data"] = OrderedJson::array();
}

int matching_status(int code) noexcept {
  switch (code) {
    case code::wrong_key: return 401;
    case code::too_many_requests: return 429;
    case code::wrong_parameter: return 400;
    case code::no_data: return 404;
    case code::no_method: return 501;
    case code::maintenance: return 503;
    default: return 500;
  }
}

int http_status(int code, const SandboxOptions& options) noexcept {
  if (code == code::wrong_token) return options.token_error_status == TokenErrorStatus::unauthorized_401 ? 401 : 200;
  return options.error_status == ErrorStatus::matching ? matching_status(code) : 200;
}

}  // namespace

ApiAnswer to_answer(int status, const OrderedJson& json) {
  std::string body = json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
}

OrderedJson envelope(const Status& status, const SandboxOptions& options) {
  OrderedJson json{{"msg", status.msg}, {"code", status.code}};
  if (options.request_count == RequestCount::number) json["request_count"] = status.request_count;
  if (options.request_count == RequestCount::text) json["request_count"] = std::to_string(status.request_count);
  json["version"] = "2.0";
  return json;
}

ApiAnswer write_error(const Status& status, const SandboxOptions& options) {
  OrderedJson json{{"msg", status.msg}, {"code", status.code}};
  put_empty_data(json, options);
  ApiAnswer answer = to_answer(http_status(status.code, options), json);
  const bool is_down = status.code == code::maintenance;
  if (is_down && options.maintenance_body == MaintenanceBody::html) {
    answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    answer.body = "<!DOCTYPE html><html><body><h1>서비스 점검중입니다.</h1></body></html>";
  }
  const bool has_end = is_down || status.code == code::too_many_requests;
  if (has_end && options.retry_after > std::chrono::seconds::zero())
    answer.headers.push_back({"Retry-After", std::to_string(options.retry_after.count())});
  return answer;
}

ApiAnswer write_answer(const LoginAnswer& answer, const SandboxOptions& options) {
  if (!answer.status.is_success()) return write_error(answer.status, options);
  OrderedJson json{{"msg", answer.status.msg}, {"code", answer.status.code}};
  OrderedJson& place = options.token_place == TokenPlace::under_data ? json["data"] : json;
  place["access_token"] = answer.token;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(options.token_age).count();
  if (options.expires_in == ExpiresIn::number) place["expires_in"] = seconds;
  if (options.expires_in == ExpiresIn::text) place["expires_in"] = std::to_string(seconds);
  return to_answer(200, json);
}

ApiAnswer write_answer(const OrderAnswer& answer, const OrderRequest& request, const SandboxOptions& options) {
  if (!answer.status.is_success()) return write_error(answer.status, options);
  OrderedJson json = envelope(answer.status, options);
  if (is_bare(request, options) && answer.refused.empty())
    put_empty_data(json, options);
  else
    put_result(options.result_place == ResultPlace::under_data ? json["data"] : json, answer, request, options);
  return to_answer(200, json);
}

}  // namespace imweb::inline v0::testing::sandbox

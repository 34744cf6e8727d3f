// A shop whose items a test writes down as imweb is to show them, whether that makes sense or not. Writes change them as they would at imweb, unless the test
// answers a request itself.
//
//     ScriptedItems shop{{{"202604270000001", "202604270000001-001", "STANDBY"}}};
//     shop.instead = [&](const Asked& asked) { return asked.action == "send" ? std::optional{refusal(-10)} : std::nullopt; };
//     const auto report = shop.client.ship(OrderNo{"202604270000001"}, parcel);
//     EXPECT_EQ(shop.count("send"), 1);
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb::testing {

/// One item as reads show it, under the order where they show it.
struct ShownItem {
  std::string order_no;
  std::string number;
  std::string status;
  std::string parcel_code{};
  std::string invoice_no{};
};

/// One request: "read", or the action; for this order or item. A read of many orders names none.
struct Asked {
  std::string action{};
  std::string number{};
  TimePoint at{};
};

/// An answer with this `data`.
inline Script with_data(const std::string& data) { return reply(R"({"msg":"SUCCESS","code":200,"data":)" + data + "}"); }

class ScriptedItems {
 public:
  explicit ScriptedItems(std::vector<ShownItem> shown = {}) : items(std::move(shown)) {
    shop_.on_order = [this](const http::Request& request) { return answer(request); };
  }

  /// What every invoice request sets, and every send by the order's page.
  static constexpr std::string_view parcel_code = "CJ";
  static constexpr std::string_view invoice_no = "631245789012";

  std::vector<ShownItem> items;
  std::vector<Asked> asked{};
  /// Asked first, on the engine's thread. Nothing: the shop answers.
  std::function<std::optional<Script>(const Asked&)> instead = [](const Asked&) { return std::nullopt; };

  [[nodiscard]] std::ptrdiff_t count(std::string_view action) const {
    return std::count_if(asked.begin(), asked.end(), [action](const Asked& one) { return one.action == action; });
  }
  [[nodiscard]] std::ptrdiff_t writes() const { return std::ssize(asked) - count("read"); }

 private:
  VirtualShop shop_{};  // goes first: its engine's thread uses what stands above

 public:
  OrderClient& client = shop_.client;

 private:
  static Asked read_request(const http::Request& request, TimePoint at) {
    constexpr std::string_view root = "/shop/";
    std::istringstream path{request.url.substr(request.url.find(root) + root.size())};
    Asked one{.at = at};
    std::string page;
    std::getline(path, page, '/');
    std::getline(path, one.number, '/');
    std::getline(path, one.action, '?');
    if (request.method == http::Method::get) one.action = "read";
    return one;
  }

  Script answer(const http::Request& request) {
    asked.push_back(read_request(request, shop_.clock->now()));
    const Asked& one = asked.back();
    if (auto script = instead(one)) return *std::move(script);
    if (one.action == "read") return one.number.empty() ? shown_by_order(request.url) : shown_of(one.number);
    carry_out(one);
    return with_data(R"({"success":[")" + one.number + R"("],"failed":[]})");
  }

  void carry_out(const Asked& one) {
    for (auto& item : items) {
      const bool is_by_order = item.order_no == one.number;
      if (!is_by_order && item.number != one.number) continue;
      if (one.action == "place") item.status = "STANDBY";
      if (one.action == "send") item.status = "DELIVERING";
      if (one.action == "invoice" || (one.action == "send" && is_by_order)) {
        item.parcel_code = parcel_code;
        item.invoice_no = invoice_no;
      }
    }
  }

  static std::string json_of(const ShownItem& item) {
    return R"({"order_no":")" + item.number + R"(","status":")" + item.status + R"(","parcel_code":")" + item.parcel_code +
           R"(","invoice_no":")" + item.invoice_no + "\"}";
  }

  [[nodiscard]] Script shown_of(const std::string& order_no) const {
    std::string list;
    for (const auto& item : items)
      if (item.order_no == order_no) list += (list.empty() ? "" : ",") + json_of(item);
    return with_data("[" + list + "]");
  }

  [[nodiscard]] Script shown_by_order(const std::string& url) const {
    std::string orders;
    std::string open;  // the order whose items are being written
    for (const auto& item : items) {
      if (url.find(item.order_no) == url.npos) continue;
      const std::string entry = "\"" + item.number + "\":" + json_of(item);
      if (item.order_no == open)
        orders += "," + entry;
      else
        orders += (open.empty() ? "\"" : "},\"") + item.order_no + "\":{" + entry;
      open = item.order_no;
    }
    return with_data(open.empty() ? "[]" : "{" + orders + "}}");
  }
};

}  // namespace imweb::testing

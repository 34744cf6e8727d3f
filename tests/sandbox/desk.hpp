// The whole API without sockets, asked in HTTP and answering in JSON; somebody is logged in, nothing is limited unless told.
//
//     Desk desk;
//     desk.add({.order_no = number});
//     EXPECT_EQ(desk.get("/shop/orders/" + number)["code"], 200);
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "sandbox/api.hpp"

namespace sandbox_desk {

using namespace imweb::testing;
using imweb::TimePoint;
using Json = nlohmann::json;

inline const std::string number = "202604270000001";
inline constexpr TimePoint start{std::chrono::seconds{100}};
inline constexpr std::chrono::sys_seconds unix_start{std::chrono::seconds{1777248000}};  // 2026-04-27 09:00 in Korea

inline SandboxOptions unlimited(SandboxOptions options = {}) {
  options.requests_per_second = 0;
  options.list_requests_per_second = 0;
  return options;
}

struct Desk {
  explicit Desk(SandboxOptions options = {}) : Desk(Exactly{unlimited(std::move(options))}) {}

  // With the limits of the options.
  struct Exactly {
    SandboxOptions options;
  };
  explicit Desk(const Exactly& exactly) : api(exactly.options, unix_start.time_since_epoch() - start.time_since_epoch()) {
    token = api.shop().login(exactly.options.key, exactly.options.secret, start - std::chrono::seconds{10}).token;
  }

  void add(SandboxOrder order) { api.shop().add(std::move(order), now); }
  SandboxItem item(std::size_t position = 0) const { return api.shop().order(number)->items.at(position); }

  sandbox::HttpRequest request(const std::string& method, const std::string& path, const std::string& body) const {
    return {.method = method, .target = "/v2" + path, .headers = {{"access-token", token}}, .body = body, .at = now};
  }
  sandbox::Handled handle(const std::string& method, const std::string& path, const std::string& body = "") {
    return api.handle(sandbox::read_call(request(method, path, body)), now);
  }
  Json get(const std::string& path, const std::string& body = "") { return Json::parse(handle("GET", path, body).answer.body); }
  Json patch(const std::string& path, const std::string& body = "{}") {
    return Json::parse(handle("PATCH", path, body).answer.body);
  }

  sandbox::Api api;
  TimePoint now = start;
  std::string token;
};

}  // namespace sandbox_desk

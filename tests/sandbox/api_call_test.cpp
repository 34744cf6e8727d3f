#include <string>

#include <gtest/gtest.h>

#include "sandbox/api_call.hpp"

namespace {

using namespace imweb::testing::sandbox;

struct LoginRow {
  const char* name;
  HttpRequest request;
};

const LoginRow login_rows[] = {
    {"query", {.method = "GET", .target = "/v2/auth?key=k%20&secret=s"}},
    {"json", {.method = "POST", .target = "/v2/auth", .body = R"({"key":"k ","secret":"s"})"}},
    {"form", {.method = "POST", .target = "/v2/auth", .body = "key=k+&secret=s"}},
    {"json that is called a form",
     {.method = "POST",
      .target = "/v2/auth",
      .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
      .body = R"({"key":"k ","secret":"s"})"}},
    {"json with GET", {.method = "GET", .target = "/v2/auth", .body = R"({"key":"k ","secret":"s"})"}},
};

TEST(SandboxApiCall, ReadsKeyAndSecretFromAnywhere) {
  for (const auto& row : login_rows) {
    SCOPED_TRACE(row.name);
    const auto call = read_call(row.request);

    EXPECT_EQ(call.page, Page::login);
    EXPECT_EQ(call.path, "/v2/auth");
    EXPECT_EQ(call.key, "k ");
    EXPECT_EQ(call.secret, "s");
  }
}

TEST(SandboxApiCall, KnowsItsPages) {
  struct {
    const char* method;
    const char* target;
    Page page;
  } const rows[] = {
      {"PATCH", "/v2/shop/orders/1/send", Page::process},
      {"PATCH", "/v2/shop/orders/1/send?order_version=v2", Page::process},
      {"PATCH", "/v2/shop/orders/1/nonsense", Page::process},
      {"GET", "/v2/shop/orders/1/prod-orders", Page::look},
      {"GET", "/v2/shop/orders/1/send", Page::unknown},
      {"POST", "/v2/shop/orders/1/send", Page::unknown},
      {"PATCH", "/v2/shop/orders/1/cancel/accept", Page::process},
      {"PATCH", "/v2/shop/orders//send", Page::unknown},
      {"PATCH", "/v2/shop/prod-orders/1/send", Page::process},
      {"PATCH", "/v1/shop/orders/1/send", Page::unknown},
      {"DELETE", "/v2/auth", Page::unknown},
      {"GET", "*", Page::unknown},
      {"GET", "/", Page::unknown},
  };
  for (const auto& row : rows)
    EXPECT_EQ(read_call({.method = row.method, .target = row.target}).page, row.page) << row.method << " " << row.target;
}

TEST(SandboxApiCall, ReadsAnOrderRequest) {
  const auto call = read_call({.method = "PATCH",
                               .target = "/v2/shop/orders/20%2d1/send?order_version=v2",
                               .headers = {{"Access-Token", "t"}},
                               .body = R"({"prod_order_no":"20-001","etc":{"parcel_code":"CJ","invoice_no":"1"}})"});

  EXPECT_EQ(call.order.token, "t");
  EXPECT_EQ(call.order.order_no, "20-1");
  EXPECT_EQ(call.order.action, "send");
  EXPECT_EQ(call.order.order_version, "v2");
  ASSERT_TRUE(call.order.body);
  EXPECT_EQ(call.order.body->prod_order_no, "20-001");
  EXPECT_EQ(call.order.body->etc.parcel_code, "CJ");
  EXPECT_FALSE(call.order.body->etc.reason_code);
}

TEST(SandboxApiCall, ReadsBodiesAsPhpWould) {
  struct {
    const char* body;
    bool is_read;
  } const rows[] = {
      {"", true},
      {"{}", true},
      {"[]", true},
      {R"({"etc":[]})", true},
      {R"({"etc":null})", true},
      {R"({"prod_order_no":null})", true},
      {R"({"etc":[1]})", false},
      {R"({"etc":"x"})", false},
      {R"({"prod_order_no":["1"]})", true},
      {R"({"prod_order_no":[1]})", false},
      {R"({"prod_order_no":[]})", false},
      {R"({"prod_order_no":1})", false},
      {R"({"etc":{"invoice_no":1}})", false},
      {"a=b", true},
      {"[1]", false},
      {"{", false},
      {"{\"a\":\"\xff\"}", false},
  };
  for (const auto& row : rows) {
    const auto call = read_call({.method = "PATCH", .target = "/v2/shop/orders/1/send", .body = row.body});
    EXPECT_EQ(call.order.body.has_value(), row.is_read) << row.body;
  }
}

TEST(SandboxApiCall, ReadsTheOrderVersionFromTheBodyToo) {
  const auto call = read_call({.method = "PATCH", .target = "/v2/shop/orders/1/send", .body = R"({"order_version":"v2"})"});

  EXPECT_EQ(call.order.order_version, "v2");
}

}  // namespace

// Every switch of SandboxOptions that changes how answers look.
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sandbox/api_answer.hpp"

namespace {

using namespace imweb::testing;
using namespace imweb::testing::sandbox;

struct Row {
  const char* name;
  SandboxOptions options;
  const char* expected;
};

const OrderRequest request{.order_no = "20", .body = OrderBody{"20-001", {}}};
const OrderAnswer success{.status = {.request_count = 4}, .processed = {"20-001"}};
const OrderAnswer failure{.status = {.request_count = 4}, .refused = {{"20-001", "m", "d"}}};

std::string write(const OrderAnswer& answer, const SandboxOptions& options) {
  return write_answer(answer, request, options).body;
}

const std::string envelope = R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0")";

TEST(SandboxAnswerShapes, Success) {
  const Row rows[] = {
      {"text array", {.success_shape = SuccessShape::text_array}, R"(,"data":{"success":["20"],"failed":[]}})"},
      {"text", {.success_shape = SuccessShape::text}, R"(,"data":{"success":"20","failed":[]}})"},
      {"number", {.success_shape = SuccessShape::number}, R"(,"data":{"success":20,"failed":[]}})"},
      {"number array", {.success_shape = SuccessShape::number_array}, R"(,"data":{"success":[20],"failed":[]}})"},
      {"order map", {.success_shape = SuccessShape::order_map}, R"(,"data":{"success":{"20":"20"},"failed":[]}})"},
      {"index map", {.success_shape = SuccessShape::index_map}, R"(,"data":{"success":{"0":"20"},"failed":[]}})"},
      {"item", {.success_names = SuccessNames::item}, R"(,"data":{"success":["20-001"],"failed":[]}})"},
      {"item as number",
       {.success_shape = SuccessShape::number, .success_names = SuccessNames::item},
       R"(,"data":{"success":"20-001","failed":[]}})"},
      {"missing", {.empty_list = EmptyList::missing}, R"(,"data":{"success":["20"]}})"},
      {"null", {.empty_list = EmptyList::null}, R"(,"data":{"success":["20"],"failed":null}})"},
      {"top level", {.result_place = ResultPlace::top_level}, R"(,"success":["20"],"failed":[]})"},
      {"bare", {.success_answer = SuccessAnswer::bare}, R"(})"},
      {"bare array", {.success_answer = SuccessAnswer::bare, .empty_data = EmptyData::array}, R"(,"data":[]})"},
  };
  for (const auto& row : rows) EXPECT_EQ(write(success, row.options), envelope + row.expected) << row.name;
}

TEST(SandboxAnswerShapes, Failed) {
  const std::string item = R"({"prod_order_no":"20-001","msg":"m","detail_msg":"d"})";
  const std::string head = envelope + R"(,"data":{"success":[],"failed":)";

  EXPECT_EQ(write(failure, {.failed_shape = FailedShape::list}),
            head + R"([{"order_no":"20","prod_order_list":[)" + item + "]}]}}");
  EXPECT_EQ(write(failure, {.failed_shape = FailedShape::map}),
            head + R"({"20":{"order_no":"20","prod_order_list":{"20-001":)" + item + "}}}}}");
  EXPECT_EQ(write(failure, {.failed_shape = FailedShape::index_map}),
            head + R"({"0":{"order_no":"20","prod_order_list":{"0":)" + item + "}}}}}");
  EXPECT_EQ(write(failure, {.success_answer = SuccessAnswer::bare}), write(failure, {})) << "only a full success is bare";
}

TEST(SandboxAnswerShapes, RequestCountInEachForm) {
  EXPECT_NE(write(success, {.request_count = RequestCount::number}).find(R"("request_count":4,)"), std::string::npos);
  EXPECT_NE(write(success, {.request_count = RequestCount::text}).find(R"("request_count":"4",)"), std::string::npos);
  EXPECT_EQ(write(success, {.request_count = RequestCount::absent}).find("request_count"), std::string::npos);
}

TEST(SandboxAnswerShapes, Login) {
  const LoginAnswer answer{{}, "t"};
  const Row rows[] = {
      {"top level", {}, R"({"msg":"SUCCESS","code":200,"access_token":"t"})"},
      {"under data", {.token_place = TokenPlace::under_data}, R"({"msg":"SUCCESS","code":200,"data":{"access_token":"t"}})"},
      {"number", {.expires_in = ExpiresIn::number}, R"({"msg":"SUCCESS","code":200,"access_token":"t","expires_in":3600})"},
      {"text", {.expires_in = ExpiresIn::text}, R"({"msg":"SUCCESS","code":200,"access_token":"t","expires_in":"3600"})"},
  };
  for (const auto& row : rows) EXPECT_EQ(write_answer(answer, row.options).body, row.expected) << row.name;
}

TEST(SandboxAnswerShapes, ErrorStatusMatchesWhenTold) {
  struct {
    int code;
    int matching;
  } const rows[] = {{-1, 401}, {-7, 429}, {-10, 400}, {-11, 404}, {-19, 500}, {-99, 501}, {-999, 503}};
  for (const auto& row : rows) {
    EXPECT_EQ(write_error({.code = row.code}, {.error_status = ErrorStatus::ok_200}).status, 200);
    EXPECT_EQ(write_error({.code = row.code}, {.error_status = ErrorStatus::matching}).status, row.matching);
  }
}

TEST(SandboxAnswerShapes, TokenErrorHasAStatusOfItsOwn) {
  EXPECT_EQ(write_error({.code = -2}, {.error_status = ErrorStatus::matching}).status, 200);
  EXPECT_EQ(write_error({.code = -2}, {.token_error_status = TokenErrorStatus::unauthorized_401}).status, 401);
}

TEST(SandboxAnswerShapes, ErrorsCarryCodeAndTextOnly) {
  EXPECT_EQ(write_error({.code = -1, .msg = "API Key Error"}, {}).body, R"({"msg":"API Key Error","code":-1})");
  EXPECT_EQ(write_error({.code = -1, .msg = "m"}, {.empty_data = EmptyData::array}).body, R"({"msg":"m","code":-1,"data":[]})");
}

TEST(SandboxAnswerShapes, MaintenanceCanBeHtml) {
  const auto answer = write_error({.code = -999}, {.maintenance_body = MaintenanceBody::html});

  EXPECT_TRUE(answer.body.starts_with("<!DOCTYPE html>"));
  EXPECT_EQ(answer.headers.front().value, "text/html; charset=utf-8");
  EXPECT_TRUE(write_error({.code = -11}, {.maintenance_body = MaintenanceBody::html}).body.starts_with("{"));
}

TEST(SandboxAnswerShapes, RetryAfterComesWithLimitAndMaintenanceOnly) {
  const SandboxOptions options{.retry_after = std::chrono::seconds{7}};

  EXPECT_EQ(write_error({.code = -7}, options).headers.back(), (imweb::http::Header{"Retry-After", "7"}));
  EXPECT_EQ(write_error({.code = -999}, options).headers.size(), 2U);
  EXPECT_EQ(write_error({.code = -11}, options).headers.size(), 1U);
  EXPECT_EQ(write_error({.code = -7}, {}).headers.size(), 1U);
}

TEST(SandboxAnswerShapes, NumbersThatAreNotUtf8DoNoHarm) {
  EXPECT_NO_THROW(static_cast<void>(write_answer(success, {.order_no = "\xff", .body = OrderBody{}}, {})));
}

}  // namespace

// Valid answers, damaged in every way that one change can: nothing crashes, and no damage makes an answer speak of our order that did not.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "wire/decode.hpp"
#include "wire/envelope.hpp"
#include "wire/login.hpp"

namespace imweb::wire {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view order = "202604277420970";
constexpr std::string_view item = "202604277420970-001";

const std::string successes[] = {
    R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0","data":{"success":["202604277420970"],"failed":[]}})",
    R"({"code":200,"data":{"success":202604277420970,"failed":{}}})",
    R"({"code":200,"data":{"success":{"202604277420970":true}}})",
    R"({"code":200,"success":{"0":"202604277420970"}})",
    R"({"code":200,"data":{"success":[{"order_no":"202604277420970","prod_order_no":"202604277420970-001"}]}})",
};
const std::string refusals[] = {
    R"({"code":200,"data":{"success":[],"failed":[{"order_no":"202604277420970","prod_order_list":[{"prod_order_no":"202604277420970-001","msg":"m","detail_msg":"d"}]}]}})",
    R"({"code":200,"data":{"failed":{"202604277420970":{"prod_order_list":{"202604277420970-001":{"msg":"m"}}}}}})",
    R"({"code":200,"data":{"failed":[{"prod_order_no":"202604277420970-001","msg":"m"}]}})",
    R"({"code":200,"data":{"success":null,"failed":"202604277420970"}})",
};
const std::string errors[] = {
    R"({"msg":"TOO MANY REQUEST","code":-7,"request_count":"0"})",
    R"({"code":-999,"msg":"\uc810\uac80","data":[]})",
};

/// What stands for all bytes: everything that JSON gives a meaning, and one of each other sort.
constexpr std::string_view bytes = "0123456789-+.eEftnulx_ \"\\/{}[]:,<\n\t\x7f\x80\xc3\xed\xff\0"sv;

/// Calls `judge` with every text that is one change away: each byte replaced, dropped, doubled, preceded, or cut at.
template <class Judge>
void for_each_mutation(const std::string& body, Judge judge) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    std::string mutated = body;
    for (const char byte : bytes) {
      mutated[at] = byte;
      judge(mutated);
    }
    judge(body.substr(0, at));
    judge(std::string{body}.erase(at, 1));
    for (const char extra : {body[at], '0', '"', '\\', '{', '[', ',', '-', '\0'}) judge(std::string{body}.insert(at, 1, extra));
    for (const std::size_t size : {2U, 8U, 32U}) {
      judge(std::string{body}.insert(at, body.substr(at, size)));
      judge(std::string{body}.erase(at, size));
    }
  }
}

const OrderTarget targets[] = {OrderNo{std::string{order}},
                               {.order_no = OrderNo{std::string{order}}, .prod_order_no = ProdOrderNo{std::string{item}}}};

bool is_ours(const OrderNo& number) { return number.str() == order || number.str() == item; }

bool has_ours(const std::vector<OrderNo>& numbers) { return std::any_of(numbers.begin(), numbers.end(), is_ours); }

bool has_ours(const std::vector<OrderActionFailed>& orders) {
  return std::any_of(orders.begin(), orders.end(), [](const auto& one) { return is_ours(one.order_no); });
}

/// What the body comes to: empty for anything that a call would report as a failure.
std::optional<OrderActionResult> result_of(const std::string& body, const OrderTarget& target) {
  const auto document = Document::parse(body);
  const auto envelope = read_envelope(document);
  if (envelope.form == http::Envelope::Form::malformed || envelope.code != 200) return std::nullopt;
  auto answer = decode(document, target, BareSuccess::unknown);
  auto* result = std::get_if<OrderActionResult>(&answer);
  return result ? std::optional{std::move(*result)} : std::nullopt;
}

/// A result speaks of our order, and only of numbers that are written in the body.
void expect_about_us(const std::string& body) {
  for (const auto& target : targets) {
    const auto result = result_of(body, target);
    if (!result) continue;
    ASSERT_TRUE(has_ours(result->success) || has_ours(result->failed)) << body;
    ASSERT_NE(body.find(order), std::string::npos) << body;
  }
}

TEST(Mutation, OfASuccessIsNeverAboutAnotherOrder) {
  for (const auto& body : successes) {
    ASSERT_TRUE(result_of(body, targets[0])) << body;
    for_each_mutation(body, expect_about_us);
  }
}

TEST(Mutation, OfARefusalIsNeverAboutAnotherOrder) {
  for (const auto& body : refusals) {
    ASSERT_TRUE(result_of(body, targets[1])) << body;
    for_each_mutation(body, expect_about_us);
  }
}

TEST(Mutation, OfARefusalIsNeverASuccess) {
  const auto expect_no_success = [](const std::string& body) {
    for (const auto& target : targets) {
      const auto result = result_of(body, target);
      ASSERT_FALSE(result && has_ours(result->success)) << body;
    }
  };
  for (const auto& body : refusals) for_each_mutation(body, expect_no_success);
}

TEST(Mutation, OfAnErrorIsNeverAResult) {
  const auto expect_none = [](const std::string& body) {
    for (const auto& target : targets) ASSERT_FALSE(result_of(body, target)) << body;
  };
  for (const auto& body : errors) for_each_mutation(body, expect_none);
}

TEST(Mutation, OfALoginGivesATokenThatAHeaderMayHoldOrNone) {
  const auto is_visible = [](char c) { return c > 0x20 && c < 0x7F; };
  for_each_mutation(R"({"msg":"SUCCESS","code":200,"access_token":"0123456789abcdef"})", [&](const std::string& body) {
    const auto answer = read_login(body);
    const auto token = answer.token.expose();
    ASSERT_TRUE(std::all_of(token.begin(), token.end(), is_visible)) << body;
    const bool is_good = answer.envelope.form == http::Envelope::Form::valid && answer.envelope.code == 200;
    ASSERT_EQ(is_good, !token.empty()) << body;
  });
}

TEST(Mutation, OfAnyAnswerNeverPutsItsTextIntoAProblem) {
  const std::string body = R"({"msg":"KANARIENVOGEL","code":200,"data":{"success":["KANARIENVOGEL"],"KANARIENVOGEL":[]}})";
  for_each_mutation(body, [](const std::string& mutated) {
    const auto envelope = read_envelope(Document::parse(mutated));
    ASSERT_EQ(envelope.problem.find("KANARI"), std::string::npos) << mutated;
  });
}

}  // namespace
}  // namespace imweb::wire

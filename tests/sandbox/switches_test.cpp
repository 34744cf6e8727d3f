// Every switch of SandboxOptions that changes what the rules decide. Those that change how answers look: answer_shapes_test.cpp.
#include <chrono>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "sandbox/rules.hpp"

namespace {

using namespace std::chrono_literals;
using namespace imweb::testing;
using imweb::TimePoint;
using imweb::testing::sandbox::Etc;
using imweb::testing::sandbox::OrderAnswer;
using imweb::testing::sandbox::OrderBody;
using imweb::testing::sandbox::Shop;

constexpr TimePoint start{100s};
const Etc parcel{.parcel_code = "CJ", .invoice_no = "1"};

std::string log_in(Shop& shop, TimePoint now = start) { return shop.login("k", "s", now).token; }

SandboxOptions with(SandboxOptions options) {
  options.key = "k";
  options.secret = "s";
  return options;
}

// What becomes of one request to an order with one item.
struct After {
  OrderAnswer answer;
  SandboxItem item;
};

After process(const SandboxOptions& options, SandboxItem item, const std::string& action, Etc etc = {}) {
  Shop shop{with(options)};
  shop.add({.order_no = "1", .items = {std::move(item)}});
  const std::string token = log_in(shop);
  OrderAnswer answer = shop.process({.token = token, .order_no = "1", .action = action, .body = OrderBody{"", std::move(etc)}},
                                    start);
  return {std::move(answer), shop.order("1")->items[0]};
}

int look(Shop& shop, const std::string& token, TimePoint now = start) {
  return shop.look({.token = token, .order_no = "1"}, now).status.code;
}

TEST(SandboxSwitches, DirectSend) {
  EXPECT_EQ(process({.direct_send = DirectSend::refused}, {.status = "PAY_COMPLETE"}, "send", parcel).item.status,
            "PAY_COMPLETE");
  EXPECT_EQ(process({.direct_send = DirectSend::allowed}, {.status = "PAY_COMPLETE"}, "send", parcel).item.status, "DELIVERING");
  EXPECT_EQ(process({.direct_send = DirectSend::allowed}, {.status = "PAY_WAIT"}, "send", parcel).item.status, "PAY_WAIT");
}

TEST(SandboxSwitches, WrongState) {
  const auto as_list = process({.wrong_state = WrongState::failed_list}, {}, "place").answer;
  EXPECT_EQ(as_list.status.code, 200);
  EXPECT_EQ(as_list.refused.size(), 1U);

  const auto as_code = process({.wrong_state = WrongState::error_code}, {}, "place").answer;
  EXPECT_EQ(as_code.status.code, -10);
  EXPECT_EQ(as_code.status.msg, "처리할 수 없는 상태입니다.");
}

TEST(SandboxSwitches, RepetitionRefused) {
  const auto again = process({}, {.status = "STANDBY"}, "place").answer;

  ASSERT_EQ(again.refused.size(), 1U);
  EXPECT_EQ(again.refused[0].msg, "이미 처리된 품목입니다.");
}

TEST(SandboxSwitches, RepetitionAcceptedChangesNothing) {
  const SandboxOptions options{.repetition = Repetition::accepted};
  const SandboxItem sent{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "1"};

  const auto same = process(options, sent, "send", parcel).answer;
  EXPECT_EQ(same.processed.size(), 1U);
  EXPECT_EQ(same.items_changed, 0);
  EXPECT_EQ(process(options, sent, "send", {.parcel_code = "CJ", .invoice_no = "2"}).answer.refused.size(), 1U);
  EXPECT_EQ(process(options, sent, "place").answer.refused.size(), 1U);
  EXPECT_EQ(process(options, {.status = "CANCEL", .claim_type = "CANCEL"}, "cancel", {.reason_code = "SOLD_OUT"})
                .answer.processed.size(),
            1U);
}

TEST(SandboxSwitches, CodeLists) {
  const Etc made_up{.parcel_code = "MYVAN", .invoice_no = "1"};

  EXPECT_EQ(process({.code_lists = CodeLists::known_only}, {.status = "STANDBY"}, "send", made_up).answer.status.code, -10);
  EXPECT_EQ(process({.code_lists = CodeLists::any}, {.status = "STANDBY"}, "send", made_up).item.parcel_code, "MYVAN");
  EXPECT_EQ(process({.code_lists = CodeLists::any}, {}, "cancel", {.reason_code = "WHIM"}).item.status, "CANCEL");
}

TEST(SandboxSwitches, CollectType) {
  const SandboxOptions options{.collect_direct = "1", .collect_shipment = "0"};
  const SandboxItem delivered{.status = "COMPLETE"};

  EXPECT_EQ(process(options, delivered, "return", {.reason_code = "BROKEN", .collect_type = "1"}).answer.status.code, 200);
  EXPECT_EQ(process(options, delivered, "return", {.reason_code = "BROKEN", .collect_type = "Y"}).answer.status.code, -10);
  Etc by_parcel = parcel;
  by_parcel.reason_code = "BROKEN";
  by_parcel.collect_type = "0";
  EXPECT_EQ(process(options, delivered, "return", by_parcel).answer.status.code, 200);
}

TEST(SandboxSwitches, OrderVersion) {
  Shop shop{with({.order_version = OrderVersion::required})};
  shop.add({.order_no = "1"});
  const std::string token = log_in(shop);

  EXPECT_EQ(shop.process({.token = token, .order_no = "1", .action = "deposit", .body = OrderBody{}}, start).status.code, -11);
  const sandbox::OrderRequest versioned{
      .token = token, .order_no = "1", .action = "deposit", .order_version = "v2", .body = OrderBody{}};
  EXPECT_EQ(shop.process(versioned, start).status.code, 200);
}

TEST(SandboxSwitches, TokenAge) {
  Shop shop{with({.token_age = 10s})};
  shop.add({.order_no = "1"});
  const std::string token = log_in(shop);

  EXPECT_EQ(look(shop, token, start + 9999ms), 200);
  EXPECT_EQ(look(shop, token, start + 10s), -2);

  Shop ageless{with({.token_age = 0s})};
  ageless.add({.order_no = "1"});
  const std::string eternal = log_in(ageless);
  EXPECT_EQ(look(ageless, eternal, start + 9999h), 200);
}

TEST(SandboxSwitches, TokenUses) {
  Shop shop{with({.token_uses = 2})};
  shop.add({.order_no = "1"});
  const std::string token = log_in(shop);

  EXPECT_EQ(look(shop, token), 200);
  EXPECT_EQ(look(shop, token), 200);
  EXPECT_EQ(look(shop, token), -2);
}

TEST(SandboxSwitches, OlderTokens) {
  for (const auto& [switched, expected] : {std::pair{OlderTokens::stay_valid, 200}, std::pair{OlderTokens::become_invalid, -2}}) {
    Shop shop{with({.older_tokens = switched})};
    shop.add({.order_no = "1"});
    const std::string older = log_in(shop);
    const std::string newer = log_in(shop);

    EXPECT_EQ(look(shop, older), expected);
    EXPECT_EQ(look(shop, newer), 200);
  }
}

TEST(SandboxSwitches, ExpireAllTokens) {
  Shop shop{with({})};
  shop.add({.order_no = "1"});
  const std::string token = log_in(shop);

  shop.expire_tokens();

  EXPECT_EQ(look(shop, token), -2);
}

TEST(SandboxSwitches, LoginsInLimit) {
  for (const auto& [switched, expected] : {std::pair{LoginsInLimit::counted, -7}, std::pair{LoginsInLimit::not_counted, 200}}) {
    Shop shop{with({.requests_per_second = 1, .logins_in_limit = switched})};
    shop.add({.order_no = "1"});

    const std::string token = log_in(shop);

    EXPECT_EQ(look(shop, token), expected);
  }
}

}  // namespace

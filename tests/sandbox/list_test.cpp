// GET /shop/orders.
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "desk.hpp"

namespace {

using namespace std::chrono_literals;
using namespace sandbox_desk;

// "a" is the newest.
void add_letters(Desk& desk, const std::string& letters) {
  for (std::size_t i = 0; i < letters.size(); ++i)
    desk.add({.order_no = letters.substr(i, 1), .order_time = unix_start - std::chrono::hours{i}});
}

std::string numbers(const Json& answer) {
  std::string text;
  for (const auto& order : answer["data"]["list"]) text += order["order_no"].get<std::string>();
  return text;
}

TEST(SandboxList, ShowsTheNewestFirstPageByPage) {
  struct {
    const char* query;
    const char* orders;
  } const rows[] = {{"", "abcde"},
                    {"?limit=2", "ab"},
                    {"?limit=2&offset=1", "ab"},
                    {"?limit=2&offset=2", "cd"},
                    {"?limit=2&offset=3", "e"},
                    {"?limit=2&offset=4", ""},
                    {"?limit=2&offset=0", "ab"},
                    {"?limit=2&page=3", "ab"},
                    {"?limit=0&start_date=2020-01-01", "abcde"}};
  for (const auto& row : rows) {
    Desk desk;
    add_letters(desk, "abcde");
    EXPECT_EQ(numbers(desk.get(std::string{"/shop/orders"} + row.query)), row.orders) << row.query;
  }
}

TEST(SandboxList, SaysWhereItStands) {
  Desk desk;
  add_letters(desk, "abcde");

  const Json page = desk.get("/shop/orders?limit=2&offset=2")["data"]["pagenation"];

  EXPECT_EQ(page, Json::parse(R"({"data_count":5,"current_page":2,"total_page":3,"pagesize":2})"));
}

TEST(SandboxList, ReadsItsParametersFromABodyToo) {
  Desk desk;
  add_letters(desk, "abc");

  EXPECT_EQ(numbers(desk.get("/shop/orders", R"({"offset":2,"limit":2})")), "c");
  EXPECT_EQ(numbers(desk.get("/shop/orders", R"({"offset":"2","limit":"2"})")), "c");
  EXPECT_EQ(numbers(desk.get("/shop/orders?offset=1", R"({"offset":2,"limit":2})")), "ab") << "the query comes first";
}

TEST(SandboxList, GivesAHundredAtMost) {
  Desk desk;
  for (int i = 0; i < 130; ++i) desk.add({.order_no = std::to_string(i)});

  EXPECT_EQ(desk.get("/shop/orders?limit=1000")["data"]["list"].size(), 100U);
  EXPECT_EQ(desk.get("/shop/orders?limit=1000")["data"]["pagenation"]["pagesize"], 100);
  EXPECT_EQ(desk.get("/shop/orders")["data"]["list"].size(), 25U);
}

TEST(SandboxList, Filters) {
  Desk desk;
  desk.add({.order_no = "a", .items = {{.status = "STANDBY"}, {.status = "PAY_COMPLETE"}}, .member_code = "m1"});
  desk.add({.order_no = "b", .items = {{.status = "COMPLETE", .claim_type = "RETURN", .claim_status = "RETURN_REQUEST"}}});
  desk.add({.order_no = "c",
            .items = {{.status = "COMPLETE", .claim_type = "EXCHANGE", .claim_status = "EXCHANGE_COLLECTING"}},
            .type = "npay"});
  struct {
    const char* query;
    const char* orders;
  } const rows[] = {{"status=STANDBY", "a"},
                    {"status=PAY_COMPLETE", "a"},
                    {"status=COMPLETE", "cb"},
                    {"status=NONSENSE", ""},
                    {"status=", "cba"},
                    {"status=standby", "cba"},
                    {"claim_type=RETURN", "b"},
                    {"claim_status=RETURN_REQUEST", "b"},
                    {"claim_status=EXCHANGE_COLLECTIN", "c"},
                    {"claim_status=EXCHANGE_COLLECTING", ""},
                    {"type=npay", "c"},
                    {"type=normal", "ba"},
                    {"member=m1", "a"},
                    {"member=m2", ""}};
  for (const auto& row : rows) EXPECT_EQ(numbers(desk.get(std::string{"/shop/orders?"} + row.query)), row.orders) << row.query;
}

TEST(SandboxList, CutsByTimeInEveryForm) {
  Desk desk;
  desk.add({.order_no = "a", .order_time = unix_start});
  desk.add({.order_no = "b", .order_time = unix_start - 24h});
  desk.add({.order_no = "c", .order_time = unix_start - 24h * 100});
  struct {
    const char* query;
    const char* orders;
  } const rows[] = {{"", "ab"},
                    {"order_date_from=1777248000", "a"},
                    {"order_date_from=1777248001", ""},
                    {"order_date_to=1777247999", "b"},
                    {"order_date_from=2026-04-26&order_date_to=2026-04-26", "b"},
                    {"order_date_from=2026-04-27", "a"},
                    {"order_date_from=2026-04-26%2009:00:00&order_date_to=2026-04-27+08:59:59", "b"},
                    {"order_date_from=2026-04-26%2009:00:01&order_date_to=2026-04-27+09:00:00", "a"},
                    {"order_date_from=2026-01-10&order_date_to=2026-02-01", "c"}};
  for (const auto& row : rows) EXPECT_EQ(numbers(desk.get(std::string{"/shop/orders?"} + row.query)), row.orders) << row.query;
}

TEST(SandboxList, RefusesWhatMakesNoSense) {
  struct {
    const char* query;
    int code;
  } const rows[] = {{"status=STANDBY&claim_type=RETURN", -10},
                    {"claim_status=CANCELING&claim_type=CANCEL", -10},
                    {"offset=x", -10},
                    {"offset=-1", -10},
                    {"limit=x", -10},
                    {"order_date_from=yesterday", -10},
                    {"order_date_to=2026-02-30", -10},
                    {"order_date_to=99999999999999", -10},
                    {"order_date_from=2026-01-01&order_date_to=2026-04-03", -19},
                    {"order_date_from=2026-01-01&order_date_to=2026-04-02", 200},
                    {"order_date_from=2026-01-01", -19}};
  for (const auto& row : rows) {
    Desk desk;
    const Json answer = desk.get(std::string{"/shop/orders?"} + row.query);
    EXPECT_EQ(answer["code"], row.code) << row.query;
    EXPECT_EQ(answer["msg"].get<std::string>().find("3개월") != std::string::npos, row.code == -19);
  }
}

TEST(SandboxList, AShopWithoutOrdersHasAnEmptyList) {
  Desk desk;

  const Json data = desk.get("/shop/orders")["data"];

  EXPECT_EQ(data["list"], Json::array());
  EXPECT_EQ(data["pagenation"]["data_count"], 0);
  EXPECT_EQ(data["pagenation"]["total_page"], 0);
}

TEST(SandboxList, SkipsPagesThatComeEmptyAndLosesNoOrder) {
  Desk desk{{.empty_list_pages = {2, 7}}};
  add_letters(desk, "abcde");
  const std::vector<std::string> pages{"ab", "", "cd", "e", ""};

  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Json answer = desk.get("/shop/orders?limit=2&offset=" + std::to_string(i + 1));
    EXPECT_EQ(numbers(answer), pages[i]) << i + 1;
    EXPECT_EQ(answer["data"]["pagenation"]["total_page"], 4);
  }
}

TEST(SandboxList, Switches) {
  struct {
    const char* name;
    SandboxOptions options;
    const char* query;
    const char* list;
    const char* pagenation;
  } const rows[] = {
      {"text",
       {.page_numbers = PageNumbers::text},
       "limit=2",
       "ab",
       R"({"data_count":"3","current_page":"1","total_page":"2","pagesize":"2"})"},
      {"overstated", {.overstated_orders = 5}, "limit=2", "ab", R"({"data_count":8,"current_page":1,"total_page":4,"pagesize":2})"},
      {"last page again",
       {.page_beyond_end = PageBeyondEnd::last_page},
       "limit=2&offset=9",
       "c",
       R"({"data_count":3,"current_page":2,"total_page":2,"pagesize":2})"},
      {"lower case",
       {.lower_case_filter = LowerCaseFilter::matched},
       "limit=2&status=standby",
       "",
       R"({"data_count":0,"current_page":1,"total_page":0,"pagesize":2})"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    Desk desk{row.options};
    add_letters(desk, "abc");

    const Json answer = desk.get(std::string{"/shop/orders?"} + row.query);

    EXPECT_EQ(numbers(answer), row.list);
    EXPECT_EQ(answer["data"]["pagenation"], Json::parse(row.pagenation));
  }
  Desk strict{{.offset_zero = OffsetZero::refused}};
  EXPECT_EQ(strict.get("/shop/orders?offset=0")["code"], -10);
}

TEST(SandboxList, SpellsTheExchangeStatusAsTheShopDoes) {
  Desk desk{{.exchange_collecting = ExchangeCollecting::collecting}};
  desk.add({.order_no = number, .items = {{.claim_type = "EXCHANGE", .claim_status = "EXCHANGE_COLLECTIN"}}});

  EXPECT_EQ(numbers(desk.get("/shop/orders?claim_status=EXCHANGE_COLLECTING")), number);
  EXPECT_EQ(desk.get("/shop/orders/" + number + "/prod-orders")["data"][0]["claim_status"], "EXCHANGE_COLLECTING");
}

TEST(SandboxList, HasALimitOfItsOwn) {
  struct {
    const char* name;
    SandboxOptions options;
    const char* path;
    int code;
  } const rows[] = {
      {"list", {}, "/shop/orders", -7},
      {"several", {}, "/shop/prod-orders?order_no=a,b", -7},
      {"one in several", {}, "/shop/prod-orders?order_no=a", 200},
      {"several are no list", {.several_in_list_limit = SeveralInListLimit::not_counted}, "/shop/prod-orders?order_no=a,b", 200},
      {"one order", {}, "/shop/orders/a", 200},
      {"two lists a second", {.list_requests_per_second = 2}, "/shop/orders", 200},
      {"no limit", {.list_requests_per_second = 0}, "/shop/orders", 200},
  };
  for (const auto& row : rows) {
    Desk desk{Desk::Exactly{row.options}};
    desk.add({.order_no = "a"});
    EXPECT_EQ(desk.get("/shop/orders")["code"], 200);
    EXPECT_EQ(desk.get(row.path)["code"], row.code) << row.name;
    desk.now += 1s;
    EXPECT_EQ(desk.get(row.path)["code"], 200) << row.name;
  }
}

TEST(SandboxList, TakesAPlaceInTheGeneralLimitToo) {
  for (const auto& [counts, code] : {std::pair{ListsInLimit::counted, -7}, std::pair{ListsInLimit::not_counted, 200}}) {
    Desk desk{Desk::Exactly{{.requests_per_second = 1, .lists_in_limit = counts}}};
    desk.add({.order_no = "a"});

    EXPECT_EQ(desk.get("/shop/orders")["code"], 200);

    EXPECT_EQ(desk.get("/shop/orders/a")["code"], code);
  }
}

TEST(SandboxList, TakesItsPlaceInBothLimitsOrInNone) {
  Desk desk{Desk::Exactly{{.requests_per_second = 1}}};
  desk.add({.order_no = "a"});
  EXPECT_EQ(desk.get("/shop/orders/a")["code"], 200);
  desk.now += 900ms;
  EXPECT_EQ(desk.get("/shop/orders")["code"], -7) << "the general limit refuses";

  desk.now += 100ms;

  EXPECT_EQ(desk.get("/shop/orders")["code"], 200) << "the limit of the lists was not touched";
}

}  // namespace

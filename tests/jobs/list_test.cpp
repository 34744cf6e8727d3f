#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ranges>
#include <string>
#include <vector>

#include <imweb/imweb.hpp>

#include "support/virtual_shop.hpp"

namespace imweb {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::refusal;
using testing::reply;
using testing::VirtualShop;

static_assert(std::ranges::input_range<OrderList>);

/// A page with these orders; `total` and `count` stand where imweb writes total_page and data_count, as JSON.
testing::Script page(const std::vector<int>& numbers, const std::string& total = "1", const std::string& count = "\"999\"") {
  std::string list;
  for (const int number : numbers)
    list += (list.empty() ? "" : ",") + std::string{R"({"order_no":"20260427)"} + std::to_string(number) + "\"}";
  const std::string pagenation = total.empty() ? ""
                                               : R"(,"pagenation":{"data_count":)" + count +
                                                     R"(,"current_page":1,"total_page":)" + total + "}";
  return reply(R"({"msg":"SUCCESS","code":200,"data":{"list":[)" + list + "]" + pagenation + "}}");
}

/// A shop that answers list requests with these pages, by `offset`.
struct Pages : VirtualShop {
  explicit Pages(std::vector<testing::Script> pages) {
    on_order = [pages = std::move(pages)](const http::Request& request) {
      const auto at = request.url.find("offset=") + 7;
      const auto number = static_cast<std::size_t>(std::stoi(request.url.substr(at)));
      return number <= pages.size() ? pages[number - 1] : page({}, "");
    };
  }

  /// What a walk gives: the ends of the order numbers, and "!kind" for a failure.
  std::vector<std::string> walk(OrderFilter filter = {}) {
    std::vector<std::string> seen;
    for (const auto& one : client.list(std::move(filter)))
      seen.push_back(one ? one->order_no.str().substr(8) : "!" + std::string{to_string(one.failure().kind())});
    return seen;
  }
};

TEST(List, WalksThroughAllPages) {
  Pages shop{{page({1, 2}, "3"), page({3, 4}, "3"), page({5}, "3")}};

  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_EQ(shop.orders().size(), 3U);
}

TEST(List, ReadsCountsThatAreTexts) {
  Pages shop{{page({1}, "\"2\""), page({2}, "\"2\"")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "2"));
}

TEST(List, GoesOverEmptyAndRepeatedPagesInTheMiddle) {
  Pages shop{{page({1, 2}, "6"), page({}, "6"), page({1, 2}, "6"), page({3}, "6"), page({}, "6"), page({4}, "6")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3", "4"));
}

TEST(List, GivesAnOrderThatMovedToTheNextPageOnce) {
  Pages shop{{page({1, 2}, "2"), page({2, 3}, "2")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3"));
}

TEST(List, EndsAloudWhereThePagesNeverEnd) {
  Pages shop{std::vector<testing::Script>(1000, page({1, 2}, "1000"))};

  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "!protocol"));
  EXPECT_EQ(shop.orders().size(), 6U);
}

TEST(List, GoesOverAGapThatTakesThePromiseBack) {
  struct Row {
    const char* name;
    testing::Script gap;
  };
  for (const auto& [name, gap] : {Row{"no such data", refusal(-11)}, Row{"no pages", page({}, "0")}}) {
    Pages shop{{page({1, 2}, "3"), gap, page({3}, "3")}};
    EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3")) << name;
  }
}

TEST(List, GoesOnAfterAFullPageThatPromisesTooLittle) {
  Pages shop{{page({1, 2}, "1", "5"), page({3, 4}, "1", "5"), page({5}, "1", "5")}};
  EXPECT_THAT(shop.walk({.limit = 2}), ElementsAre("1", "2", "3", "4", "5"));
}

TEST(List, TakesThePageSizeThatImwebUsesForFull) {
  const std::string body = R"({"msg":"SUCCESS","code":200,"data":{"list":[{"order_no":"202604271"},{"order_no":"202604272"}],)"
                           R"("pagenation":{"data_count":3,"total_page":1,"pagesize":2}}})";
  Pages shop{{reply(body), page({3}, "1", "3")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3"));
}

TEST(List, AsksForNoMoreThanACorrectAnswerPromises) {
  Pages shop{{page({1, 2}, "2", "4"), page({3, 4}, "2", "4")}};

  EXPECT_THAT(shop.walk({.limit = 2}), ElementsAre("1", "2", "3", "4"));
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(List, CountsAnOrderOnTheBorderInBothWindows) {
  using std::chrono::sys_seconds;
  const auto moment = [](long seconds) { return sys_seconds{std::chrono::seconds{seconds}}; };
  Pages shop{{page({1, 2}, "1", "2")}};

  const OrderFilter filter{.order_date_from = moment(1'750'000'000),
                           .order_date_to = moment(1'750'000'000 + 100 * 86'400),
                           .limit = 2};
  EXPECT_THAT(shop.walk(filter), ElementsAre("1", "2"));
  EXPECT_EQ(shop.orders().size(), 2U);
}

TEST(List, EndsAloudWhereTheOffsetDoesNothing) {
  for (const std::string total : {"3", ""}) {
    Pages shop{std::vector<testing::Script>(10, page({1, 2}, total))};

    EXPECT_THAT(shop.walk({.limit = 2}), ElementsAre("1", "2", "!protocol")) << total;
    EXPECT_EQ(shop.orders().size(), 3U) << total;
  }
}

TEST(List, NeedsNoPagenation) {
  Pages shop{{page({1, 2}, ""), page({3}, "")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "2", "3"));
}

TEST(List, HasNoneWhereImwebKnowsNone) {
  Pages shop{{refusal(-11)}};

  EXPECT_THAT(shop.walk(), IsEmpty());
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(List, AFailureIsTheLastElement) {
  Pages shop{{page({1}, "3"), refusal(-5), page({3}, "3")}};
  EXPECT_THAT(shop.walk(), ElementsAre("1", "!not_permitted"));
}

TEST(List, AsksForNothingBeforeItBegins) {
  Pages shop{{page({1})}};
  auto list = shop.client.list();
  EXPECT_EQ(shop.requests(), 0U);

  auto first = list.begin();
  EXPECT_EQ((*first)->order_no.str(), "202604271");
  EXPECT_EQ(shop.orders().size(), 1U);
}

TEST(List, AsksAtMostOnceASecond) {
  Pages shop{{page({1}, "4"), page({2}, "4"), page({3}, "4"), page({4}, "4")}};
  (void)shop.walk();

  const auto requests = shop.orders();
  for (std::size_t i = 1; i < requests.size(); ++i)
    EXPECT_GE(requests[i].at - requests[i - 1].at, std::chrono::milliseconds{1000});
}

TEST(List, SaysWhatIsWanted) {
  Pages shop{{page({1})}};
  using std::chrono::sys_seconds;
  const OrderFilter filter{.state = ClaimStatus::cancel_request,
                           .type = OrderType::npay,
                           .member = "m2026",
                           .order_date_from = sys_seconds{std::chrono::seconds{1'770'000'000}},
                           .order_date_to = sys_seconds{std::chrono::seconds{1'770'086'400}},
                           .limit = 50};
  (void)shop.walk(filter);

  const auto request = shop.orders().front().request;
  EXPECT_EQ(request.method, http::Method::get);
  for (const char* part : {"/v2/shop/orders?", "offset=1", "limit=50", "claim_status=CANCEL_REQUEST", "type=npay", "member=m2026",
                           "order_date_from=1770000000", "order_date_to=1770086400", "order_version=v2"})
    EXPECT_THAT(request.url, HasSubstr(part));
  EXPECT_THAT(request.url, ::testing::Not(HasSubstr("&status=")));
  EXPECT_EQ(request.body, "");
}

TEST(List, CutsALongWindowIntoPieces) {
  Pages shop{{page({1})}};
  using std::chrono::sys_seconds;
  const auto moment = [](long seconds) { return sys_seconds{std::chrono::seconds{seconds}}; };
  (void)shop.walk({.order_date_from = moment(1'750'000'000), .order_date_to = moment(1'750'000'000 + 200 * 86'400)});

  const auto requests = shop.orders();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_THAT(requests[0].request.url, HasSubstr("order_date_from=1750000000&order_date_to=1757689600"));
  EXPECT_THAT(requests[2].request.url, HasSubstr("order_date_to=1767280000"));
}

TEST(List, RefusesWrongFiltersWithoutAsking) {
  using namespace std::chrono_literals;
  using std::chrono::sys_days;
  using std::chrono::sys_seconds;
  const std::vector<OrderFilter> wrong{{.limit = 0},
                                       {.limit = 101},
                                       {.state = Status{""}},
                                       {.state = Status{"A B"}},
                                       {.order_date_from = sys_days{2026y / 4 / 27}, .order_date_to = sys_days{2026y / 4 / 26}},
                                       {.order_date_from = sys_seconds::min()},
                                       {.order_date_from = sys_days{2000y / 1 / 1} - 1s},
                                       {.order_date_to = sys_days{2100y / 1 / 1} + 1s},
                                       {.order_date_to = sys_seconds::max()},
                                       {.order_date_from = sys_seconds::min(), .order_date_to = sys_seconds::max()}};
  for (const auto& filter : wrong) {
    Pages shop{{page({1})}};
    EXPECT_THAT(shop.walk(filter), ElementsAre("!invalid_argument"));
    EXPECT_EQ(shop.requests(), 0U);
  }
}

TEST(List, TakesDatesUpToBothEndsOfTheirRange) {
  using namespace std::chrono_literals;
  for (const std::chrono::sys_seconds date : {std::chrono::sys_days{2000y / 1 / 1}, std::chrono::sys_days{2100y / 1 / 1}}) {
    Pages shop{{page({1})}};
    EXPECT_THAT(shop.walk({.order_date_from = date, .order_date_to = date}), ElementsAre("1"));
  }
}

TEST(List, NamesTheFieldOfAnAnswerThatItCannotRead) {
  Pages shop{
      {reply(R"({"msg":"SUCCESS","code":200,"data":{"list":[{"order_no":"1"},{"order_no":"2","order_time":"yesterday"}]}})")}};

  for (const auto& one : shop.client.list()) {
    ASSERT_FALSE(one);
    EXPECT_EQ(one.failure().kind(), FailureKind::protocol);
    EXPECT_EQ(one.failure().effect(), Effect::not_applied);
    EXPECT_THAT(one.failure().message(), HasSubstr("data.list[1].order_time"));
    EXPECT_THAT(one.failure().message(), ::testing::Not(HasSubstr("yesterday")));
  }
}

}  // namespace
}  // namespace imweb

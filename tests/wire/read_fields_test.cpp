// How single fields are read: the table at the top of read_fields.hpp, row by row.
#include "wire/read_fields.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace imweb::wire {
namespace {

constexpr std::string_view nothings[] = {"null", "false", "[]", R"("")"};

/// The field as read from that JSON, or why not.
template <class Field>
std::variant<Field, Mismatch> read_field(std::string_view json) {
  const auto document = Document::parse(std::string{json});
  EXPECT_EQ(document.problem(), "") << json;
  FieldReader reader{"data"};
  auto value = reader.read(detail::Tag<Field>{}, document.root());
  return std::move(reader).finish(std::move(value));
}

template <class Field>
std::optional<Field> value_of(std::string_view json) {
  auto field = read_field<Field>(json);
  const auto* value = std::get_if<Field>(&field);
  return value ? std::optional<Field>{*value} : std::nullopt;
}

template <class Field>
std::string complaint_about(std::string_view json) {
  const auto field = read_field<Field>(json);
  const auto* mismatch = std::get_if<Mismatch>(&field);
  return mismatch ? mismatch->what : "";
}

TEST(ReadFields, TakesTextsAndNumbersAsTexts) {
  EXPECT_EQ(value_of<std::string>(R"("한복")"), "한복");
  EXPECT_EQ(value_of<std::string>("123456789012345678901234567890"), "123456789012345678901234567890");
  for (const auto number : {"0", "-1", "2.0e1", "12.50", "1E5"}) EXPECT_EQ(value_of<std::string>(number), number);
  for (const auto nothing : nothings) EXPECT_EQ(value_of<std::string>(nothing), "") << nothing;
  for (const auto other : {"true", "[1]", "{}", R"({"a":1})"}) EXPECT_EQ(complaint_about<std::string>(other), "data is no text");
}

TEST(ReadFields, KeepsFlagsAsTheyCame) {
  const auto flag = [](std::string_view json) {
    return value_of<Item>(std::string{R"({"is_promotion":)"}.append(json) + "}").value().is_promotion;
  };
  EXPECT_EQ(flag("true"), "true");
  EXPECT_EQ(flag("false"), "false");
  EXPECT_EQ(flag(R"("Y")"), "Y");
  EXPECT_EQ(flag("1"), "1");
  EXPECT_EQ(flag("null"), "");
  EXPECT_EQ(complaint_about<Item>(R"({"is_promotion":[1]})"), "data.is_promotion is no text");
}

using Count = std::optional<std::int64_t>;

TEST(ReadFields, ReadsCountsThatAreWhole) {
  for (const auto three : {"3", R"("3")", "3.0", R"("3.0")", "30e-1", R"("003")"})
    EXPECT_EQ(value_of<Count>(three), Count{3}) << three;
  EXPECT_EQ(value_of<Count>("0"), Count{0});
  EXPECT_EQ(value_of<Count>("-9223372036854775808"), Count{INT64_MIN});
  for (const auto nothing : nothings) EXPECT_EQ(value_of<Count>(nothing), std::optional<Count>{Count{}}) << nothing;
  for (const auto other : {"1.5", R"("1.5")", R"("three")", R"("3개")", "9223372036854775808", "1e300", "true", "[1]", "{}"})
    EXPECT_EQ(complaint_about<Count>(other), "data is no whole number") << other;
}

using Amount = std::optional<Money>;

TEST(ReadFields, ReadsAmountsFromNumbersAndTexts) {
  EXPECT_EQ(value_of<Amount>("11900"), Amount{Money{11900}});
  EXPECT_EQ(value_of<Amount>(R"("11900")"), Amount{Money{11900}});
  EXPECT_EQ(value_of<Amount>("12.50"), (Amount{Money{125, 1}}));
  EXPECT_EQ(value_of<Amount>("0.30000000000000004"), (Amount{Money{30000000000000004, 17}}));  // a double would show 0.3 the same
  EXPECT_EQ(value_of<Amount>("9007199254740993.0"), (Amount{Money{9007199254740993}}));        // no double is this number
  EXPECT_EQ(value_of<Amount>("1.2e3"), (Amount{Money{1200}}));
  EXPECT_EQ(value_of<Amount>("0"), Amount{Money{}});
  for (const auto nothing : nothings) EXPECT_EQ(value_of<Amount>(nothing), std::optional<Amount>{Amount{}}) << nothing;
}

TEST(ReadFields, RefusesAmountsThatAreNone) {
  for (const auto other : {R"("1,000")", R"("NaN")", R"("free")", R"(" 5")", R"("1e400")", "1e300", "18446744073709551616",
                           "true", "[1]", "{}", R"({"a":1})"})
    EXPECT_EQ(complaint_about<Amount>(other), "data is neither a number nor a numeric text, of at most 64 bits and 18 decimals")
        << other;
}

struct MomentRow {
  std::string_view name;
  std::string_view json;
  std::optional<std::int64_t> seconds;  // 0 for a moment that is empty; nothing where it is refused
};

const MomentRow moment_rows[] = {
    {"seconds", "1777248000", 1777248000},
    {"text", R"("1777248000")", 1777248000},
    {"a fraction of nothing", "1777248000.0", 1777248000},
    {"first", "1", 1},
    {"last of the year 9999", "253402300799", 253402300799},
    {"zero", "0", 0},
    {"zero as text", R"("0")", 0},
    {"null", "null", 0},
    {"false", "false", 0},
    {"empty text", R"("")", 0},
    {"empty list", "[]", 0},
    {"before 1970", "-1", std::nullopt},
    {"fraction", "1777248000.5", std::nullopt},
    {"beyond the year 9999", "253402300800", std::nullopt},
    {"milliseconds", "1777248000000", std::nullopt},
    {"milliseconds as text", R"("1777248000000")", std::nullopt},
    {"beyond 64 bits", "18446744073709551616", std::nullopt},
    {"date", R"("2026-04-27")", std::nullopt},
    {"true", "true", std::nullopt},
    {"list", "[1777248000]", std::nullopt},
    {"object", R"({"a":1})", std::nullopt},
};

TEST(ReadFields, ReadsMomentsInWholeSecondsOnly) {
  for (const auto& [name, json, seconds] : moment_rows) {
    const auto moment = value_of<Moment>(json);
    ASSERT_EQ(moment.has_value(), seconds.has_value()) << name;
    if (moment) {
      EXPECT_EQ(moment->has_value() ? (*moment)->time_since_epoch().count() : 0, seconds) << name;
    } else {
      EXPECT_EQ(complaint_about<Moment>(json), "data is no time in whole seconds") << name;
    }
  }
}

TEST(ReadFields, ReadsNumbersOfOrdersInTheirAlphabetOnly) {
  EXPECT_EQ(value_of<OrderNo>(R"("202604270000001")"), OrderNo{"202604270000001"});
  EXPECT_EQ(value_of<OrderNo>("202604270000001"), OrderNo{"202604270000001"});
  EXPECT_EQ(value_of<OrderNo>("20260427000000123456789"), OrderNo{"20260427000000123456789"});
  for (const auto nothing : nothings) EXPECT_EQ(value_of<OrderNo>(nothing), OrderNo{""}) << nothing;
  for (const auto other : {"true", "0", R"("0")", "-1", "1.5", "1e5", R"("a b")", R"("../x")", "[1]", "{}"})
    EXPECT_NE(complaint_about<OrderNo>(other).find("data is no number of an order"), std::string::npos) << other;
}

TEST(ReadFields, ReadsTheClaimStatusThatTheGuideMisspells) {
  EXPECT_EQ(value_of<ClaimStatus>(R"("EXCHANGE_COLLECTIN")"), ClaimStatus::exchange_collecting);
  EXPECT_EQ(value_of<ClaimStatus>(R"("exchange_collectin")"), ClaimStatus{"exchange_collectin"});
  EXPECT_EQ(value_of<Status>(R"("NEW_WORD")"), Status{"NEW_WORD"});
  EXPECT_TRUE(value_of<ClaimType>("null")->is_none());
}

TEST(ReadFields, ReadsListsAndWhatPhpMakesOfThem) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(value_of<Texts>(R"(["a",2,null])"), (Texts{"a", "2", ""}));
  EXPECT_EQ(value_of<Texts>(R"({"0":"a","2":"b"})"), (Texts{"a", "b"}));
  EXPECT_EQ(value_of<Texts>(R"({"202604270000001":"a"})"), Texts{"a"});
  for (const auto nothing : nothings) EXPECT_EQ(value_of<Texts>(nothing), Texts{}) << nothing;
  for (const auto other : {R"("a")", "1", "true", R"({"a":"b"})", "{}"})
    EXPECT_EQ(complaint_about<Texts>(other), "data is no list");
  EXPECT_EQ(complaint_about<Texts>(R"(["a",{}])"), "data[1] is no text");
}

using Options = std::vector<std::vector<ItemOption>>;

TEST(ReadFields, ReadsOptionsHoweverTheyAreNested) {
  const Options two{{{.no = "1"}, {.no = "2"}}};
  for (const auto json : {R"([[{"no":1},{"no":2}]])", R"([{"no":1},{"no":2}])", R"({"0":{"0":{"no":1},"3":{"no":2}}})",
                          R"({"1":[{"no":1},{"no":2}]})", R"({"0":{"no":1},"1":{"no":2}})"})
    EXPECT_EQ(value_of<Options>(json), two) << json;
  EXPECT_EQ(value_of<Options>(R"([[{"no":1}],[{"no":2}]])"), (Options{{{.no = "1"}}, {{.no = "2"}}}));
  for (const auto nothing : nothings) EXPECT_EQ(value_of<Options>(nothing), Options{}) << nothing;
  EXPECT_EQ(complaint_about<Options>(R"({"no":1})"), "data is no list");
  EXPECT_EQ(complaint_about<Options>(R"([[{"no":1}],{"no":2}])"), "data[1] is no list");
}

TEST(ReadFields, ReadsEachFormOfAnAnswer) {
  EXPECT_EQ(value_of<FormValue>(R"("a")"), FormValue{"a"});
  EXPECT_EQ(value_of<FormValue>("null"), FormValue{""});
  EXPECT_EQ(value_of<FormValue>("[]"), FormValue{std::vector<std::string>{}});
  EXPECT_EQ(value_of<FormValue>(R"({"1":"a","2":"b"})"), (FormValue{std::vector<std::string>{"a", "b"}}));
  EXPECT_EQ(value_of<FormValue>(R"({"name":"a.png","url":"u","size":"12"})"),
            (FormValue{FormFile{.name = "a.png", .url = "u", .size = 12}}));
  EXPECT_EQ(complaint_about<FormValue>("true"), "data is no text");
}

TEST(ReadFields, ReadsObjectsOrNothing) {
  EXPECT_EQ(value_of<Orderer>(R"({"name":"홍길동"})"), (Orderer{.name = "홍길동"}));
  for (const auto nothing : nothings) {
    EXPECT_EQ(value_of<Orderer>(nothing), Orderer{}) << nothing;
    EXPECT_EQ(value_of<std::optional<Device>>(nothing), std::optional<std::optional<Device>>{std::optional<Device>{}}) << nothing;
  }
  EXPECT_EQ(value_of<std::optional<Device>>("{}"), std::optional<std::optional<Device>>{Device{}});
  for (const auto other : {"true", "0", "1", R"("a")", "[1]", "[{}]"})
    EXPECT_EQ(complaint_about<Orderer>(other), "data is no object");
}

TEST(ReadFields, GivesAmountsOfAPaymentItsCurrency) {
  const auto payment = value_of<Payment>(R"({"point":null,"total_price":8900,"price_currency":"KRW"})");
  EXPECT_EQ(payment->total_price, (Money{.amount = 8900, .currency = "KRW"}));
  EXPECT_EQ(payment->point, std::nullopt);
}

TEST(ReadFields, KeepsUnknownMembersInTheirOrderAsTheyWereWritten) {
  const auto device = value_of<Device>(
      R"({"z": 1.50, "type": "pc", "a": {"n": 12345678901234567890123, "l": [null]}, "한": "\u000a\/"})");
  EXPECT_EQ(device->type, "pc");
  EXPECT_EQ(device->unknown,
            (UnknownFields{{{"z", "1.50"}, {"a", R"({"n":12345678901234567890123,"l":[null]})"}, {"한", R"("\n/")"}}}));
}

TEST(ReadFields, RefusesAMemberThatStandsTwice) {
  EXPECT_EQ(complaint_about<Device>(R"({"type":"pc","app":"a","type":"pc"})"), "data says type twice");
  EXPECT_EQ(complaint_about<Device>(R"({"secret":1,"secret":1})"), "data has two members of the same name");
  EXPECT_EQ(complaint_about<std::vector<std::string>>(R"({"0":"a","0":"b"})"), "data has two members of the same name");
}

TEST(ReadFields, NamesThePlaceAndTheFirstProblemOnly) {
  EXPECT_EQ(complaint_about<std::vector<Item>>(R"([{},{"options":[[{"payment":{"price":"x"}}]],"payment":1}])"),
            "data[1].payment is no object");
  EXPECT_EQ(complaint_about<std::vector<Item>>(R"([{},{"options":[[{"payment":{"count":"x"}}]]}])"),
            "data[1].options[0][0].payment.count is no whole number");
}

}  // namespace
}  // namespace imweb::wire

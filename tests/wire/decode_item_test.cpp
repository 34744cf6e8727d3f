#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include "wire/decode.hpp"

namespace imweb::wire {
namespace {

// Rows write O for our item's order, I for our item, J for another item of it, X for another order, Y for an item of that.
const ProdOrderNo item{"202604270000001-001"};

struct Name {
  std::string_view shorthand, number;
};
constexpr Name names[] = {
    {"$I", "202604270000001-001"}, {"$J", "202604270000001-002"}, {"$Y", "202604270000002-001"},
    {"$O", "202604270000001"},     {"$X", "202604270000002"},
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

/// The result in the rows' shorthand, or why there is none.
std::string decoded(std::string_view data, BareSuccess bare = BareSuccess::unknown, const ProdOrderNo& number = item) {
  std::string body = R"({"msg":"SUCCESS","code":200,"data":)" + std::string{data} + "}";
  for (const auto& name : names) replace_all(body, name.shorthand, name.number);
  const auto document = Document::parse(body);
  EXPECT_EQ(document.problem(), "");
  const auto answer = decode(document, number, bare);
  const auto* result = std::get_if<ProdOrderActionResult>(&answer);
  std::string text = result ? to_string(*result) : "mismatch: " + std::get<Mismatch>(answer).what;
  for (const auto& name : names) replace_all(text, name.number, name.shorthand);
  return text;
}

struct Row {
  std::string_view name, data, expected;
};

constexpr std::string_view bare = "mismatch: the answer reports success but names no order";
constexpr std::string_view foreign = "mismatch: the answer names other orders than ours";
constexpr std::string_view unnamed = "mismatch: the answer's failed list has an entry that names no order";

constexpr Row ours[] = {
    {"text", R"({"success":"$I","failed":[]})", "success: $I"},
    {"list", R"({"success":["$I"],"failed":[]})", "success: $I"},
    {"map by item", R"({"success":{"$I":true}})", "success: $I"},
    {"object", R"({"success":[{"prod_order_no":"$I"}]})", "success: $I"},
    {"object with its order", R"({"success":[{"order_no":"$O","prod_order_no":"$I"}]})", "success: $I"},
    {"the order's number", R"({"success":["$O"]})", "success: $I"},
    {"the order's number as a number", R"({"success":$O})", "success: $I"},
    {"ours among others", R"({"success":["$J","$I","$Y"]})", "success: $J $I $Y"},
    {"flat failed", R"({"success":[],"failed":[{"prod_order_no":"$I","msg":"m","detail_msg":"d"}]})", "success:; $I: m (d)"},
    {"one flat failed", R"({"failed":{"prod_order_no":"$I","msg":"m"}})", "success:; $I: m"},
    {"failed by item", R"({"failed":{"$I":{"msg":"m"}}})", "success:; $I: m"},
    {"failed number", R"({"failed":["$I"]})", "success:; $I: "},
    {"nested failed", R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}]})", "success:; $I: m"},
    {"the whole order refused", R"({"failed":[{"order_no":"$O","msg":"m","detail_msg":"d"}]})", "success:; $I: m (d)"},
    {"failed, ours and another", R"({"failed":[{"prod_order_no":"$J","msg":"m"},{"prod_order_no":"$I","msg":"n"}]})",
     "success:; $J: m; $I: n"},
    {"in both", R"({"success":["$I"],"failed":[{"prod_order_no":"$I","msg":"m"}]})", "success: $I; $I: m"},
};

TEST(DecodeItem, ReadsBothListsInEveryShape) {
  for (const auto& row : ours) EXPECT_EQ(decoded(row.data), row.expected) << row.name;
}

constexpr Row not_ours[] = {
    {"nothing", "[]", bare},
    {"both lists empty", R"({"success":[],"failed":[]})", bare},
    {"success true", R"({"success":true})", bare},
    {"our item denied", R"({"success":{"$I":false}})", bare},
    {"another item", R"({"success":["$J"]})", foreign},
    {"another item in an object", R"({"success":[{"order_no":"$O","prod_order_no":"$J"}]})", foreign},
    {"another order", R"({"success":["$X"]})", foreign},
    {"another item refused", R"({"failed":[{"prod_order_no":"$J","msg":"m"}]})", foreign},
    {"another item of our order refused", R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$J"}]}]})", foreign},
    {"another order refused", R"({"failed":[{"order_no":"$X"}]})", foreign},
    {"refusal of nobody", R"({"success":["$I"],"failed":[{"msg":"m"}]})", unnamed},
    {"refusal by a count", R"({"success":["$I"],"failed":{"count":1}})", unnamed},
};

TEST(DecodeItem, IsAMismatchWhenNothingIsSaidAboutOurItem) {
  for (const auto& row : not_ours) EXPECT_EQ(decoded(row.data), row.expected) << row.name;
}

TEST(DecodeItem, LetsABareSuccessCountOnlyWhereTheShopSaysSo) {
  EXPECT_EQ(decoded("[]", BareSuccess::applied), "success: $I");
  EXPECT_EQ(decoded(R"({"success":true})", BareSuccess::applied), "success: $I");
  EXPECT_EQ(decoded(R"({"success":["$J"]})", BareSuccess::applied), foreign);
  EXPECT_EQ(decoded(R"({"failed":[{"prod_order_no":"$J"}]})", BareSuccess::applied), foreign);
  EXPECT_EQ(decoded(R"({"failed":true})", BareSuccess::applied), unnamed);
  EXPECT_EQ(decoded(R"({"success":{"$I":false}})", BareSuccess::applied), bare);
}

TEST(DecodeItem, TakesANumberWithoutADashForItself) {
  const ProdOrderNo opaque{"20260427"};
  EXPECT_EQ(decoded(R"({"success":["20260427"]})", BareSuccess::unknown, opaque), "success: 20260427");
  EXPECT_EQ(decoded(R"({"success":["20260427-001"]})", BareSuccess::unknown, opaque), foreign);
  EXPECT_EQ(decoded(R"({"failed":[{"prod_order_no":"20260427-001"}]})", BareSuccess::unknown, opaque), foreign);
}

TEST(DecodeItem, TakesTheOrderOfANumberUpToItsLastDash) {
  const ProdOrderNo dashes{"A-2026-7"};
  EXPECT_EQ(decoded(R"({"success":["A-2026"]})", BareSuccess::unknown, dashes), "success: A-2026-7");
  EXPECT_EQ(decoded(R"({"success":["A"]})", BareSuccess::unknown, dashes), foreign);
}

TEST(BareSuccess, IsEnoughForAnInvoiceWhateverTheShopSays) {
  const SetInvoice invoice{.parcel_code = ParcelCode::cj, .invoice_no = "1"};
  EXPECT_EQ(bare_success_of(OrderAction{invoice}, BareSuccess::unknown), BareSuccess::applied);
  EXPECT_EQ(bare_success_of(ItemAction{invoice}, BareSuccess::unknown), BareSuccess::applied);
  EXPECT_EQ(bare_success_of(ItemAction{SendItem{}}, BareSuccess::unknown), BareSuccess::unknown);
  EXPECT_EQ(bare_success_of(OrderAction{Place{}}, BareSuccess::applied), BareSuccess::applied);
}

}  // namespace
}  // namespace imweb::wire

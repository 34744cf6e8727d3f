#include "wire/decode.hpp"

#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include <imweb/http/envelope.hpp>

#include "wire/envelope.hpp"

namespace imweb::wire {
namespace {

// Rows write O for our order, I and J for items of it, X for another order, Y for an item of that.
const OrderTarget whole = OrderNo{"202604277420970"};
const OrderTarget narrowed{.order_no = OrderNo{"202604277420970"}, .prod_order_no = ProdOrderNo{"202604277420970-001"}};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

struct Name {
  std::string_view shorthand, number;
};
constexpr Name names[] = {
    {"$I", "202604277420970-001"}, {"$J", "202604277420970-002"}, {"$Y", "202401111720231-001"},
    {"$O", "202604277420970"},     {"$X", "202401111720231"},
};

std::string written_out(std::string text) {
  for (const auto& name : names) replace_all(text, name.shorthand, name.number);
  return text;
}

/// The result in the rows' shorthand, or why there is none.
std::string decoded(const std::string& body, const OrderTarget& target, BareSuccess bare = BareSuccess::unknown) {
  const auto document = Document::parse(written_out(body));
  EXPECT_EQ(read_envelope(document).problem, "");
  const auto answer = decode(document, target, bare);
  const auto* result = std::get_if<OrderActionResult>(&answer);
  std::string text = result ? to_string(*result) : "mismatch: " + std::get<Mismatch>(answer).what;
  for (const auto& name : names) replace_all(text, name.number, name.shorthand);
  return text;
}

std::string with_data(std::string_view data) { return R"({"msg":"SUCCESS","code":200,"data":)" + std::string{data} + "}"; }

struct Row {
  std::string_view name, data, expected;
};

// What is left when nothing names our order.
constexpr std::string_view bare = "mismatch: the answer reports success but names no order";
constexpr std::string_view foreign = "mismatch: the answer names other orders than ours";
constexpr std::string_view unnamed = "mismatch: the answer's failed list has an entry that names no order";

constexpr Row successes[] = {
    {"list of one", R"({"success":["$O"],"failed":[]})", "success: $O"},
    {"text", R"({"success":"$O","failed":[]})", "success: $O"},
    {"number", R"({"success":$O,"failed":[]})", "success: $O"},
    {"list of a number", R"({"success":[$O],"failed":[]})", "success: $O"},
    {"map by order", R"({"success":{"$O":"$O"},"failed":[]})", "success: $O"},
    {"map by order, to true", R"({"success":{"$O":true}})", "success: $O"},
    {"map by order, to an empty list", R"({"success":{"$O":[]}})", "success: $O"},
    {"map by order, to its items", R"({"success":{"$O":["$I","$J"]}})", "success: $O"},
    {"map by order, to an object", R"({"success":{"$O":{"prod_order_no":"$I"}}})", "success: $O"},
    {"list with gaps", R"({"success":{"0":"$O","2":"$O"}})", "success: $O $O"},
    {"list with gaps, of objects", R"({"success":{"0":{"order_no":"$O"}}})", "success: $O"},
    {"object", R"({"success":{"order_no":"$O"}})", "success: $O"},
    {"object with a number", R"({"success":{"order_no":$O,"prod_order_no":"$I"}})", "success: $O"},
    {"list of objects", R"({"success":[{"order_no":"$O"}]})", "success: $O"},
    {"list in a list", R"({"success":[["$O"]]})", "success: $O"},
    {"failed missing", R"({"success":["$O"]})", "success: $O"},
    {"failed null", R"({"success":["$O"],"failed":null})", "success: $O"},
    {"failed false", R"({"success":["$O"],"failed":false})", "success: $O"},
    {"wrapped", R"({"success":{"list":["$O"]},"failed":{"list":[]}})", "success: $O"},
    {"wrapped objects with a count", R"({"success":{"count":1,"list":[{"order_no":"$O"}]},"failed":{"count":0,"list":[]}})",
     "success: $O"},
    {"failed zero", R"({"success":["$O"],"failed":0})", "success: $O"},
    {"failed a map that denies", R"({"success":["$O"],"failed":{"$O":false,"$X":0}})", "success: $O"},
    {"map by order, to 1", R"({"success":{"$O":1}})", "success: $O"},
    {"map by order, to a word", R"({"success":{"$O":"SUCCESS"}})", "success: $O"},
    {"failed an empty text", R"({"success":["$O"],"failed":""})", "success: $O"},
    {"failed an empty map", R"({"success":["$O"],"failed":{}})", "success: $O"},
    {"further members", R"({"status":"STANDBY","success":["$O"],"failed":[],"count":1})", "success: $O"},
    {"ours among others", R"({"success":["$X","$O"]})", "success: $X $O"},
};

TEST(Decode, ReadsSuccessInEveryShape) {
  for (const auto& row : successes) EXPECT_EQ(decoded(with_data(row.data), whole), row.expected) << row.name;
}

TEST(Decode, ReadsTheSameForANarrowedTarget) {
  for (const auto& row : successes) EXPECT_EQ(decoded(with_data(row.data), narrowed), row.expected) << row.name;
}

TEST(Decode, ReadsTheListsFromTheTopLevelToo) {
  for (const auto& row : successes) {
    const std::string members{row.data.substr(1)};
    EXPECT_EQ(decoded(R"({"msg":"SUCCESS","code":200,)" + members, whole), row.expected) << row.name;
  }
}

constexpr Row failures[] = {
    {"documented",
     R"({"success":[],"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m","detail_msg":"d"}]}]})",
     "success:; $O refused; $I: m (d)"},
    {"success missing", R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}]})",
     "success:; $O refused; $I: m"},
    {"success null", R"({"success":null,"failed":[{"order_no":"$O","prod_order_list":[]}]})", "success:; $O refused"},
    {"success false", R"({"success":false,"failed":[{"order_no":"$O"}]})", "success:; $O refused"},
    {"success zero", R"({"success":0,"failed":[{"order_no":"$O"}]})", "success:; $O refused"},
    {"success empty", R"({"success":"","failed":[{"order_no":"$O"}]})", "success:; $O refused"},
    {"order as a number", R"({"failed":[{"order_no":$O,"prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}]})",
     "success:; $O refused; $I: m"},
    {"nested lists", R"({"failed":[[{"prod_order_no":"$I","msg":"m"}]]})", "success:; $O refused; $I: m"},
    {"a reason under the order", R"({"failed":{"$O":{"msg":"m","detail_msg":"d"}}})", "success:; $O refused: m (d)"},
    {"two items",
     R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m"},{"prod_order_no":"$J","msg":"n"}]}]})",
     "success:; $O refused; $I: m; $J: n"},
    {"one object", R"({"failed":{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}})",
     "success:; $O refused; $I: m"},
    {"map by order", R"({"failed":{"$O":{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}}})",
     "success:; $O refused; $I: m"},
    {"map by order, number not repeated", R"({"failed":{"$O":{"prod_order_list":[{"prod_order_no":"$I","msg":"m"}]}}})",
     "success:; $O refused; $I: m"},
    {"map by order, to its items", R"({"failed":{"$O":[{"prod_order_no":"$I","msg":"m"}]}})", "success:; $O refused; $I: m"},
    {"map by order, to a map of items", R"({"failed":{"$O":{"$I":{"msg":"m"}}}})", "success:; $O refused; $I: m"},
    {"map by order, to a text", R"({"failed":{"$O":"m"}})", "success:; $O refused: m"},
    {"map by order, to true", R"({"failed":{"$O":true}})", "success:; $O refused"},
    {"list with gaps", R"({"failed":{"1":{"order_no":"$O","prod_order_list":{"3":{"prod_order_no":"$I","msg":"m"}}}}})",
     "success:; $O refused; $I: m"},
    {"items as a map", R"({"failed":[{"order_no":"$O","prod_order_list":{"$I":{"msg":"m","detail_msg":"d"}}}]})",
     "success:; $O refused; $I: m (d)"},
    {"items as a map, to the text", R"({"failed":[{"order_no":"$O","prod_order_list":{"$I":"m"}}]})",
     "success:; $O refused; $I: m"},
    {"one item as an object", R"({"failed":[{"order_no":"$O","prod_order_list":{"prod_order_no":"$I","msg":"m"}}]})",
     "success:; $O refused; $I: m"},
    {"items as numbers", R"({"failed":[{"order_no":"$O","prod_order_list":["$I","$J"]}]})", "success:; $O refused; $I: ; $J: "},
    {"items null", R"({"failed":[{"order_no":"$O","prod_order_list":null}]})", "success:; $O refused"},
    {"msg null", R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":null,"detail_msg":null}]}]})",
     "success:; $O refused; $I: "},
    {"msg a number", R"({"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$I","msg":-10}]}]})",
     "success:; $O refused; $I: -10"},
    {"only the numbers", R"({"failed":["$O"]})", "success:; $O refused"},
    {"only the number", R"({"failed":"$O"})", "success:; $O refused"},
    {"only the number, as a number", R"({"failed":$O})", "success:; $O refused"},
    {"flat items", R"({"failed":[{"prod_order_no":"$I","msg":"m","detail_msg":"d"}]})", "success:; $O refused; $I: m (d)"},
    {"flat items by their numbers alone", R"({"failed":["$I"]})", "success:; $O refused; $I: "},
    {"one flat item", R"({"failed":{"prod_order_no":"$I","msg":"m"}})", "success:; $O refused; $I: m"},
    {"flat items by their number", R"({"failed":{"$I":{"msg":"m","detail_msg":"d"}}})", "success:; $O refused; $I: m (d)"},
    {"wrapped", R"({"success":{"list":[]},"failed":{"count":1,"list":[{"order_no":"$O"}]}})", "success:; $O refused"},
    {"a reason for the whole order", R"({"failed":[{"order_no":"$O","msg":"m","detail_msg":"d"}]})",
     "success:; $O refused: m (d)"},
    {"a reason for the whole order beside an empty list", R"({"failed":[{"order_no":"$O","prod_order_list":[],"msg":"m"}]})",
     "success:; $O refused: m"},
    {"wrapped items", R"({"failed":[{"order_no":"$O","prod_order_list":{"list":[{"prod_order_no":"$I","msg":"m"}],"count":1}}]})",
     "success:; $O refused; $I: m"},
    {"in part", R"({"success":["$O"],"failed":[{"order_no":"$O","prod_order_list":[{"prod_order_no":"$J","msg":"m"}]}]})",
     "success: $O; $O refused; $J: m"},
    {"ours and another", R"({"failed":[{"order_no":"$X"},{"order_no":"$O"}]})", "success:; $X refused; $O refused"},
};

TEST(Decode, ReadsFailedInEveryShape) {
  for (const auto& row : failures) EXPECT_EQ(decoded(with_data(row.data), whole), row.expected) << row.name;
}

TEST(Decode, ReadsFailedTheSameForANarrowedTarget) {
  for (const auto& row : failures) EXPECT_EQ(decoded(with_data(row.data), narrowed), row.expected) << row.name;
}

constexpr Row for_an_item[] = {
    {"item in success", R"({"success":["$I"]})", "success: $I"},
    {"item as text", R"({"success":"$I"})", "success: $I"},
    {"item as key", R"({"success":{"$I":true}})", "success: $I"},
    {"item in an object", R"({"success":[{"prod_order_no":"$I"}]})", "success: $I"},
};

TEST(Decode, LetsTheItemsNumberCountForANarrowedTarget) {
  for (const auto& row : for_an_item) EXPECT_EQ(decoded(with_data(row.data), narrowed), row.expected) << row.name;
}

TEST(Decode, DoesNotLetAnotherItemOfTheOrderStandForOurs) {
  EXPECT_EQ(decoded(with_data(R"({"success":[{"order_no":"$O","prod_order_no":"$J"}]})"), narrowed), foreign);
  EXPECT_EQ(decoded(with_data(R"({"success":[{"order_no":"$O","prod_order_no":"$I"}]})"), narrowed), "success: $O");
}

TEST(Decode, DoesNotLetAnItemStandForTheWholeOrder) {
  for (const auto& row : for_an_item) EXPECT_EQ(decoded(with_data(row.data), whole), foreign) << row.name;
}

constexpr Row nothing_about_us[] = {
    {"data null", "null", bare},
    {"data an empty list", "[]", bare},
    {"data an empty map", "{}", bare},
    {"data a text", R"("$O")", bare},
    {"data our number", "$O", bare},
    {"data true", "true", bare},
    {"data a list of numbers", R"(["$O"])", bare},
    {"both lists empty", R"({"success":[],"failed":[]})", bare},
    {"both lists null", R"({"success":null,"failed":null})", bare},
    {"success true", R"({"success":true})", bare},
    {"success empty", R"({"success":""})", bare},
    {"order_no beside the lists", R"({"order_no":"$O","success":[]})", bare},
    {"list deeper down", R"({"result":{"success":["$O"]}})", bare},
    {"list in another case", R"({"Success":["$O"]})", bare},
    {"our number denied", R"({"success":{"$O":false}})", bare},
    {"our number null", R"({"success":{"$O":null}})", bare},
    {"our number to 0", R"({"success":{"$O":0}})", bare},
    {"our number to an empty text", R"({"success":{"$O":""}})", bare},
    {"our number to N", R"({"success":{"$O":"N"}})", bare},
    {"our number denied twice", R"({"success":[],"failed":{"$O":false}})", bare},
    {"our number with a fraction", R"({"success":$O.0})", bare},
    {"our number below zero", R"({"success":-$O})", bare},
    {"another order", R"({"success":["$X"],"failed":[]})", foreign},
    {"another order as a number", R"({"success":$X})", foreign},
    {"another order as key", R"({"success":{"$X":"$O"}})", foreign},
    {"another order refused", R"({"failed":[{"order_no":"$X","prod_order_list":[{"prod_order_no":"$Y","msg":"m"}]}]})", foreign},
    {"another order's item refused", R"({"failed":[{"prod_order_no":"$Y","msg":"m"}]})", foreign},
    {"an item of ours in another order", R"({"failed":[{"order_no":"$X","prod_order_list":[{"prod_order_no":"$J"}]}]})", foreign},
    {"one digit more", R"({"success":["$O0"]})", foreign},
    {"one digit less", R"({"success":["20260427742097"]})", foreign},
    {"a leading zero", R"({"success":["0$O"]})", foreign},
    {"a blank", R"({"success":[" $O"]})", foreign},
    {"a word", R"({"success":"OK"})", foreign},
    {"our number under a word", R"({"success":{"error":["$O"]}})", bare},
    {"a count", R"({"success":1,"failed":0})", foreign},
    {"another item of ours", R"({"success":["$J"]})", foreign},
    {"refusal without a number", R"({"success":["$O"],"failed":[{"msg":"m"}]})", unnamed},
    {"refusal that is null", R"({"success":["$O"],"failed":[null]})", unnamed},
    {"refusal that is empty", R"({"success":["$O"],"failed":[[]]})", unnamed},
    {"refusal in a gap without a number", R"({"failed":{"0":{"msg":"m"}}})", unnamed},
    {"refusal of an item without a number", R"({"success":["$O"],"failed":[{"prod_order_no":null,"msg":"m"}]})", unnamed},
    {"refusal of items that are not ours", R"({"success":["$O"],"failed":[[{"msg":"m"}]]})", unnamed},
    {"refusal by words alone", R"({"success":["$O"],"failed":{"msg":"m"}})", unnamed},
    {"refusal by a count", R"({"success":["$O"],"failed":{"count":1}})", unnamed},
    {"refusal true", R"({"success":["$O"],"failed":true})", unnamed},
    {"refusal of a fraction", R"({"success":["$O"],"failed":0.5})", unnamed},
};

TEST(Decode, IsAMismatchWhenNothingIsSaidAboutOurOrder) {
  for (const auto& row : nothing_about_us) EXPECT_EQ(decoded(with_data(row.data), whole), row.expected) << row.name;
}

TEST(Decode, IsAMismatchWhenNothingIsSaidAboutOurItem) {
  for (const auto& row : nothing_about_us) EXPECT_EQ(decoded(with_data(row.data), narrowed), row.expected) << row.name;
}

TEST(Decode, IsAMismatchWithoutData) {
  EXPECT_EQ(decoded(R"({"code":200})", whole), bare);
  EXPECT_EQ(decoded(R"({"msg":"SUCCESS","code":200,"request_count":4,"version":"2.0"})", whole), bare);
}

TEST(Decode, NeverQuotesTheBodyInAMismatch) {
  for (const auto& row : nothing_about_us) {
    const auto text = decoded(with_data(row.data), whole);
    for (const auto& name : names) EXPECT_EQ(text.find(name.shorthand), std::string::npos) << row.name;
  }
}

}  // namespace
}  // namespace imweb::wire

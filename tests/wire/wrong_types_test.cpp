// Every field of an order and of an item order with every sort of value in its place: it is read as what was written, or the place is named.
#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include <imweb/json.hpp>

#include "support/order_answers.hpp"
#include "wire/read_orders.hpp"

namespace imweb::wire {
namespace {

using nlohmann::ordered_json;
using support::answer;

constexpr std::string_view values[] = {"null",       "true",     "false",   "0",
                                       "-1",         "1.5",      "1e300",   "18446744073709551616",
                                       R"("")",      R"("abc")", R"("12")", R"("12abc")",
                                       R"("1e400")", "[]",       "{}",      "[1]",
                                       R"({"a":1})"};

struct Place {
  ordered_json::json_pointer pointer;
  std::string path;  // as messages call it
};

void add_places(const ordered_json& value, const Place& at, std::vector<Place>& places) {
  places.push_back(at);
  for (const auto& [key, inner] : value.items()) {
    if (value.is_object()) add_places(inner, {at.pointer / key, at.path + "." + key}, places);
    if (value.is_array()) add_places(inner, {at.pointer / std::stoul(key), at.path + "[" + key + "]"}, places);
  }
}

/// The answer with `value` at `place`, as text, so that the number stands in it as it is written here.
std::string answer_with(ordered_json data, const Place& place, std::string_view value) {
  data[place.pointer] = "<here>";
  auto text = data.dump();
  return answer(text.replace(text.find(R"("<here>")"), 8, value));
}

/// The numbers that stand anywhere in it, as written.
void add_numbers(const ordered_json& json, std::vector<std::string>& numbers) {
  if (json.is_number()) numbers.push_back(json.dump());
  if (json.is_structured())
    for (const auto& inner : json) add_numbers(inner, numbers);
}

/// No number may appear that was not there, whatever is in the place.
void expect_no_new_number(const ordered_json& read, const ordered_json& written, std::string_view value, const std::string& path) {
  std::vector<std::string> old, now;
  add_numbers(written, old);
  add_numbers(read, now);
  for (const auto& number : now) {
    const bool is_old = std::find(old.begin(), old.end(), number) != old.end();
    const bool is_value = value.find(number) != value.npos || (value == "1e300" && number == "1e+300");
    EXPECT_TRUE(is_old || is_value) << path << " with " << value << " gave " << number;
  }
}

template <class Read>
void try_all(std::string_view full, const std::string& root, Read read) {
  const auto data = ordered_json::parse(full);
  std::vector<Place> places;
  add_places(data, Place{.pointer = ordered_json::json_pointer{}, .path = root}, places);
  ASSERT_GT(places.size(), 40U);
  for (const auto& place : places) {
    for (const auto value : values) {
      const auto document = Document::parse(answer_with(data, place, value));
      ASSERT_EQ(document.problem(), "");
      const std::variant<ordered_json, Mismatch> result = read(document);
      if (const auto* mismatch = std::get_if<Mismatch>(&result)) {
        EXPECT_TRUE(mismatch->what.starts_with(place.path)) << place.path << " with " << value << ": " << mismatch->what;
      } else {
        expect_no_new_number(std::get<ordered_json>(result), data, value, place.path);
      }
    }
  }
}

TEST(WrongTypes, AreReadAsWrittenOrNamedInAnOrder) {
  try_all(support::full_order, "data", [](const Document& document) -> std::variant<ordered_json, Mismatch> {
    const auto read = read_order(document, OrderNo{"202604270000001"});
    if (const auto* mismatch = std::get_if<Mismatch>(&read)) return *mismatch;
    return ordered_json(std::get<Order>(read));
  });
}

TEST(WrongTypes, AreReadAsWrittenOrNamedInAnItemOrder) {
  const auto list = "[" + std::string{support::full_prod_order} + "]";
  try_all(list, "data", [](const Document& document) -> std::variant<ordered_json, Mismatch> {
    const auto read = read_prod_orders(document, OrderNo{"202604270000001"});
    if (const auto* mismatch = std::get_if<Mismatch>(&read)) return *mismatch;
    return ordered_json(std::get<std::vector<ProdOrder>>(read));
  });
}

TEST(WrongTypes, LeaveABodyUnreadWhoseNumberIsBeyondAllNumbers) {
  EXPECT_NE(Document::parse(answer(R"({"order_no":"202604270000001","payment":{"total_price":1e400}})")).problem(), "");
}

}  // namespace
}  // namespace imweb::wire

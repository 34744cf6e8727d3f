// Any bytes as what imweb says it did: whatever the shape, a result speaks of our order, by a number that stands in one of the lists; and
// an answer that names nobody counts only where the shop said that it should, and only if it refuses nothing.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fuzz.hpp"
#include "wire/decode.hpp"
#include "wire/envelope.hpp"

namespace {

using namespace imweb;
using imweb::fuzz::require;
using imweb::wire::Document;
using imweb::wire::Kind;
using imweb::wire::Value;

// A real number, and one so short that a list's index or a count may look like it.
const OrderTarget targets[] = {
    OrderNo{"202604277420970"},
    {.order_no = OrderNo{"202604277420970"}, .prod_order_no = ProdOrderNo{"202604277420970-001"}},
    OrderNo{"12"},
    {.order_no = OrderNo{"12"}, .prod_order_no = ProdOrderNo{"7"}},
};

bool is_ours(const OrderTarget& target, std::string_view number) {
  return number == target.order_no.str() || (target.prod_order_no && number == target.prod_order_no->str());
}

/// All `success` or all `failed` of the answer: at the top, and in `data`.
std::vector<Value> lists(const Document& document, std::string_view name) {
  std::vector<Value> found;
  const auto add = [&](const Value& holder) {
    if (const auto list = holder.find(name)) found.push_back(*list);
  };
  add(document.root());
  if (const auto data = document.root().find("data")) add(*data);
  return found;
}

template <class Judge>
bool holds(const Value& value, Judge judge) {
  if (judge(value.key()) || judge(value.text())) return true;
  if (!value.is_container()) return false;
  for (const Value inside : value)
    if (holds(inside, judge)) return true;
  return false;
}

/// True where a text or a key of these lists, as written, satisfies `judge`.
template <class Judge>
bool stands_in(const std::vector<Value>& lists, Judge judge) {
  return std::any_of(lists.begin(), lists.end(), [&judge](const Value& list) { return holds(list, judge); });
}

bool has_number(const std::vector<Value>& lists, std::string_view number) {
  return stands_in(lists, [number](std::string_view text) { return text == number; });
}

void expect_written(const Document& document, const OrderTarget& target, const OrderActionResult& result) {
  const auto success = lists(document, "success");
  const auto failed = lists(document, "failed");
  const std::string item_of_ours = target.order_no.str() + "-";
  const auto speaks_of_us = [&](std::string_view text) { return is_ours(target, text) || text.starts_with(item_of_ours); };
  for (const auto& number : result.success) require(has_number(success, number.str()), "a success stands in success");
  for (const auto& order : result.failed) {
    const bool is_our_item = order.order_no == target.order_no && stands_in(failed, speaks_of_us);
    require(is_our_item || has_number(failed, order.order_no.str()), "a refusal stands in failed");
    for (const auto& item : order.prod_order_list)
      require(has_number(failed, item.prod_order_no.str()), "an item stands in failed");
  }
}

void expect_about_us(const OrderTarget& target, const OrderActionResult& result) {
  const auto is_success = [&](const OrderNo& number) { return is_ours(target, number.str()); };
  const auto is_refusal = [&](const OrderActionFailed& order) { return is_ours(target, order.order_no.str()); };
  require(std::any_of(result.success.begin(), result.success.end(), is_success) ||
              std::any_of(result.failed.begin(), result.failed.end(), is_refusal),
          "a result speaks of our order");
}

bool names_nobody(const Value& success) {
  const bool is_empty = success.is_container() ? success.begin() == success.end() : success.text().empty();
  return is_empty || (success.kind() == Kind::boolean && success.text() == "true");
}

bool refuses_nothing(const Value& failed) {
  if (!failed.is_container()) return failed.text().empty() || failed.text() == "false" || failed.text() == "0";
  if (const auto list = failed.find("list")) return refuses_nothing(*list);
  for (const Value inside : failed)
    if (failed.kind() == Kind::array || !refuses_nothing(inside)) return false;
  return true;
}

void expect_bare(const Document& document, const OrderTarget& target, const OrderActionResult& result) {
  require(result == OrderActionResult{.success = {target.order_no}}, "a bare success is one of our order alone");
  for (const auto& list : lists(document, "success")) require(names_nobody(list), "a bare success names nobody");
  for (const auto& list : lists(document, "failed")) require(refuses_nothing(list), "a bare success refuses nothing");
}

void read(const Document& document, const OrderTarget& target) {
  const auto strict = decode(document, target, BareSuccess::unknown);
  const auto lenient = decode(document, target, BareSuccess::applied);
  if (const auto* result = std::get_if<OrderActionResult>(&strict)) {
    expect_about_us(target, *result);
    expect_written(document, target, *result);
    require(std::get<OrderActionResult>(lenient) == *result, "who is named is not a matter of what the shop prefers");
  } else if (const auto* bare = std::get_if<OrderActionResult>(&lenient)) {
    expect_bare(document, target, *bare);
  }
}

void read(const std::string& body) {
  const auto document = Document::parse(body);
  const auto envelope = read_envelope(document);
  if (envelope.form != http::Envelope::Form::valid || envelope.code != 200) return;
  for (const auto& target : targets) read(document, target);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body{imweb::fuzz::text_of(data, size)};
  read(body);
  read(R"({"msg":"SUCCESS","code":200,"data":)" + body + "}");
  read(R"({"code":200,"data":{"success":)" + body + R"(,"failed":[]}})");
  read(R"({"code":200,"data":{"success":[],"failed":)" + body + "}}");
  return 0;
}

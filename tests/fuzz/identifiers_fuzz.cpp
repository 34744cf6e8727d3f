// Any texts as the numbers and codes of an action: accepted exactly when a second opinion accepts them; what is accepted stands in the
// request as it was given; and what is refused is refused by its shape, so that no complaint can show the value.
//
// An input is: which action and its parts | order_no | prod_order_no | reason_code | deliv_fee_method | parcel_code | invoice_no
// The first holds a digit, 0 deposit to 6 exchange, and the letters i item, f fee, s shipment.
#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <imweb/orders/validate.hpp>

#include "fuzz.hpp"
#include "wire/encode.hpp"

namespace {

using namespace imweb;
using imweb::fuzz::require;

struct Given {
  std::size_t action = 0;
  bool has_item = false, has_fee = false, has_shipment = false;
  std::string order_no{}, prod_order_no{}, reason_code{}, deliv_fee_method{}, parcel_code{}, invoice_no{};
};

Given given(std::string_view input) {
  const auto next = [&input] {
    const std::string_view part = input.substr(0, input.find('|'));
    input.remove_prefix(std::min(input.size(), part.size() + 1));
    return part;
  };
  const std::string_view parts = next();
  const auto has = [parts](char letter) { return parts.find(letter) != parts.npos; };
  const char digit = parts.empty() ? '0' : parts.front();
  Given given{static_cast<std::size_t>(static_cast<unsigned char>(digit) - '0') % 7, has('i'), has('f'), has('s')};
  for (auto* field : {&given.order_no, &given.prod_order_no, &given.reason_code, &given.deliv_fee_method, &given.parcel_code,
                      &given.invoice_no})
    *field = next();
  return given;
}

// ── what is given, as the library's values ─────────────────────────────────────────────────────────────────────────────────────────

OrderTarget target_of(const Given& given) {
  OrderTarget target = OrderNo{given.order_no};
  if (given.has_item) target.prod_order_no = ProdOrderNo{given.prod_order_no};
  return target;
}

Collection collection_of(const Given& given) {
  if (!given.has_shipment) return DirectCollection{};
  return Shipment{.parcel_code = ParcelCode{given.parcel_code}, .invoice_no = given.invoice_no};
}

OrderAction action_of(const Given& given) {
  const ReasonCode reason{given.reason_code};
  const auto fee = given.has_fee ? std::optional{DelivFeeMethod{given.deliv_fee_method}} : std::nullopt;
  switch (given.action) {
    case 0: return Deposit{};
    case 1: return Place{};
    case 2: return Send{.parcel_code = ParcelCode{given.parcel_code}, .invoice_no = given.invoice_no};
    case 3: return Complete{};
    case 4: return Cancel{.reason_code = reason};
    case 5: return Return{.reason_code = reason, .deliv_fee_method = fee, .collection = collection_of(given)};
    default: return Exchange{.reason_code = reason, .collection = collection_of(given)};
  }
}

// ── the second opinion ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

bool is_identifier(const std::string& text) {
  constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
  return !text.empty() && text.size() <= 64 && text.find_first_not_of(alphabet) == text.npos;
}

/// Well-formed byte sequences as Unicode's table 3-7 lists them: the range of each byte.
struct Sequence {
  std::size_t size;
  std::array<std::array<unsigned char, 2>, 4> range;
};
constexpr Sequence sequences[] = {
    {1, {{{0x00, 0x7F}}}},
    {2, {{{0xC2, 0xDF}, {0x80, 0xBF}}}},
    {3, {{{0xE0, 0xE0}, {0xA0, 0xBF}, {0x80, 0xBF}}}},
    {3, {{{0xE1, 0xEC}, {0x80, 0xBF}, {0x80, 0xBF}}}},
    {3, {{{0xED, 0xED}, {0x80, 0x9F}, {0x80, 0xBF}}}},
    {3, {{{0xEE, 0xEF}, {0x80, 0xBF}, {0x80, 0xBF}}}},
    {4, {{{0xF0, 0xF0}, {0x90, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}}},
    {4, {{{0xF1, 0xF3}, {0x80, 0xBF}, {0x80, 0xBF}, {0x80, 0xBF}}}},
    {4, {{{0xF4, 0xF4}, {0x80, 0x8F}, {0x80, 0xBF}, {0x80, 0xBF}}}},
};

std::size_t size_of_sequence(std::string_view text) {
  for (const auto& one : sequences) {
    bool fits = text.size() >= one.size;
    for (std::size_t i = 0; fits && i < one.size; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      fits = byte >= one.range[i][0] && byte <= one.range[i][1];
    }
    if (fits) return one.size;
  }
  return 0;
}

/// What no field may hold, as UTF-8 from first to last. Sequences of the same length compare as their code points do.
constexpr std::array<std::string_view, 2> forbidden[] = {
    {{"\x01", " "}},                             // C0 and the blank
    {{"\x7F", "\x7F"}},                          // DEL
    {{"\xC2\x80", "\xC2\xA0"}},                  // C1 and U+00A0
    {{"\xC2\xAD", "\xC2\xAD"}},                  // soft hyphen
    {{"\xD8\x9C", "\xD8\x9C"}},                  // U+061C
    {{"\xE1\x85\x9F", "\xE1\x85\xA0"}},          // Hangul fillers
    {{"\xE1\x9A\x80", "\xE1\x9A\x80"}},          // U+1680
    {{"\xE1\xA0\x8E", "\xE1\xA0\x8E"}},          // U+180E
    {{"\xE2\x80\x80", "\xE2\x80\x8F"}},          // U+2000 to U+200F
    {{"\xE2\x80\xA8", "\xE2\x80\xAF"}},          // U+2028 to U+202F
    {{"\xE2\x81\x9F", "\xE2\x81\xAF"}},          // U+205F to U+206F
    {{"\xE3\x80\x80", "\xE3\x80\x80"}},          // U+3000
    {{"\xE3\x85\xA4", "\xE3\x85\xA4"}},          // U+3164
    {{"\xEF\xBB\xBF", "\xEF\xBB\xBF"}},          // U+FEFF
    {{"\xEF\xBE\xA0", "\xEF\xBE\xA0"}},          // U+FFA0
    {{"\xEF\xBF\xB9", "\xEF\xBF\xBB"}},          // U+FFF9 to U+FFFB
    {{"\xF3\xA0\x80\x80", "\xF3\xA0\x81\xBF"}},  // tags
};

bool is_text(const std::string& text) {
  if (text.empty() || text.size() > 64 || text.find('\0') != text.npos) return false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view one = rest.substr(0, size_of_sequence(rest));
    const auto is_it = [one](const auto& range) { return one.size() == range[0].size() && one >= range[0] && one <= range[1]; };
    if (one.empty() || std::any_of(std::begin(forbidden), std::end(forbidden), is_it)) return false;
    rest.remove_prefix(one.size());
  }
  return true;
}

bool blames_the_seller(std::string_view reason) {
  constexpr std::string_view reasons[] = {"PRODUCT_UNSATISFIED", "DELAYED_DELIVERY", "DROPPED_DELIVERY", "SOLD_OUT", "BROKEN",
                                          "INCORRECT_INFO",      "WRONG_DELIVERY",   "WRONG_OPTION"};
  return std::find(std::begin(reasons), std::end(reasons), reason) != std::end(reasons);
}

bool is_acceptable(const Given& given) {
  if (!is_identifier(given.order_no) || (given.has_item && !is_identifier(given.prod_order_no))) return false;
  const bool is_parcel = is_text(given.parcel_code) && is_text(given.invoice_no);
  const bool is_fee = !given.has_fee || (is_text(given.deliv_fee_method) && !blames_the_seller(given.reason_code));
  switch (given.action) {
    case 2: return is_parcel;
    case 4: return is_text(given.reason_code);
    case 5: return is_text(given.reason_code) && is_fee && (!given.has_shipment || is_parcel);
    case 6: return is_text(given.reason_code) && (!given.has_shipment || is_parcel);
    default: return true;
  }
}

// ── what must come of it ───────────────────────────────────────────────────────────────────────────────────────────────────────────

nlohmann::json etc_of(const Given& given) {
  nlohmann::json etc;
  const bool is_back = given.action >= 5;
  if (given.action >= 4) etc["reason_code"] = given.reason_code;
  if (given.action == 5 && given.has_fee) etc["deliv_fee_method"] = given.deliv_fee_method;
  if (is_back) etc["collect_type"] = given.has_shipment ? "N" : "Y";
  if (given.action == 2 || (is_back && given.has_shipment)) {
    etc["parcel_code"] = given.parcel_code;
    etc["invoice_no"] = given.invoice_no;
  }
  return etc;
}

void expect_it_in_the_request(const Given& given, const http::Request& request) {
  constexpr std::string_view words[] = {"deposit", "place", "send", "complete", "cancel", "return", "exchange"};
  const auto path = std::string{"/shop/orders/"}.append(given.order_no).append("/").append(words[given.action]);
  require(request.url == "https://api.imweb.me/v2" + path + "?order_version=v2",
          "the path has the number and the action, nothing else");
  nlohmann::json expected = nlohmann::json::object();
  if (given.has_item) expected["prod_order_no"] = given.prod_order_no;
  if (auto etc = etc_of(given); !etc.is_null()) expected["etc"] = etc;
  require(nlohmann::json::accept(request.body), "the body is JSON");
  require(nlohmann::json::parse(request.body) == expected, "the body holds what was given");
}

/// The same shapes with other letters and digits.
Given masked(Given given) {
  const auto mask = [](std::string& text) {
    for (char& c : text)
      if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = 'x';
  };
  for (auto* field : {&given.order_no, &given.prod_order_no, &given.deliv_fee_method, &given.parcel_code, &given.invoice_no})
    mask(*field);
  if (!blames_the_seller(given.reason_code)) mask(given.reason_code);
  return given;
}

void expect_a_complaint_about_shapes(const Given& given, const Failure& failure) {
  require(failure.kind() == FailureKind::invalid_argument && failure.effect() == Effect::not_applied,
          "what is refused is not sent");
  const Given other = masked(given);
  const auto same = validate(target_of(other), action_of(other));
  require(same && same->message() == failure.message(), "a complaint tells the shape of a value, never the value");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Given given = ::given(imweb::fuzz::text_of(data, size));
  const auto failure = validate(target_of(given), action_of(given));

  require(is_acceptable(given) == !failure, "a value is accepted exactly when it keeps the rules");
  if (failure) {
    expect_a_complaint_about_shapes(given, *failure);
  } else {
    expect_it_in_the_request(given, imweb::wire::encode({}, target_of(given), action_of(given)));
  }
  return 0;
}

#include "wire/read_fields.hpp"

#include <algorithm>

#include "orders/complaint.hpp"
#include "wire/json_text.hpp"
#include "wire/read_keys.hpp"

namespace imweb::inline v0::wire {

namespace {

/// A text or a number, as written.
bool is_scalar(const Value& value) { return value.kind() == Kind::text || value.kind() == Kind::number; }

/// The number that stands there, if one does, as a number or as text.
std::optional<Money> decimal_in(const Value& value) { return is_scalar(value) ? parse_money(value.text()) : std::nullopt; }

std::optional<std::int64_t> whole_number_in(const Value& value) {
  const auto decimal = decimal_in(value);
  return decimal && decimal->decimals == 0 ? std::optional{decimal->amount} : std::nullopt;
}

/// An object that is no list: it has members, and they have names.
bool is_plain_object(const Value& value) {
  return value.kind() == Kind::object && value.begin() != value.end() && !is_list_map(value);
}

}  // namespace

bool is_nothing(const Value& value) noexcept {
  switch (value.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return value.text() == "false";
    case Kind::text: return value.text().empty();
    case Kind::array: return value.begin() == value.end();
    case Kind::number:
    case Kind::object: return false;
  }
  return false;
}

bool is_list_map(const Value& value) noexcept {
  if (value.kind() != Kind::object || value.begin() == value.end()) return false;
  // NOLINTNEXTLINE(readability-use-anyofallof): these iterators are not of the standard's kinds
  for (const Value entry : value) {
    const bool is_number = !entry.key().empty() && is_digit(entry.key().front());
    if (!is_number) return false;
  }
  return true;
}

void FieldReader::refuse(std::string_view problem) {
  if (!mismatch_) mismatch_ = Mismatch{std::string{path_}.append(" ").append(problem)};
}

void FieldReader::refuse_doubles(const Value& object, bool (*is_known)(std::string_view)) {
  std::vector<std::string_view> keys;
  for (const Value member : object) keys.push_back(member.key());
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice == keys.end()) return;
  const bool can_be_named = is_known && is_known(*twice);
  refuse(can_be_named ? std::string{"says "}.append(*twice).append(" twice") : "has two members of the same name");
}

std::string FieldReader::read(Tag<std::string>, const Value& value) {
  if (is_nothing(value)) return {};
  if (!is_scalar(value)) return refuse("is no text"), std::string{};
  return std::string{value.text()};
}

std::optional<std::int64_t> FieldReader::read(Tag<std::optional<std::int64_t>>, const Value& value) {
  if (is_nothing(value)) return std::nullopt;
  const auto number = whole_number_in(value);
  if (!number) refuse("is no whole number");
  return number;
}

std::optional<Money> FieldReader::read(Tag<std::optional<Money>>, const Value& value) {
  if (is_nothing(value)) return std::nullopt;
  auto amount = decimal_in(value);
  if (!amount) refuse("is neither a number nor a numeric text, of at most 64 bits and 18 decimals");
  return amount;
}

Moment FieldReader::read(Tag<Moment>, const Value& value) {
  if (is_nothing(value)) return std::nullopt;
  const auto seconds = whole_number_in(value);
  if (seconds == 0) return std::nullopt;
  const bool is_moment = seconds && *seconds > 0 && *seconds <= detail::latest_moment;
  if (!is_moment) return refuse("is no time in whole seconds"), std::nullopt;
  return std::chrono::sys_seconds{std::chrono::seconds{*seconds}};
}

ClaimStatus FieldReader::read(Tag<ClaimStatus>, const Value& value) {
  auto status = read(Tag<std::string>{}, value);
  if (status == "EXCHANGE_COLLECTIN") return ClaimStatus::exchange_collecting;  // as the guide spells it
  return ClaimStatus{std::move(status)};
}

FormValue FieldReader::read(Tag<FormValue>, const Value& value) {
  if (value.kind() == Kind::array || is_list_map(value)) return read(Tag<std::vector<std::string>>{}, value);
  if (value.kind() == Kind::object) return read(Tag<FormFile>{}, value);
  return read(Tag<std::string>{}, value);
}

std::string FieldReader::read_identifier(const Value& value) {
  if (is_nothing(value)) return {};
  const auto text = value.text();
  const bool is_integer = value.kind() == Kind::number && are_digits(text);
  const bool is_number = (value.kind() == Kind::text || is_integer) && text != "0" && !check_identifier("", text);
  if (!is_number) return refuse("is no number of an order: 1 to 64 digits, Latin letters, '_' or '-'"), std::string{};
  return std::string{text};
}

bool FieldReader::is_flat(const Value& value) noexcept {
  if (is_nothing(value) || (value.kind() != Kind::array && !is_list_map(value))) return false;
  // NOLINTNEXTLINE(readability-use-anyofallof): these iterators are not of the standard's kinds
  for (const Value entry : value)
    if (!is_plain_object(entry)) return false;
  return true;
}

void FieldReader::keep(UnknownFields& unknown, const Value& member) {
  unknown.all.push_back({.name = std::string{member.key()}, .json = json_text(member)});
}

}  // namespace imweb::inline v0::wire

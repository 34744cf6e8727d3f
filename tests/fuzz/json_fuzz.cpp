// Any JSON as a payload or a result: it is refused with an exception of nlohmann/json, or it is a value that survives writing and reading.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include <imweb/json.hpp>

#include "fuzz.hpp"

namespace {

using imweb::fuzz::require;

template <class Value, class Json>
std::optional<Value> read(const Json& json) {
  try {
    return json.template get<Value>();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

template <class Value, class Json>
void expect_a_round_trip(const Json& json) {
  const auto value = read<Value>(json);
  if (!value) return;
  const Json written(*value);
  require(written.template get<Value>() == *value, "a value survives its JSON");
  require(Json::parse(written.dump()).template get<Value>() == *value, "a value survives its JSON as text");
  require(Json(written.template get<Value>()) == written, "the same value is written the same way");
}

template <class Json>
void expect_round_trips(std::string_view text) {
  const Json json = Json::parse(text);
  expect_a_round_trip<imweb::OrderAction>(json);
  expect_a_round_trip<imweb::ItemAction>(json);
  expect_a_round_trip<imweb::OrderTarget>(json);
  expect_a_round_trip<imweb::OrderActionResult>(json);
  expect_a_round_trip<imweb::ProdOrderActionResult>(json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = imweb::fuzz::text_of(data, size);
  const auto opened = std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{'; });
  const bool is_shallow = opened <= 500;  // copying very deep JSON is beyond nlohmann/json
  if (!is_shallow || !nlohmann::json::accept(text)) return 0;
  expect_round_trips<nlohmann::json>(text);
  expect_round_trips<nlohmann::ordered_json>(text);
  return 0;
}

// What a JSON text says, as one line that two readers can be compared by: kinds, keys, texts and numbers, in their order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "wire/document.hpp"

namespace imweb::inline v0::testing {

/// Writes one value after another; sizes stand in front of texts, so that no text can look like something else.
class Teller {
 public:
  void key(std::string_view name) { (told_ += std::to_string(name.size()) + "=").append(name); }
  void value(wire::Kind kind, std::string_view text) {
    (told_ += std::string{"nbstao"[static_cast<std::size_t>(kind)]} + std::to_string(text.size()) + ":").append(text);
  }
  void end() { told_ += ')'; }

  [[nodiscard]] const std::string& told() const noexcept { return told_; }

 private:
  std::string told_{};
};

/// Listens to the events of nlohmann/json, without any Document.
class Listener : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(wire::Kind::null, {}); }
  bool boolean(bool value) override { return add(wire::Kind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(wire::Kind::number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(wire::Kind::number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& as_written) override { return add(wire::Kind::number, as_written); }
  bool string(string_t& value) override { return add(wire::Kind::text, value); }
  bool binary(binary_t&) override { return false; }
  bool key(string_t& name) override { return teller_.key(name), true; }
  bool start_object(std::size_t) override { return open(wire::Kind::object); }
  bool start_array(std::size_t) override { return open(wire::Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

  [[nodiscard]] const std::string& told() const noexcept { return teller_.told(); }

 private:
  bool add(wire::Kind kind, std::string_view text) {
    teller_.value(kind, text);
    return ++values_ <= wire::max_values;
  }
  bool open(wire::Kind kind) { return ++depth_ <= wire::max_depth && add(kind, {}); }
  bool close() { return --depth_, teller_.end(), true; }

  Teller teller_{};
  std::size_t values_ = 0;
  std::size_t depth_ = 0;
};

/// What nlohmann/json reads; empty for what is no JSON, too deep or too much. It would end at a NUL and pass over a byte order mark.
inline std::optional<std::string> told_by_nlohmann(std::string_view body) {
  Listener listener;
  const bool is_text = body.find('\0') == body.npos && !body.starts_with("\xEF\xBB\xBF");
  const bool is_read = is_text && nlohmann::json::sax_parse(body, &listener);
  return is_read ? std::optional{listener.told()} : std::nullopt;
}

inline void tell(const wire::Value& value, Teller& teller) {
  teller.value(value.kind(), value.text());
  if (!value.is_container()) return;
  for (const wire::Value inside : value) {
    if (value.kind() == wire::Kind::object) teller.key(inside.key());
    tell(inside, teller);
  }
  teller.end();
}

/// What a Document says; empty where it has a problem.
inline std::optional<std::string> told_by_document(std::string_view body) {
  const auto document = wire::Document::parse(std::string{body});
  if (!document.problem().empty()) return std::nullopt;
  Teller teller;
  tell(document.root(), teller);
  return teller.told();
}

}  // namespace imweb::inline v0::testing

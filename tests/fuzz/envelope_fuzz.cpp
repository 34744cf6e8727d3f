// Any bytes as the body of an answer: the document holds what the JSON says and no more than its limits; an envelope is valid exactly
// when there is one integer code; and what is wrong is said without a piece of the body.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "fuzz.hpp"
#include "problems.hpp"
#include "wire/document.hpp"
#include "wire/envelope.hpp"

namespace {

using imweb::fuzz::require;
using imweb::http::Envelope;
using imweb::wire::Document;
using imweb::wire::Kind;
using imweb::wire::Value;

/// What the JSON says, as one text, and how much of it there is: from the parser's events, without any Document.
class Listener : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string told{};
  std::size_t values = 0;
  std::size_t deepest = 0;

  bool null() override { return tell(Kind::null, {}); }
  bool boolean(bool value) override { return tell(Kind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return tell(Kind::number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return tell(Kind::number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& as_written) override { return tell(Kind::number, as_written); }
  bool string(string_t& value) override { return tell(Kind::text, value); }
  bool binary(binary_t&) override { return false; }
  bool key(string_t& name) override { return told += '"' + name + "\":", true; }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

 private:
  bool tell(Kind kind, const std::string& text) {
    ++values;
    told += static_cast<char>('0' + static_cast<int>(kind));
    told += text + '\n';
    return true;
  }
  bool open(Kind kind) {
    deepest = std::max(deepest, ++depth_);
    return tell(kind, {});
  }
  bool close() {
    --depth_;
    told += ")\n";
    return true;
  }

  std::size_t depth_ = 0;
};

/// The same text, from the document.
void tell(const Value& value, std::string& told) {
  told += static_cast<char>('0' + static_cast<int>(value.kind()));
  told.append(value.text()) += '\n';
  if (!value.is_container()) return;
  for (const Value inside : value) {
    if (value.kind() == Kind::object) told.append("\"").append(inside.key()).append("\":");
    tell(inside, told);
  }
  told += ")\n";
}

void expect_what_the_json_says(const Document& document, std::string_view body) {
  Listener listener;
  const bool is_text = body.find('\0') == body.npos && !body.starts_with("\xEF\xBB\xBF");
  const bool is_json = nlohmann::json::sax_parse(body, &listener) && is_text;
  const bool is_small = listener.deepest <= imweb::wire::max_depth && listener.values <= imweb::wire::max_values;
  require(document.problem().empty() == (is_json && is_small), "a document is read exactly when it is JSON within the limits");
  if (!document.problem().empty()) return;
  std::string told;
  tell(document.root(), told);
  require(told == listener.told, "a document holds what the JSON says");
}

std::size_t count(const Value& object, std::string_view key) {
  std::size_t times = 0;
  for (const Value member : object) times += member.key() == key ? 1U : 0U;
  return times;
}

bool says_nothing_twice(const Value& object) {
  return std::all_of(std::begin(imweb::fuzz::envelope_keys), std::end(imweb::fuzz::envelope_keys),
                     [&object](std::string_view key) { return count(object, key) <= 1; });
}

bool is_envelope(const Document& document) {
  if (!document.problem().empty() || document.root().kind() != Kind::object) return false;
  const auto code = document.root().find("code");
  const auto data = document.root().find("data");
  const bool is_clear = says_nothing_twice(document.root()) &&
                        (!data || data->kind() != Kind::object || says_nothing_twice(*data));
  return is_clear && code && code->integer();
}

void expect_the_code_that_stands_there(const Document& document, const Envelope& envelope) {
  const Value root = document.root();
  require(count(root, "code") == 1, "a valid envelope has one code");
  require(root.find("code")->text() == std::to_string(envelope.code), "the code is the one that stands there");
  const auto msg = root.find("msg");
  require(envelope.msg == (msg && msg->kind() == Kind::text ? msg->text() : ""), "the msg is the one that stands there");
}

void expect_blanks_to_change_nothing(std::string_view body, const Envelope& envelope) {
  const auto again = read_envelope(Document::parse(" \t\r\n" + std::string{body} + "\r\n \t"));
  require(again.form == envelope.form && again.code == envelope.code && again.msg == envelope.msg &&
              again.request_count == envelope.request_count,
          "blanks around a valid answer change nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = imweb::fuzz::text_of(data, size);
  const auto document = Document::parse(body);
  const auto envelope = read_envelope(document);

  expect_what_the_json_says(document, body);
  const bool is_valid = envelope.form == Envelope::Form::valid;
  require(is_valid == is_envelope(document), "an envelope is valid exactly when one integer code stands in it");
  require(is_valid == envelope.problem.empty(), "a problem is named exactly where there is one");
  require(imweb::fuzz::is_harmless(envelope.problem, size), "a problem holds no piece of the body");
  if (is_valid) {
    expect_the_code_that_stands_there(document, envelope);
    expect_blanks_to_change_nothing(body, envelope);
  }
  return 0;
}

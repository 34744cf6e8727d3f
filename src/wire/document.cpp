#include "wire/document.hpp"

#include <charconv>
#include <exception>

#include <nlohmann/json.hpp>

#include <imweb/base/secret.hpp>

namespace imweb::inline v0::wire {

/// Takes nlohmann's events and fills a Document. Returning false stops the parser at once.
class Reader : public nlohmann::json_sax<nlohmann::json> {
 public:
  Reader(Document& document, std::size_t limit) : document_(document), limit_(limit) {}

  bool null() override { return add(Kind::null, {}); }
  bool boolean(bool value) override { return add(Kind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(Kind::number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(Kind::number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& as_written) override { return add(Kind::number, as_written); }
  bool string(string_t& value) override {
    const bool goes_on = add(Kind::text, value);
    imweb::wipe(value);  // the parser's own copy, which may be a token
    return goes_on;
  }
  bool binary(binary_t&) override { return false; }

  bool key(string_t& name) override {
    key_ = store(name);
    return true;
  }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
    return fail("the body is not valid JSON at byte " + std::to_string(position));
  }

 private:
  Document::Text store(std::string_view text) {
    const Document::Text where{static_cast<std::uint32_t>(document_.texts_.size()), static_cast<std::uint32_t>(text.size())};
    document_.texts_ += text;
    return where;
  }

  bool add(Kind kind, std::string_view text) {
    if (document_.nodes_.size() >= limit_) return fail("the body holds more values than any answer of imweb");
    const auto next = static_cast<std::uint32_t>(document_.nodes_.size() + 1);
    document_.nodes_.push_back({kind, key_, store(text), next});
    key_ = {};
    return true;
  }

  bool open(Kind kind) {
    if (open_.size() >= max_depth) return fail("the body is nested deeper than any answer of imweb");
    open_.push_back(document_.nodes_.size());
    return add(kind, {});
  }

  bool close() {
    document_.nodes_[open_.back()].end = static_cast<std::uint32_t>(document_.nodes_.size());
    open_.pop_back();
    return true;
  }

  bool fail(std::string problem) {
    document_.problem_ = std::move(problem);
    return false;
  }

  Document& document_;
  std::size_t limit_;
  Document::Text key_{};
  std::vector<std::size_t> open_;
};

namespace {

/// The first character that is not blank; NUL where there is none.
char first_visible(std::string_view body) noexcept {
  const std::size_t start = body.find_first_not_of(" \t\r\n");
  return start == body.npos ? '\0' : body[start];
}

}  // namespace

Document Document::parse(std::string_view body, std::size_t limit) {
  Document document;
  const char first = first_visible(body);
  document.begins_as_json_ = first == '{' || first == '[';
  if (body.find('\0') != body.npos) {  // for the parser it would be the end, and what follows would go unread
    document.problem_ = "the body is not text";
  } else if (first == '\0') {
    document.problem_ = "the body is empty";
  } else if (body.starts_with("\xEF\xBB\xBF")) {  // which the parser would pass over
    document.problem_ = "the body begins with a byte order mark, not with JSON";
  } else if (first == '<') {
    document.problem_ = "the body is HTML, not JSON: a maintenance page or a firewall answered";
  } else {
    document.texts_.reserve(body.size());
    Reader reader{document, limit};
    nlohmann::json::sax_parse(body, &reader);
  }
  if (!document.problem_.empty()) document.nodes_.clear();
  return document;
}

void Document::wipe() noexcept { imweb::wipe(texts_); }

std::optional<std::int64_t> Value::integer() const noexcept {
  if (kind() != Kind::number) return std::nullopt;
  std::int64_t number = 0;
  const auto written = text();
  const auto [stop, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (error != std::errc{} || stop != written.data() + written.size()) return std::nullopt;
  return number;
}

std::optional<Value> Value::find(std::string_view key) const noexcept {
  if (kind() != Kind::object) return std::nullopt;
  for (const Value member : *this)
    if (member.key() == key) return member;
  return std::nullopt;
}

}  // namespace imweb::inline v0::wire

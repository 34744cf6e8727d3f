#include "wire/document.hpp"

#include <utility>

#include <imweb/base/secret.hpp>

#include "base/whole_number.hpp"
#include "wire/json_reader.hpp"

namespace imweb::inline v0::wire {

namespace {

/// The first character that is not blank; NUL where there is none.
char first_visible(std::string_view body) noexcept {
  const std::size_t start = body.find_first_not_of(" \t\r\n");
  return start == body.npos ? '\0' : body[start];
}

}  // namespace

Document Document::parse(std::string body, std::size_t limit) {
  Document document;
  document.texts_ = std::move(body);
  const std::string_view text = document.texts_;
  const char first = first_visible(text);
  document.begins_as_json_ = first == '{' || first == '[';
  if (text.find('\0') != text.npos) {
    document.problem_ = "the body is not text";
  } else if (first == '\0') {
    document.problem_ = "the body is empty";
  } else if (text.starts_with("\xEF\xBB\xBF")) {
    document.problem_ = "the body begins with a byte order mark, not with JSON";
  } else if (first == '<') {
    document.problem_ = "the body is HTML, not JSON: a maintenance page or a firewall answered";
  } else {
    document.problem_ = read_json(document.texts_, document.nodes_, limit);
  }
  if (!document.problem_.empty()) document.nodes_.clear();
  return document;
}

void Document::wipe() noexcept { imweb::wipe(texts_); }

std::optional<std::int64_t> Value::integer() const noexcept {
  return kind() == Kind::number ? whole_number<std::int64_t>(text()) : std::nullopt;
}

std::optional<Value> Value::find(std::string_view key) const noexcept {
  if (kind() != Kind::object) return std::nullopt;
  const auto* const nodes = document_->nodes_.data();
  const auto end = nodes[index_].end;
  for (auto at = index_ + 1; at < end; at = nodes[at].end)
    if (nodes[at].key.size == key.size() && view(nodes[at].key) == key) return Value{*document_, at};
  return std::nullopt;
}

}  // namespace imweb::inline v0::wire

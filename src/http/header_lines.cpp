#include "http/header_lines.hpp"

#include <cstddef>
#include <string_view>

#include <imweb/base/secret.hpp>

namespace imweb::inline v0::http {

namespace {

constexpr std::string_view no_continue = "Expect:";  // no "100-continue": libcurl would resend after a 417

}  // namespace

curl_slist* HeaderLines::set(const std::vector<Header>& headers) {
  wipe();
  std::size_t size = no_continue.size() + 1;
  for (const auto& header : headers) size += header.name.size() + header.value.size() + 3;
  text_.reserve(size);  // so that no line moves, nor leaves a copy behind
  lines_.reserve(headers.size() + 1);
  begin_line();
  text_.append(no_continue).push_back('\0');
  for (const auto& header : headers) {
    begin_line();
    text_.append(header.name).append(": ").append(header.value).push_back('\0');
  }
  return lines_.data();
}

void HeaderLines::begin_line() {
  lines_.push_back({.data = text_.data() + text_.size(), .next = nullptr});
  if (lines_.size() > 1) lines_[lines_.size() - 2].next = &lines_.back();
}

void HeaderLines::wipe() noexcept {
  if (lines_.empty()) return;
  imweb::wipe(text_);
  lines_.clear();
}

}  // namespace imweb::inline v0::http

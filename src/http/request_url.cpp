#include "http/request_url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "http/loopback.hpp"

namespace imweb::inline v0::http {

namespace {

using Parts = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy{text};
  curl_free(text);
  return copy;
}

std::string find_url_obstacle(CURLU* url) {
  const std::string scheme = part_of(url, CURLUPART_SCHEME);
  if (scheme == "https" || (scheme == "http" && is_loopback(part_of(url, CURLUPART_HOST)))) return {};
  return "the URL is neither https nor http to loopback";
}

/// What libcurl would say of such a proxy quotes it, and with it the password that it may hold.
std::string find_proxy_obstacle(const std::string& proxy, std::string_view target) {
  constexpr unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME;
  if (proxy.empty()) return {};
  const Parts url{curl_url(), &curl_url_cleanup};
  const bool is_url = url && curl_url_set(url.get(), CURLUPART_URL, proxy.c_str(), flags) == CURLUE_OK;
  const std::string scheme = is_url ? part_of(url.get(), CURLUPART_SCHEME) : "";
  for (const auto known : {"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
    if (scheme == known && (target.starts_with("https:") || is_loopback(part_of(url.get(), CURLUPART_HOST)))) return {};
  if (is_url && target.starts_with("http:")) return "proxy of CurlOptions would carry plain http away from this machine";
  return "proxy of CurlOptions is malformed, or neither http, https nor socks";
}

/// The characters that mean nothing to anybody who reads a URL, and a few whose meaning does not depend on their place.
constexpr auto harmless = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~=&,:/"})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_harmless(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return harmless[static_cast<unsigned char>(c)]; });
}

/// Scheme, host and port of an accepted URL, where nothing in them needs a second look; else nothing.
std::string_view plain_origin(std::string_view url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == url.npos ? url.npos : url.find('/', host + 3);
  return path != url.npos && is_harmless(url.substr(0, path)) ? url.substr(0, path) : std::string_view{};
}

}  // namespace

std::string RequestUrl::take(const std::string& text, const std::string& proxy) {
  has_moved_ = origin_.empty() || !text.starts_with(origin_) || !take_target(text.c_str() + origin_.size());
  if (!has_moved_) return {};
  origin_.clear();
  url_.reset(curl_url());  // into an old one, a URL without a scheme would be taken for a way from there
  if (!url_ || curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
    return "the URL is malformed";
  std::string obstacle = find_proxy_obstacle(proxy, text);
  if (obstacle.empty()) obstacle = find_url_obstacle(url_.get());
  if (obstacle.empty()) origin_ = plain_origin(text);
  return obstacle;
}

/// Path and query alone, where libcurl would take them from the whole URL just as they stand. "/." may be a step up.
bool RequestUrl::take_target(const char* target) {
  const std::string_view text{target};
  const std::size_t end = std::min(text.find('?'), text.size());
  const bool has_query = end < text.size();
  const bool is_plain = text.starts_with('/') && is_harmless(text.substr(0, end)) && text.find("/.") == text.npos;
  if (!is_plain || (has_query && (end + 1 == text.size() || !is_harmless(text.substr(end + 1))))) return false;
  path_ = text.substr(0, end);
  return curl_url_set(url_.get(), CURLUPART_PATH, path_.c_str(), 0) == CURLUE_OK &&
         curl_url_set(url_.get(), CURLUPART_QUERY, has_query ? target + end + 1 : nullptr, 0) == CURLUE_OK;
}

}  // namespace imweb::inline v0::http

#include "http/curl_options.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <memory>
#include <string_view>

#include <imweb/base/secret.hpp>

#include "http/loopback.hpp"

namespace imweb::inline v0::http {

namespace {

constexpr std::size_t max_header_bytes = 64 * 1024;
constexpr long max_idle_seconds = 30;
constexpr long max_connection_age_seconds = 300;

bool is_over_kept_connection(CURL* handle) {
  long connects = 0;
  return curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connects) == CURLE_OK && connects == 0;
}

/// Runs when the connection is ready and the request is about to leave. libcurl resends a request of any method by itself when a kept
/// connection turns out to be dead; the second call of this function is that attempt, and is stopped. A kept connection on which something
/// waits is not used: what waits is its end, or an answer to nobody's question that would be taken for the answer to ours.
int before_sending(void* context, char*, char*, int, int local_port) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (transfer.sendings > 0) return ++transfer.sendings, CURL_PREREQFUNC_ABORT;
  transfer.is_stale = transfer.sockets && is_over_kept_connection(transfer.handle) && !transfer.sockets->is_quiet(local_port);
  if (transfer.is_stale) return CURL_PREREQFUNC_ABORT;
  ++transfer.sendings;
  transfer.came_too_late = std::chrono::steady_clock::now() >= transfer.exchange->request().deadline;
  if (transfer.came_too_late) return CURL_PREREQFUNC_ABORT;
  transfer.exchange->sent();
  *transfer.has_reported = true;
  return CURL_PREREQFUNC_OK;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.is_too_large = size > transfer.exchange->request().max_body_bytes - transfer.body.size();
  if (transfer.is_too_large) return CURL_WRITEFUNC_ERROR;
  transfer.body.append(bytes, size);
  return size;
}

std::size_t take_header(char*, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.header_bytes += size;
  transfer.is_too_large = transfer.header_bytes > max_header_bytes;
  return transfer.is_too_large ? 0 : size;
}

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string copy{text};
  curl_free(text);
  return copy;
}

std::string find_url_obstacle(const std::string& text) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url{curl_url(), &curl_url_cleanup};
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
    return "the URL is malformed";
  const std::string scheme = url_part(url.get(), CURLUPART_SCHEME);
  if (scheme == "https" || (scheme == "http" && is_loopback(url_part(url.get(), CURLUPART_HOST)))) return {};
  return "the URL is neither https nor http to loopback";
}

bool is_header_safe(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string find_ca_obstacle(const std::string& path, std::string_view what) {
  if (path.empty() || ::access(path.c_str(), R_OK) == 0) return {};
  return std::string{what} + " of CurlOptions cannot be read: " + path;
}

/// What libcurl would say of such a proxy quotes it, and with it the password that it may hold.
std::string find_proxy_obstacle(const std::string& proxy, std::string_view target) {
  constexpr unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME;
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url{curl_url(), &curl_url_cleanup};
  if (proxy.empty()) return {};
  const bool is_url = url && curl_url_set(url.get(), CURLUPART_URL, proxy.c_str(), flags) == CURLUE_OK;
  const std::string scheme = is_url ? url_part(url.get(), CURLUPART_SCHEME) : "";
  for (const auto known : {"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
    if (scheme == known && (target.starts_with("https:") || is_loopback(url_part(url.get(), CURLUPART_HOST)))) return {};
  if (is_url && target.starts_with("http:")) return "proxy of CurlOptions would carry plain http away from this machine";
  return "proxy of CurlOptions is malformed, or neither http, https nor socks";
}

/// Base64 of 32 bytes: 43 characters and one '='.
bool is_pin(std::string_view pin) {
  constexpr std::string_view prefix = "sha256//";
  constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return pin.size() == prefix.size() + 44 && pin.starts_with(prefix) && pin.ends_with('=') &&
         pin.find_first_not_of(base64, prefix.size()) == pin.size() - 1;
}

std::string find_pin_obstacle(const std::vector<std::string>& pins) {
  if (!std::all_of(pins.begin(), pins.end(), is_pin))
    return "pinned_keys of CurlOptions has an entry that is not sha256//<base64>";
  return pins.size() == 1 ? "pinned_keys of CurlOptions holds one key; give the next one too" : "";
}

bool append_header(curl_slist*& list, std::string line) {
  curl_slist* longer = curl_slist_append(list, line.c_str());
  wipe(line);
  if (longer) list = longer;
  return longer != nullptr;
}

bool set_headers(Transfer& transfer) {
  bool is_set = append_header(transfer.headers, "Expect:");  // no "100-continue": libcurl would resend after a 417
  for (const auto& header : transfer.exchange->request().headers)
    is_set = is_set && append_header(transfer.headers, header.name + ": " + header.value);
  return is_set && curl_easy_setopt(transfer.handle, CURLOPT_HTTPHEADER, transfer.headers) == CURLE_OK;
}

/// For libcurl to give up by itself. A little after the deadline: the engine keeps that, and prefers an answer that is here to its end.
long milliseconds_for(TimePoint deadline) {
  constexpr auto patience = std::chrono::seconds{1};
  if (deadline == never) return 0;  // libcurl's word for "no limit"
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline + patience - std::chrono::steady_clock::now());
  return static_cast<long>(std::max<std::chrono::milliseconds::rep>(left.count(), 1));
}

/// Sets one option after the other and remembers whether libcurl took them all.
class Setter {
 public:
  explicit Setter(CURL* handle) : handle_(handle) {}

  template <class Value>
  void operator()(CURLoption option, Value value) {
    is_all_set_ = curl_easy_setopt(handle_, option, value) == CURLE_OK && is_all_set_;
  }
  [[nodiscard]] bool is_all_set() const noexcept { return is_all_set_; }

 private:
  CURL* handle_;
  bool is_all_set_ = true;
};

void set_what_is_asked(Setter& set, const Request& request) {
  set(CURLOPT_URL, request.url.c_str());
  if (request.method != Method::get) {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method == Method::patch) set(CURLOPT_CUSTOMREQUEST, "PATCH");
}

void set_once_and_nowhere_else(Setter& set, Transfer& transfer, const CurlOptions& options) {
  set(CURLOPT_PREREQFUNCTION, &before_sending);
  set(CURLOPT_PREREQDATA, static_cast<void*>(&transfer));
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROTOCOLS_STR, "https,http");  // http: loopback alone, see find_obstacle
  set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set(CURLOPT_PROXY, options.proxy.c_str());  // "" also shuts out the environment's proxies
  set(CURLOPT_NOPROXY, "");                   // and this its exceptions from ours
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_HTTP_VERSION, static_cast<long>(options.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  set(CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(transfer.handle, CURLOPT_QUICK_EXIT,
                   1L);  // never wait for a resolver thread; a 7.85 or 7.86 at run time lacks it
#endif
}

void set_tls(Setter& set, const CurlOptions& options) {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty() || !options.ca_dir.empty()) {  // these alone: the system's file and directory are trusted no more
    set(CURLOPT_CAINFO, options.ca_file.empty() ? nullptr : options.ca_file.c_str());
    set(CURLOPT_CAPATH, options.ca_dir.empty() ? nullptr : options.ca_dir.c_str());
  }
  std::string pins;
  for (const auto& pin : options.pinned_keys) pins.append(pins.empty() ? "" : ";").append(pin);
  if (!pins.empty()) set(CURLOPT_PINNEDPUBLICKEY, pins.c_str());
}

/// How long, how old, how much; and where what comes back goes.
void set_limits(Setter& set, Transfer& transfer, const CurlOptions& options) {
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, milliseconds_for(transfer.exchange->request().deadline));
  set(CURLOPT_MAXAGE_CONN, max_idle_seconds);
  set(CURLOPT_MAXLIFETIME_CONN, max_connection_age_seconds);
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set(CURLOPT_ERRORBUFFER, static_cast<char*>(transfer.error));
  set(CURLOPT_PRIVATE, static_cast<void*>(&transfer));
}

}  // namespace

std::string find_obstacle(const Request& request, const CurlOptions& options) {
  for (const auto& header : request.headers) {
    if (!is_header_safe(header.name)) return "a header's name has a character that no header may have";
    if (!is_header_safe(header.value)) return "header " + header.name + " has a character that no header may have";
  }
  if (auto obstacle = find_ca_obstacle(options.ca_file, "ca_file"); !obstacle.empty()) return obstacle;
  if (auto obstacle = find_ca_obstacle(options.ca_dir, "ca_dir"); !obstacle.empty()) return obstacle;
  if (options.connect_timeout <= std::chrono::milliseconds{0} || options.connect_timeout > std::chrono::hours{1})
    return "connect_timeout of CurlOptions is not within 1 ms to 1 h";
  if (auto obstacle = find_pin_obstacle(options.pinned_keys); !obstacle.empty()) return obstacle;
  if (auto obstacle = find_proxy_obstacle(options.proxy, request.url); !obstacle.empty()) return obstacle;
  return find_url_obstacle(request.url);
}

bool set_options(Transfer& transfer, const CurlOptions& options) {
  Setter set{transfer.handle};
  set_what_is_asked(set, transfer.exchange->request());
  set_once_and_nowhere_else(set, transfer, options);
  set_tls(set, options);
  set_limits(set, transfer, options);
  const bool is_watched = options.http2 || transfer.sockets->watch(transfer.handle);  // on HTTP/2 something may always wait
  if (options.http2) transfer.sockets = nullptr;
  return set_headers(transfer) && is_watched && set.is_all_set();
}

bool set_fresh_connection(Transfer& transfer) {
  transfer.is_stale = false;
  Setter set{transfer.handle};
  set(CURLOPT_FRESH_CONNECT, 1L);
  set(CURLOPT_TIMEOUT_MS, milliseconds_for(transfer.exchange->request().deadline));
  return set.is_all_set();
}

}  // namespace imweb::inline v0::http

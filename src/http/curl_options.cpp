#include "http/curl_options.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "http/shard.hpp"

namespace imweb::inline v0::http {

namespace {

constexpr std::size_t max_header_bytes = 64 * 1024;
constexpr long max_connection_age_seconds = 300;
constexpr long little_bytes = 1024;       // an answer about one order, and libcurl's least
constexpr long much_bytes = 16 * 1024;    // libcurl's own choice
constexpr long upload_bytes = 16 * 1024;  // libcurl's least
constexpr std::string_view too_large = "the answer was larger than allowed and was cut off";
constexpr long seconds_of_trust_store = 600;  // read from its file anew after that, on the next connection

bool is_over_kept_connection(CURL* handle) {
  long connects = 0;
  return curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &connects) == CURLE_OK && connects == 0;
}

/// Over HTTP/2 something may always wait.
bool is_connection_stale(Handle& handle, int local_port) {
  return !handle.around.options.http2 && is_over_kept_connection(handle.curl) && !handle.around.sockets.is_quiet(local_port);
}

/// Runs when the connection is ready and the request is about to leave. libcurl resends a request of any method by itself when a kept
/// connection turns out to be dead; the second call of this function is that attempt, and is stopped. A kept connection on which something
/// waits is not used: what waits is its end, or an answer to nobody's question that would be taken for the answer to ours.
int before_sending(void* context, char*, char*, int, int local_port) {
  auto& handle = *static_cast<Handle*>(context);
  auto& transfer = handle.transfer;
  if (transfer.sendings > 0) return ++transfer.sendings, CURL_PREREQFUNC_ABORT;
  transfer.is_stale = is_connection_stale(handle, local_port);
  if (transfer.is_stale) return CURL_PREREQFUNC_ABORT;
  ++transfer.sendings;
  transfer.came_too_late = std::chrono::steady_clock::now() >= transfer.exchange->request().deadline;
  if (transfer.came_too_late) return CURL_PREREQFUNC_ABORT;
  transfer.exchange->sent();
  handle.around.has_reported = true;
  return CURL_PREREQFUNC_OK;
}

/// Room for the whole answer at once, where its length is known: growing would leave copies of what may hold a token.
void make_room(Handle& handle) {
  curl_off_t length = -1;
  curl_easy_getinfo(handle.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  const auto most = static_cast<curl_off_t>(handle.transfer.exchange->request().max_body_bytes);
  if (length > 0) handle.transfer.body.reserve(static_cast<std::size_t>(std::min(length, most)));
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& handle = *static_cast<Handle*>(context);
  auto& transfer = handle.transfer;
  if (size > transfer.exchange->request().max_body_bytes - transfer.body.size()) transfer.flaw = too_large;
  if (!transfer.flaw.empty()) return CURL_WRITEFUNC_ERROR;
  if (transfer.body.empty()) make_room(handle);
  transfer.body.append(bytes, size);
  return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& transfer = static_cast<Handle*>(context)->transfer;
  transfer.header_bytes += size;
  if (transfer.header_bytes > max_header_bytes) transfer.flaw = too_large;
  if (!transfer.length.take({bytes, size}))
    transfer.flaw = "the answer announces a length that is no number, or two different ones";
  return transfer.flaw.empty() ? size : 0;
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
  explicit Setter(const Handle& handle) : handle_(handle.curl) {}

  template <class Value>
  void operator()(CURLoption option, Value value) {
    is_all_set_ = curl_easy_setopt(handle_, option, value) == CURLE_OK && is_all_set_;
  }
  [[nodiscard]] bool is_all_set() const noexcept { return is_all_set_; }

 private:
  CURL* handle_;
  bool is_all_set_ = true;
};

void set_connection(Setter& set, const CurlOptions& options) {
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROTOCOLS_STR, "https,http");  // http: loopback alone, see RequestUrl
  set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set(CURLOPT_PROXY, options.proxy.c_str());  // "" also shuts out the environment's proxies
  set(CURLOPT_NOPROXY, "");                   // and this its exceptions from ours
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_HTTP_VERSION, static_cast<long>(options.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_MAXAGE_CONN, static_cast<long>(max_idle.count()));
  set(CURLOPT_MAXLIFETIME_CONN, max_connection_age_seconds);
}

/// True when libcurl has a file with the system's certificates of its own accord.
bool has_system_bundle() {
  const auto* info = curl_version_info(CURLVERSION_NOW);
  return info->age >= CURLVERSION_SEVENTH && info->cainfo && ::access(info->cainfo, R_OK) == 0;
}

void set_tls(Setter& set, const CurlOptions& options) {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSL_SESSIONID_CACHE, 0L);  // a session taken up again would not have its certificate looked at again
  if (!options.ca_file.empty() || !options.ca_dir.empty()) {  // these alone: the system's file and directory are trusted no more
    set(CURLOPT_CAINFO, options.ca_file.empty() ? nullptr : options.ca_file.c_str());
    set(CURLOPT_CAPATH, options.ca_dir.empty() ? nullptr : options.ca_dir.c_str());
  } else if (has_system_bundle()) {
    set(CURLOPT_CAPATH, nullptr);  // it repeats the bundle, and with it libcurl would read that for every connection
  }
  std::string pins;
  for (const auto& pin : options.pinned_keys) pins.append(pins.empty() ? "" : ";").append(pin);
  if (!pins.empty()) set(CURLOPT_PINNEDPUBLICKEY, pins.c_str());
}

/// What a library at run time may lack that is older than the one at compile time; nothing depends on it.
void set_niceties(const Handle& handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(handle.curl, CURLOPT_QUICK_EXIT, 1L);  // never wait for a resolver thread
  curl_easy_setopt(handle.curl, CURLOPT_CA_CACHE_TIMEOUT, seconds_of_trust_store);
#endif
  if (handle.around.shared) curl_easy_setopt(handle.curl, CURLOPT_SHARE, handle.around.shared);
}

/// Where what comes back goes, and in how large pieces.
void set_ways_back(Setter& set, Handle& handle) {
  auto* context = static_cast<void*>(&handle);
  set(CURLOPT_PREREQFUNCTION, &before_sending);
  set(CURLOPT_PREREQDATA, context);
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, context);
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, context);
  set(CURLOPT_ERRORBUFFER, static_cast<char*>(handle.error));
  set(CURLOPT_PRIVATE, context);
  set(CURLOPT_BUFFERSIZE, handle.reading == Reading::little ? little_bytes : much_bytes);
  set(CURLOPT_UPLOAD_BUFFERSIZE, upload_bytes);
}

/// libcurl 7.88 writes out the whole URL once more after CURLOPT_URL, for those who ask where they have been: a seventh of a request's work.
/// It is done for each server once. What is sent comes from the CURLU in any case.
void set_url(Setter& set, const RequestUrl& url) {
  set(CURLOPT_URL, nullptr);
  set(CURLOPT_CURLU, url.get());
}

void set_method(Setter& set, const Request& request) {
  const bool is_get = request.method == Method::get;
  set(CURLOPT_POSTFIELDS, is_get ? nullptr : request.body.c_str());  // makes it a POST in any case
  set(CURLOPT_POSTFIELDSIZE_LARGE, is_get ? curl_off_t{-1} : static_cast<curl_off_t>(request.body.size()));
  if (is_get) set(CURLOPT_HTTPGET, 1L);
  set(CURLOPT_CUSTOMREQUEST, request.method == Method::patch ? "PATCH" : nullptr);
}

}  // namespace

bool set_up(Handle& handle) {
  Setter set{handle};
  set_connection(set, handle.around.options);
  set_tls(set, handle.around.options);
  set_ways_back(set, handle);
  set_niceties(handle);
  return set.is_all_set() && handle.around.sockets.watch(handle.curl);
}

bool set_request(Handle& handle) {
  const Request& request = handle.transfer.exchange->request();
  Setter set{handle};
  if (handle.url.has_moved()) set_url(set, handle.url);
  set_method(set, request);
  set(CURLOPT_HTTPHEADER, handle.headers.set(request.headers));
  set(CURLOPT_TIMEOUT_MS, milliseconds_for(request.deadline));
  set(CURLOPT_FRESH_CONNECT, 0L);
  return set.is_all_set();
}

bool set_fresh_connection(Handle& handle) {
  handle.transfer.is_stale = false;
  Setter set{handle};
  set(CURLOPT_FRESH_CONNECT, 1L);
  set(CURLOPT_TIMEOUT_MS, milliseconds_for(handle.transfer.exchange->request().deadline));
  return set.is_all_set();
}

}  // namespace imweb::inline v0::http

#include <imweb/http/curl_transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <imweb/base/secret.hpp>

#include "http/curl_options.hpp"

namespace imweb::inline v0::http {

namespace {

/// libcurl would write the keys of every TLS connection into the file that this variable names, and has no option against it. The one
/// look that this library takes at the environment.
bool are_tls_keys_logged() {
  const char* file = std::getenv("SSLKEYLOGFILE");
  return file && *file != '\0';
}

/// libcurl wants this once a process. It is never undone: another user of libcurl in the process may still need it.
std::string start_libcurl() {
  // Before libcurl starts: that is when it opens the file, to write to it even after the variable was unset.
  if (are_tls_keys_logged()) return "SSLKEYLOGFILE is set, so that every TLS key would be written to a file: unset it";
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) return "libcurl could not be started";
  const auto* info = curl_version_info(CURLVERSION_NOW);
  if (info->version_num < 0x075500) return std::string{"libcurl "} + info->version + " is too old; 7.85 or newer is needed";
  return {};
}

Cause cause_of(CURLcode code, const Transfer& transfer) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS: return Cause::identity;
    case CURLE_ABORTED_BY_CALLBACK: return Cause::stopped;
    case CURLE_OPERATION_TIMEDOUT: return Cause::timeout;
    case CURLE_URL_MALFORMAT:
    case CURLE_FAILED_INIT:
    case CURLE_NOT_BUILT_IN: return Cause::setup;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return transfer.sendings == 0 ? Cause::setup : Cause::answer;
    case CURLE_OUT_OF_MEMORY:  // also what libcurl says of a header that never ends
      return transfer.sendings == 0 ? Cause::connection : Cause::answer;
    default: return transfer.is_too_large ? Cause::answer : Cause::connection;
  }
}

std::string describe(CURLcode code, const Transfer& transfer) {
  if (transfer.came_too_late) return "the connection was ready only after the deadline";
  if (transfer.sendings > 1) return "the connection died before an answer; libcurl's own resend was prevented";
  if (transfer.is_too_large) return "the answer was larger than allowed and was cut off";
  const std::string detail = transfer.error;
  return detail.empty() ? curl_easy_strerror(code) : detail;
}

Progress progress_of(const Transfer& transfer) {
  return transfer.sendings == 0 || transfer.came_too_late ? Progress::not_sent : Progress::may_have_been_sent;
}

int status_of(CURL* handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

Reply reply_of(CURLcode code, Transfer& transfer) {
  const int status = status_of(transfer.handle);
  if (code != CURLE_OK)
    return TransportFailure{progress_of(transfer), cause_of(code, transfer), status, describe(code, transfer)};
  Response response{.status = status, .body = std::move(transfer.body)};
  curl_off_t seconds = 0;
  curl_easy_getinfo(transfer.handle, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) response.retry_after = std::chrono::seconds{std::min<curl_off_t>(seconds, 24 * 3600)};
  return response;
}

}  // namespace

class CurlTransport::Impl {
 public:
  explicit Impl(CurlOptions options)
      : options_(std::move(options)), obstacle_(start_libcurl()), multi_(obstacle_.empty() ? curl_multi_init() : nullptr) {
    if (multi_ && curl_multi_wakeup(multi_) != CURLM_OK)  // it had no free file descriptor, and could not be woken
      curl_multi_cleanup(std::exchange(multi_, nullptr));
    if (obstacle_.empty() && !multi_) obstacle_ = "libcurl could not be started";
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    while (!transfers_.empty()) release(*transfers_.back());
    for (CURL* handle : idle_) curl_easy_cleanup(handle);
    curl_multi_cleanup(multi_);
  }

  void start(std::shared_ptr<Exchange> exchange) {
    const std::string obstacle = obstacle_.empty() ? find_obstacle(exchange->request(), options_) : obstacle_;
    if (!obstacle.empty()) return exchange->done(TransportFailure{Progress::not_sent, Cause::setup, 0, obstacle});
    auto& transfer = *transfers_.emplace_back(std::make_unique<Transfer>());
    transfer.exchange = std::move(exchange);
    transfer.has_reported = &has_reported_;
    transfer.sockets = &sockets_;
    transfer.handle = take_handle();
    const bool is_ready = transfer.handle && set_options(transfer, options_) &&
                          curl_multi_add_handle(multi_, transfer.handle) == CURLM_OK;
    if (!is_ready) finish(transfer, TransportFailure{Progress::not_sent, Cause::setup, 0, "libcurl refused the request"});
  }

  Progress abandon(const Exchange& exchange) {
    const auto found = std::find_if(transfers_.begin(), transfers_.end(),
                                    [&](const auto& transfer) { return transfer->exchange.get() == &exchange; });
    if (found == transfers_.end()) return Progress::may_have_been_sent;
    const Progress progress = progress_of(**found);
    release(**found);
    return progress;
  }

  void wait_until(TimePoint until) {
    if (advance()) return;
    const auto left = std::clamp<Duration>(until - std::chrono::steady_clock::now(), Duration::zero(), longest_wait);
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(left);
    if (whole.count() > 0) {
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(whole.count()), nullptr);
    } else {
      std::this_thread::sleep_for(left);  // polls wait whole milliseconds only, and each would cost a turn that much
    }
    advance();
  }

  void wake() { curl_multi_wakeup(multi_); }

  /// False when libcurl was not even started: then there is nothing to wait for in it.
  [[nodiscard]] bool has_libcurl() const noexcept { return multi_ != nullptr; }

 private:
  static constexpr Duration longest_wait = std::chrono::minutes{1};

  /// Lets libcurl work, and reports what has left and what is over. True when there was something to report.
  bool advance() {
    has_reported_ = false;
    int running = 0;
    curl_multi_perform(multi_, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      Transfer* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      if (transfer->is_stale && start_again(*transfer)) continue;
      finish(*transfer, reply_of(message->data.result, *transfer));
      has_reported_ = true;
    }
    return has_reported_;
  }

  /// Over a new connection, before anything was sent.
  bool start_again(Transfer& transfer) {
    curl_multi_remove_handle(multi_, transfer.handle);
    return set_fresh_connection(transfer) && curl_multi_add_handle(multi_, transfer.handle) == CURLM_OK;
  }

  void finish(Transfer& transfer, Reply reply) {
    const auto exchange = transfer.exchange;
    release(transfer);
    exchange->done(std::move(reply));
  }

  /// Takes the transfer out of libcurl; one that is still under way loses its connection.
  void release(Transfer& transfer) {
    if (transfer.handle) {
      curl_multi_remove_handle(multi_, transfer.handle);
      curl_easy_reset(transfer.handle);
      idle_.push_back(transfer.handle);
    }
    for (curl_slist* line = transfer.headers; line; line = line->next) wipe_line(line->data);
    curl_slist_free_all(transfer.headers);
    wipe(transfer.body);
    std::erase_if(transfers_, [&](const auto& one) { return one.get() == &transfer; });
  }

  static void wipe_line(char* line) noexcept {
    for (volatile char* byte = line; *byte != '\0'; ++byte) *byte = '\0';
  }

  CURL* take_handle() {
    if (idle_.empty()) return curl_easy_init();
    CURL* handle = idle_.back();
    idle_.pop_back();
    return handle;
  }

  CurlOptions options_;
  std::string obstacle_;
  OpenSockets sockets_;
  CURLM* multi_;
  bool has_reported_ = false;
  std::vector<std::unique_ptr<Transfer>> transfers_;
  std::vector<CURL*> idle_;
};

CurlTransport::CurlTransport(CurlOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
CurlTransport::~CurlTransport() = default;

void CurlTransport::start(std::shared_ptr<Exchange> exchange) { impl_->start(std::move(exchange)); }
Progress CurlTransport::abandon(const Exchange& exchange) { return impl_->abandon(exchange); }
void CurlTransport::wait_until(TimePoint until) {
  impl_->has_libcurl() ? impl_->wait_until(until) : Transport::wait_until(until);
}
void CurlTransport::wake() { impl_->has_libcurl() ? impl_->wake() : Transport::wake(); }

}  // namespace imweb::inline v0::http

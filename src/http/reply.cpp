#include "http/reply.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace imweb::inline v0::http {

namespace {

constexpr int too_large = 100;  // CURLE_TOO_LARGE, which libcurl has from 8.6 on; it may be newer at run time

Cause cause_of(CURLcode code, const Transfer& transfer) {
  switch (static_cast<int>(code)) {
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
    case CURLE_OUT_OF_MEMORY:  // also what older ones say of a header that never ends
    case too_large: return transfer.sendings == 0 ? Cause::connection : Cause::answer;
    default: return transfer.flaw.empty() ? Cause::connection : Cause::answer;
  }
}

std::string describe(CURLcode code, const Handle& handle) {
  const Transfer& transfer = handle.transfer;
  if (transfer.came_too_late) return "the connection was ready only after the deadline";
  if (transfer.sendings > 1) return "the connection died before an answer; libcurl's own resend was prevented";
  if (!transfer.flaw.empty()) return std::string{transfer.flaw};
  const std::string detail = static_cast<const char*>(handle.error);
  return detail.empty() ? curl_easy_strerror(code) : detail;
}

int status_of(CURL* handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

}  // namespace

Progress progress_of(const Transfer& transfer) {
  return transfer.sendings == 0 || transfer.came_too_late ? Progress::not_sent : Progress::may_have_been_sent;
}

Reply reply_of(CURLcode code, Handle& handle) {
  Transfer& transfer = handle.transfer;
  const int status = status_of(handle.curl);
  if (code != CURLE_OK) return TransportFailure{progress_of(transfer), cause_of(code, transfer), status, describe(code, handle)};
  Response response{.status = status, .body = std::move(transfer.body)};
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle.curl, CURLINFO_RETRY_AFTER, &seconds);
  if (seconds > 0) response.retry_after = std::chrono::seconds{std::min<curl_off_t>(seconds, 24 * 3600)};
  return response;
}

}  // namespace imweb::inline v0::http

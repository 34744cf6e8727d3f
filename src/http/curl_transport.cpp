#include <imweb/http/curl_transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/exit_list.hpp"
#include "http/curl_options.hpp"
#include "http/handle_pool.hpp"
#include "http/obstacles.hpp"
#include "http/reply.hpp"
#include "http/shards.hpp"

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
  static const CURLcode code = [] {
    const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    watch_for_exit();
    return started;
  }();
  if (code != CURLE_OK) return "libcurl could not be started";
  const auto* info = curl_version_info(CURLVERSION_NOW);
  if (info->version_num < 0x075500) return std::string{"libcurl "} + info->version + " is too old; 7.85 or newer is needed";
  return {};
}

/// What was resolved for one shard is known to all. The list of TLS sessions is shared because each handle has room for five otherwise; it
/// stays empty, see set_tls.
class Share {
 public:
  explicit Share(bool has_libcurl) : share_(has_libcurl ? curl_share_init() : nullptr) {
    if (!share_) return;
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() { curl_share_cleanup(share_); }

  [[nodiscard]] CURLSH* get() const noexcept { return share_; }

 private:
  CURLSH* share_;
};

}  // namespace

class CurlTransport::Impl {
 public:
  explicit Impl(CurlOptions options)
      : options_(std::move(options)), obstacle_(start_libcurl()), has_libcurl_(obstacle_.empty() && loop_.is_open()) {
    if (!obstacle_.empty()) return;
    obstacle_ = has_libcurl_ ? find_lasting_obstacle(options_) : "libcurl could not be started: there is no free file descriptor";
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    while (!under_way_.empty()) release(*under_way_.begin()->second);
  }

  void start(const std::shared_ptr<Exchange>& exchange) {
    std::string obstacle = find_obstacle(exchange->request());
    if (obstacle.empty()) obstacle = begin(exchange);
    if (!obstacle.empty()) exchange->done(TransportFailure{Progress::not_sent, Cause::setup, 0, std::move(obstacle)});
  }

  Progress abandon(const Exchange& exchange) {
    const auto found = under_way_.find(&exchange);
    if (found == under_way_.end()) return Progress::may_have_been_sent;
    const Progress progress = progress_of(found->second->transfer);
    release(*found->second);
    return progress;
  }

  void wait_until(TimePoint until) {
    const auto report = [this](Shard& shard) { report_finished(shard); };
    const TimePoint now = std::chrono::steady_clock::now();
    around_.has_reported = false;
    shards_.run_timers(now, report);
    if (around_.has_reported && until > now && std::exchange(may_pass_by_, false))
      return;  // but look at the sockets every other time
    may_pass_by_ = true;
    const TimePoint moment = around_.has_reported ? now : std::min({until, shards_.next_moment(), now + longest_wait});
    loop_.wait(std::max(moment, now), until > now ? Look::at_some : Look::at_all,
               [&](Shard& shard, int socket, std::uint32_t events) {
                 shard.on_ready(socket, events);
                 report(shard);
               });
    if (shards_.close_idle(now)) pool_.shrink_to(shards_.size() * Shard::capacity);
  }

  void wake() { loop_.wake(); }

  /// False when libcurl was not even started: then there is nothing to wait for in it.
  [[nodiscard]] bool has_libcurl() const noexcept { return has_libcurl_; }

  /// True in a forked child.
  [[nodiscard]] bool is_inherited() const noexcept { return loop_.is_inherited(); }

 private:
  static constexpr Duration longest_wait = std::chrono::minutes{1};

  /// What is wrong before the URL is looked at.
  [[nodiscard]] std::string find_obstacle(const Request& request) {
    if (!obstacle_.empty()) return obstacle_;
    std::string obstacle = find_header_obstacle(request);
    if (!obstacle.empty() || has_trust_) return obstacle;
    obstacle = find_trust_obstacle(options_);
    has_trust_ = obstacle.empty();
    return obstacle;
  }

  /// Why it could not be begun; empty when it is under way.
  [[nodiscard]] std::string begin(const std::shared_ptr<Exchange>& exchange) {
    if (under_way_.contains(exchange.get())) return {};
    auto handle = pool_.take(exchange->request());
    if (!handle) return "libcurl refused the request";
    handle->transfer.exchange = exchange;
    std::string obstacle = handle->url.take(exchange->request().url, options_.proxy);
    if (obstacle.empty() && !(set_request(*handle) && add(*handle))) obstacle = "libcurl refused the request";
    Handle& begun = *under_way_.emplace(exchange.get(), std::move(handle)).first->second;
    if (!obstacle.empty()) release(begun);
    return obstacle;
  }

  [[nodiscard]] bool add(Handle& handle) {
    Shard* shard = shards_.with_room();
    if (!shard || !shard->add(handle.curl)) return false;
    handle.shard = shard;
    return true;
  }

  /// Reports what has come to its end there.
  void report_finished(Shard& shard) {
    while (const auto finished = shard.next_finished()) {
      Handle* handle = nullptr;
      curl_easy_getinfo(finished->handle, CURLINFO_PRIVATE, &handle);
      if (handle->transfer.is_stale && start_again(*handle)) continue;
      finish(*handle, reply_of(finished->code, *handle));
      around_.has_reported = true;
    }
  }

  /// Over a new connection, before anything was sent.
  [[nodiscard]] bool start_again(Handle& handle) {
    std::exchange(handle.shard, nullptr)->remove(handle.curl);
    return set_fresh_connection(handle) && add(handle);
  }

  void finish(Handle& handle, Reply reply) {
    const auto exchange = handle.transfer.exchange;
    release(handle);
    exchange->done(std::move(reply));
  }

  /// Takes the request out of libcurl; one that is still under way loses its connection.
  void release(Handle& handle) {
    if (handle.shard) std::exchange(handle.shard, nullptr)->remove(handle.curl);
    const auto found = under_way_.find(handle.transfer.exchange.get());
    auto released = std::move(found->second);
    under_way_.erase(found);
    released->clear();
    pool_.give_back(std::move(released));
  }

  CurlOptions options_;
  std::string obstacle_;  ///< against every request
  EventLoop loop_;
  bool has_libcurl_;
  OpenSockets sockets_{loop_};
  Share share_{has_libcurl_};
  Surroundings around_{.options = options_, .sockets = sockets_, .shared = share_.get(), .has_reported = false};
  Shards shards_{loop_};
  HandlePool pool_{around_};
  std::unordered_map<const Exchange*, std::unique_ptr<Handle>> under_way_;
  bool has_trust_ = false;  ///< the certificates to trust could be read
  bool may_pass_by_ = true;
};

CurlTransport::CurlTransport(CurlOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
CurlTransport::~CurlTransport() {
  // The connections are the parent's: to close one over TLS is to say so to the server. So they are kept for ever.
  if (impl_->is_inherited()) static_cast<void>(new std::shared_ptr<Impl>{std::move(impl_)});
}

void CurlTransport::start(std::shared_ptr<Exchange> exchange) { impl_->start(exchange); }
Progress CurlTransport::abandon(const Exchange& exchange) { return impl_->abandon(exchange); }
void CurlTransport::wait_until(TimePoint until) {
  impl_->has_libcurl() ? impl_->wait_until(until) : Transport::wait_until(until);
}
void CurlTransport::wake() { impl_->has_libcurl() ? impl_->wake() : Transport::wake(); }

}  // namespace imweb::inline v0::http

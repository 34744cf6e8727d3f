// A peer that goes while we write raises SIGPIPE, which by default ends the process. Here it stands at its default, and must not.
// Orders' bodies are too small to be cut in the middle, so that libcurl is asked directly to send a larger one.
#include <cerrno>
#include <csignal>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <imweb/http/curl_transport.hpp>
#include <imweb/imweb.hpp>

#include "sandbox/socket.hpp"
#include "support/tls_server.hpp"
#include "support/virtual_shop.hpp"
#include "support/watched_exchange.hpp"

namespace imweb {
namespace {

using namespace testing;

/// SIGPIPE ends the process, also from this thread, for as long as this lives.
class DeadlySigpipe {
 public:
  DeadlySigpipe() {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    sigaction(SIGPIPE, &action, &before_);
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_UNBLOCK, &pipe, &mask_);
  }
  DeadlySigpipe(const DeadlySigpipe&) = delete;
  DeadlySigpipe& operator=(const DeadlySigpipe&) = delete;
  ~DeadlySigpipe() {
    pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
    sigaction(SIGPIPE, &before_, nullptr);
  }

 private:
  struct sigaction before_ {};
  sigset_t mask_{};
};

http::Request large_patch(const std::string& url) {
  return {.method = http::Method::patch, .url = url, .body = std::string(16U << 20U, 'x')};
}

void write_to_a_peer_that_is_gone() {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  ::close(ends[1]);
  EXPECT_EQ(::write(ends[0], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  ::close(ends[0]);
}

TEST(SigpipeDeathTest, WouldEndTheProcessElsewhere) {  // so that the tests below mean something
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        const DeadlySigpipe deadly;
        write_to_a_peer_that_is_gone();
      },
      ::testing::KilledBySignal(SIGPIPE), "");
}

/// A transport of a user's own that knows nothing of MSG_NOSIGNAL.
class CarelessTransport final : public http::Transport {
 public:
  ~CarelessTransport() override { write_to_a_peer_that_is_gone(); }
  void start(std::shared_ptr<http::Exchange> exchange) override {
    write_to_a_peer_that_is_gone();
    exchange->done(is_login(exchange->request()) ? given_token("t").reply : processed(exchange->request()).reply);
  }
};

TEST(Sigpipe, DoesNotReachTheEnginesThreadFromATransport) {
  const DeadlySigpipe deadly;
  Engine engine{std::make_unique<CarelessTransport>()};
  OrderClient client{options_of_shop(), engine};
  EXPECT_TRUE(client.process(order(1), Place{}));
}

TEST(Sigpipe, DoesNotReachTheEnginesThreadFromACallback) {
  const DeadlySigpipe deadly;
  VirtualShop shop;
  std::promise<void> done;
  shop.client.start(order(1), Place{}, {}, [&](const Result&) {
    write_to_a_peer_that_is_gone();
    done.set_value();
  });
  done.get_future().wait();
}

/// Waits until the connection is there.
sandbox::Descriptor accept_one(const sandbox::Descriptor& listener) {
  pollfd wanted{listener.number(), POLLIN, 0};
  EXPECT_EQ(::poll(&wanted, 1, 30'000), 1);
  return sandbox::accept_from(listener);
}

TEST(Sigpipe, IsNotRaisedByLibcurlWhenThePeerResets) {
  const DeadlySigpipe deadly;
  const auto listener = sandbox::bind_loopback(0);
  sandbox::listen_on(listener);
  http::CurlTransport transport;
  const auto exchange = begin(transport, large_patch("http://127.0.0.1:" + std::to_string(sandbox::port_of(listener)) + "/"));
  ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));

  auto peer = accept_one(listener);
  ::shutdown(peer.number(), SHUT_WR);  // without a FIN before it, RST would give ECONNRESET and no signal
  sandbox::reset_connection(peer);

  ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
  EXPECT_EQ(exchange->failure().progress, http::Progress::may_have_been_sent);
}

TEST(Sigpipe, IsNotRaisedByLibcurlWhenThePeerOfATlsConnectionGoes) {
  const DeadlySigpipe deadly;
  const Certificates certificates;
  const auto certificate = certificates.make({});
  TlsServer server{certificate};  // prints what it reads, and stops reading when nobody reads that
  http::CurlTransport transport{{.ca_file = certificate.file}};
  const auto exchange = begin(transport, large_patch(server.url()));
  ASSERT_TRUE(drive(transport, [&] { return exchange->sent_count() == 1; }));

  server.end();

  ASSERT_TRUE(drive(transport, [&] { return exchange->is_done(); }));
  EXPECT_EQ(exchange->failure().progress, http::Progress::may_have_been_sent);
}

}  // namespace
}  // namespace imweb

// Distributed tracing: the trace context (W3C) of the caller goes along with the order request, so that proxies and logs on the way
// can be joined with the caller's trace.
#include <cstdint>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

namespace {

/// "00-<trace id>-<span id>-01": the trace that the caller is in, a new span for this call, sampled.
std::string traceparent(std::string_view trace_id) {
  static std::mt19937_64 random{std::random_device{}()};
  std::string span_id;
  for (std::uint64_t bits = random() | 1U; span_id.size() < 16; bits >>= 4U) span_id += "0123456789abcdef"[bits & 15U];
  return "00-" + std::string{trace_id} + "-" + span_id + "-01";
}

/// The real transport, and a look at what passes. Only to show it here; nothing of this is needed to send a trace context.
struct Shown : imweb::http::Transport {
  void start(std::shared_ptr<imweb::http::Exchange> exchange) override {
    const auto& request = exchange->request();
    std::cout << request.url.substr(request.url.find("/v2")) << "\n";
    for (const auto& header : request.headers)
      if (header.name == "traceparent") std::cout << "  traceparent: " << header.value << "\n";
    real.start(std::move(exchange));
  }
  imweb::http::Progress abandon(const imweb::http::Exchange& exchange) override { return real.abandon(exchange); }
  void wait_until(imweb::TimePoint until) override { real.wait_until(until); }
  void wake() override { real.wake(); }

  imweb::http::CurlTransport real;
};

}  // namespace

int main() {
  imweb::testing::Sandbox sandbox;
  sandbox.add_order({.order_no = "202604270000001"});
  imweb::Engine engine{std::make_unique<Shown>()};
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()},
                            engine};

  const std::string trace_id = "0af7651916cd43dd8448eb211c80319c";  // of the request that your service is answering
  const auto outcome = client.process(imweb::OrderNo{"202604270000001"}, imweb::Deposit{}, {.traceparent = traceparent(trace_id)});
  std::cout << (outcome ? to_string(*outcome) : to_string(outcome.failure())) << "\n";
}

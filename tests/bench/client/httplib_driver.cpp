// cpp-httplib blocks, so each call in flight is a thread.
#include <httplib.h>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/client/raw_call.hpp"

namespace imweb::bench {

namespace {

constexpr std::size_t most_threads = 64;

void call_on(const Load& load, Meter& meter) {
  const auto path_begins = load.url.find('/', load.url.find("//") + 2);
  httplib::Client client{load.url.substr(0, path_begins)};
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);  // else every request after the first waits 40 ms
  if (!load.ca_file.empty()) client.set_ca_cert_path(load.ca_file);
  httplib::Headers headers;
  const auto lines = raw_headers();
  for (const auto* line = lines->next->next; line; line = line->next) {  // without Expect, and Content-Type, which is an argument
    const std::string text = line->data;
    const auto colon = text.find(": ");
    headers.emplace(text.substr(0, colon), text.substr(colon + 2));
  }
  while (const auto ticket = meter.begin()) {
    const auto answer = client.Patch(load.url.substr(path_begins) + raw_path(ticket->number), headers, raw_body(ticket->number),
                                     "application/json");
    if (!answer) return meter.fail(httplib::to_string(answer.error()));
    is_success(answer->body, ticket->number) ? meter.end(*ticket) : meter.fail("a wrong answer: " + answer->body);
  }
}

}  // namespace

Result run_httplib(const Load& load) {
  if (load.in_flight > most_threads) throw std::invalid_argument{"cpp-httplib is measured with up to 64 threads"};
  Meter meter{load};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < load.in_flight; ++i) threads.emplace_back([&] { call_on(load, meter); });
  for (auto& thread : threads) thread.join();
  return meter.result();
}

}  // namespace imweb::bench

// What each part of a call costs by itself, and the call without a network. `allocations` are counted in a run of their own.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <imweb/pipeline/call.hpp>

#include "bench/cpu_time.hpp"
#include "bench/heap.hpp"
#include "bench/null_transport.hpp"
#include "bench/one_shop.hpp"
#include "wire/decode.hpp"
#include "wire/encode.hpp"
#include "wire/envelope.hpp"

namespace {

using namespace imweb;
using namespace imweb::bench;
using std::chrono_literals::operator""ms;
using pipeline::rules::Lane;
using pipeline::rules::Pace;

const OrderTarget target{.order_no = OrderNo{order_no_of(1)}};
const OrderAction action = Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(1)};

/// Times `work`, then counts the allocations of a thousand more.
template <class Work>
void measure(benchmark::State& state, Work work) {
  for (auto _ : state) work();
  constexpr int counted = 1000;
  const HeapWatch heap;
  for (int i = 0; i < counted; ++i) work();
  state.counters["allocations"] = static_cast<double>(heap.allocations()) / counted;
}

void encode(benchmark::State& state) {
  const auto shop = shop_options("https://api.imweb.me/v2");
  measure(state, [&] { benchmark::DoNotOptimize(wire::encode(shop, target, action)); });
}

void decode(benchmark::State& state) {
  const auto body = order_body(order_no_of(1));
  measure(state, [&] {
    const auto document = wire::Document::parse(body);
    benchmark::DoNotOptimize(wire::read_envelope(document));
    benchmark::DoNotOptimize(wire::decode(document, target, BareSuccess::unknown));
  });
}

/// A pace that has learnt what is usual.
Pace practised_pace(TimePoint& now) {
  Pace pace{{}};
  for (int i = 0; i < 300; ++i) {
    pace.granted();
    pace.sent(Lane::normal, now);
    pace.answered(now, now + 30ms + (i % 7) * 1ms, 4);
    now += 205ms;
  }
  return pace;
}

void pace(benchmark::State& state) {
  TimePoint now{};
  auto pace = practised_pace(now);
  measure(state, [&] {
    now = std::max(now, pace.next_turn(Lane::normal));
    pace.granted();
    pace.sent(Lane::normal, now);
    pace.answered(now, now + 30ms, 4);
  });
}

void call(benchmark::State& state) {
  TimePoint now{};
  pipeline::Shop shop{.token = pipeline::rules::Token{std::chrono::hours{1'000'000}},
                      .pace = practised_pace(now),
                      .retries = pipeline::rules::RetryBudget{1}};
  shop.token.issued(now);
  const http::Envelope envelope{.form = http::Envelope::Form::valid, .code = 200, .request_count = 4};
  measure(state, [&] {
    pipeline::Call one{{}, now + std::chrono::minutes{1}};
    one.on(pipeline::event::Begin{}, now, shop);
    now = std::max(now, shop.pace.next_turn(one.lane()));
    one.on(pipeline::event::TurnCame{}, now, shop);
    one.on(pipeline::event::Sent{}, now, shop);
    benchmark::DoNotOptimize(one.on(pipeline::event::Answered{200, std::nullopt, envelope}, now + 30ms, shop));
    benchmark::DoNotOptimize(one.conclusion());
  });
}

/// The whole way of a call but the network, 64 in flight. The time is the process's CPU time, for one call.
void call_without_network(benchmark::State& state) {
  constexpr std::size_t calls = 20'000;
  OneShop shop{std::make_unique<NullTransport>(), "https://api.imweb.me/v2"};
  ClosedLoop{shop, 64, 1000};
  for (auto _ : state) {
    const auto begun = cpu_time();
    ClosedLoop{shop, 64, calls};
    state.SetIterationTime((cpu_time() - begun).count() / calls);
  }
  const HeapWatch heap;
  ClosedLoop{shop, 64, calls};
  state.counters["allocations"] = static_cast<double>(heap.allocations()) / calls;
}

BENCHMARK(encode);
BENCHMARK(decode);
BENCHMARK(pace);
BENCHMARK(call);
BENCHMARK(call_without_network)->UseManualTime()->Iterations(20);

}  // namespace

BENCHMARK_MAIN();

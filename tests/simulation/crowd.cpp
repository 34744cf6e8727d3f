#include "simulation/crowd.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <queue>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/manual_clock.hpp>

#include "engine/loop.hpp"
#include "operation_job.hpp"
#include "operations.hpp"

namespace imweb::simulation {

namespace {

using pipeline::rules::Pace;

/// How long a request or an answer is under way, in ms: what it takes at least, and what is added, on average and at most.
struct Way {
  double least;
  double mean;
  double longest;
};
constexpr Way near{.least = 0.2, .mean = 0.3, .longest = 2};
constexpr Way far{.least = 10, .mean = 2, .longest = 12};

/// The last arrivals of one shop, and how many there were.
struct Account {
  std::array<TimePoint, Pace::limit> last{};
  std::uint64_t arrivals = 0;
  std::uint64_t violations = 0;

  void arrive(TimePoint at) {
    TimePoint& fifth_before = last[arrivals % Pace::limit];
    violations += arrivals >= Pace::limit && at < fifth_before + Pace::window ? 1U : 0U;
    fifth_before = at;
    ++arrivals;
  }
};

/// Requests leave, arrive and are answered, each at its time.
class FarShops final : public http::Transport {
 public:
  FarShops(std::shared_ptr<testing::ManualClock> clock, const CrowdOptions& options)
      : clock_(std::move(clock)), random_(options.seed), accounts_(options.shops) {}

  [[nodiscard]] const std::vector<Account>& accounts() const noexcept { return accounts_; }

  void start(std::shared_ptr<http::Exchange> exchange) override {
    constexpr std::string_view prefix = "https://shop";
    const std::size_t shop = std::stoul(exchange->request().url.substr(prefix.size()));
    add(clock_->now() + milliseconds(wake_up_(random_)), {shop, Step::leave, std::move(exchange)});
  }

  void wait_until(TimePoint until) override {
    if (happenings_.empty() || happenings_.top().time > until) return clock_->advance_to(until);
    clock_->advance_to(happenings_.top().time);
    const auto passage = happenings_.top().passage;
    happenings_.pop();
    go_on(*passage);
  }

 private:
  enum class Step : std::uint8_t { leave, arrive, answer };
  struct Passage {
    std::size_t shop;
    Step next;
    std::shared_ptr<http::Exchange> exchange;
  };
  struct Happening {
    TimePoint time;
    std::uint64_t number;
    std::shared_ptr<Passage> passage;
    bool operator>(const Happening& other) const { return std::pair{time, number} > std::pair{other.time, other.number}; }
  };

  void go_on(const Passage& passage) {
    const TimePoint now = clock_->now();
    switch (passage.next) {
      case Step::leave:
        passage.exchange->sent();
        return add(now + one_way(passage.shop), {passage.shop, Step::arrive, passage.exchange});
      case Step::arrive:
        accounts_[passage.shop].arrive(now);
        return add(now + one_way(passage.shop), {passage.shop, Step::answer, passage.exchange});
      case Step::answer:
        passage.exchange->done(http::Response{.status = 200, .body = answer_to(passage.exchange->request().url)});
    }
  }

  static std::string answer_to(const std::string& url) {
    if (url.ends_with("/auth")) return R"({"msg":"SUCCESS","code":200,"access_token":"0123456789abcdef"})";
    constexpr std::string_view path = "/orders/";
    const auto begin = url.find(path) + path.size();
    return R"({"msg":"SUCCESS","code":200,"data":{"success":[")" + url.substr(begin, url.find('/', begin) - begin) +
           R"("],"failed":[]}})";
  }

  void add(TimePoint time, Passage passage) {
    happenings_.push({time, ++last_number_, std::make_shared<Passage>(std::move(passage))});
  }

  Duration one_way(std::size_t shop) {
    const auto& way = shop % 2 == 0 ? near : far;
    return milliseconds(way.least + std::min(way.longest, way.mean * scatter_(random_)));
  }

  static Duration milliseconds(double count) {
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>{count});
  }

  std::shared_ptr<testing::ManualClock> clock_;
  std::mt19937_64 random_;
  std::vector<Account> accounts_;
  std::priority_queue<Happening, std::vector<Happening>, std::greater<>> happenings_{};
  std::uint64_t last_number_ = 0;
  std::exponential_distribution<double> scatter_{1};
  std::exponential_distribution<double> wake_up_{1 / 0.05};
};

class Crowd {
 public:
  explicit Crowd(const CrowdOptions& options) : options_(options) {
    auto shops = std::make_unique<FarShops>(clock_, options);
    far_ = shops.get();
    loop_ = std::make_unique<engine::Loop>(std::move(shops), clock_);
    for (std::size_t i = 0; i < options.shops; ++i) open_shop(i);
  }

  CrowdResult run() {
    end_ = clock_->now() + options_.time;
    for (std::size_t i = 0; i < options_.shops; ++i)
      for (int caller = 0; caller < 2; ++caller) next_call(i);  // one in flight, one in line
    loop_->run();
    return judge();
  }

 private:
  void open_shop(std::size_t i) {
    ClientOptions options{.credentials = {.key = Secret{"key"}, .secret = Secret{"secret"}},
                          .base_url = "https://shop" + std::to_string(i) + ".test/v2"};
    desks_.push_back(std::make_shared<engine::ShopDesk>(std::move(options), clock_->now(), i));
  }

  void next_call(std::size_t shop) {
    if (clock_->now() >= end_) {
      if (++callers_gone_ == 2 * options_.shops) loop_->inbox().put(engine::message::Stop{});
      return;
    }
    const OrderNo number{"20260427" + std::to_string(1'000'000 + ++calls_ % 1'000'000)};
    auto on_end = [this, shop, number](const auto&, const auto&, const Outcome<OrderActionResult>& outcome) {
      failures_ += outcome && outcome->success == std::vector{number} ? 0U : 1U;
      next_call(shop);
    };
    const auto& desk = desks_[shop];
    auto operation = operations::process(number, Place{}, desk->options.bare_success);
    loop_->inbox().put(engine::message::Begin{
        job_of(desk, desk->options, std::move(operation), {}, clock_->now() + std::chrono::minutes{1}, std::move(on_end))});
  }

  [[nodiscard]] CrowdResult judge() const {
    CrowdResult result{.failures = failures_};
    std::vector<std::uint64_t> counts;
    for (const auto& account : far_->accounts()) {
      result.requests += account.arrivals;
      result.violations += account.violations;
      counts.push_back(account.arrivals);
    }
    std::sort(counts.begin(), counts.end());
    const auto median = static_cast<double>(counts[counts.size() / 2]);
    result.utilisation = median / static_cast<double>(Pace::limit) / static_cast<double>(options_.time.count());
    result.fairness = static_cast<double>(counts.front()) / median;
    return result;
  }

  CrowdOptions options_;
  std::shared_ptr<testing::ManualClock> clock_ = std::make_shared<testing::ManualClock>();
  FarShops* far_ = nullptr;
  std::unique_ptr<engine::Loop> loop_;
  std::vector<std::shared_ptr<engine::ShopDesk>> desks_;
  TimePoint end_{};
  std::uint64_t calls_ = 0;
  std::uint64_t failures_ = 0;
  std::size_t callers_gone_ = 0;
};

}  // namespace

CrowdResult play_crowd(const CrowdOptions& options) { return Crowd{options}.run(); }

}  // namespace imweb::simulation

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sandbox/request_limit.hpp"

namespace {

using namespace std::chrono_literals;
using imweb::TimePoint;
using imweb::testing::LimitWindow;
using imweb::testing::RefusedRequests;
using imweb::testing::SandboxOptions;
using imweb::testing::sandbox::RequestLimit;

constexpr TimePoint start{100s};

// One letter for each request: 'y' admitted, 'n' refused.
std::string verdicts(const SandboxOptions& options, const std::vector<std::chrono::milliseconds>& times) {
  RequestLimit limit{options, options.requests_per_second};
  std::string text;
  for (const auto time : times) text += limit.admit(start + time).admitted ? 'y' : 'n';
  return text;
}

struct Row {
  const char* name;
  LimitWindow window;
  std::vector<std::chrono::milliseconds> times;
  const char* expected;
};

const Row rows[] = {
    {"sliding refuses the sixth of a burst", LimitWindow::sliding, {0ms, 0ms, 0ms, 0ms, 0ms, 0ms}, "yyyyyn"},
    {"sliding looks back over any boundary", LimitWindow::sliding, {0ms, 900ms, 900ms, 900ms, 900ms, 1000ms, 1001ms}, "yyyyyyn"},
    {"sliding admits even spacing", LimitWindow::sliding, {0ms, 200ms, 400ms, 600ms, 800ms, 1000ms, 1200ms}, "yyyyyyy"},
    {"sliding refuses spacing that is too narrow", LimitWindow::sliding, {0ms, 199ms, 398ms, 597ms, 796ms, 995ms}, "yyyyyn"},
    {"fixed refuses the sixth of a burst", LimitWindow::fixed, {0ms, 0ms, 0ms, 0ms, 999ms, 999ms}, "yyyyyn"},
    {"fixed forgets at the boundary", LimitWindow::fixed, {0ms, 900ms, 900ms, 900ms, 900ms, 1000ms, 1001ms, 1002ms}, "yyyyyyyy"},
    {"fixed keeps its boundaries after a gap",
     LimitWindow::fixed,
     {0ms, 2900ms, 2900ms, 2900ms, 2900ms, 2900ms, 2999ms, 3000ms},
     "yyyyyyny"},
    {"bucket refuses the sixth of a burst", LimitWindow::token_bucket, {0ms, 0ms, 0ms, 0ms, 0ms, 0ms}, "yyyyyn"},
    {"bucket refills evenly", LimitWindow::token_bucket, {0ms, 0ms, 0ms, 0ms, 0ms, 199ms, 200ms, 201ms, 400ms}, "yyyyynyny"},
    {"bucket holds no more than five",
     LimitWindow::token_bucket,
     {0ms, 9000ms, 9000ms, 9000ms, 9000ms, 9000ms, 9000ms},
     "yyyyyyn"},
};

TEST(SandboxRequestLimit, CountsByEachWindowShape) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(verdicts({.limit_window = row.window}, row.times), row.expected);
  }
}

TEST(SandboxRequestLimit, SaysHowManyAreLeft) {
  for (const auto window : {LimitWindow::sliding, LimitWindow::fixed, LimitWindow::token_bucket}) {
    RequestLimit limit{{.limit_window = window}, 5};

    EXPECT_EQ(limit.admit(start).left, 4);
    EXPECT_EQ(limit.admit(start).left, 3);
    EXPECT_EQ(limit.admit(start + 5s).left, 4);
  }
}

TEST(SandboxRequestLimit, TakesItsNumberFromTheOptions) {
  EXPECT_EQ(verdicts({.requests_per_second = 2}, {0ms, 0ms, 0ms}), "yyn");
  EXPECT_EQ(verdicts({.requests_per_second = 0}, {0ms, 0ms, 0ms, 0ms, 0ms, 0ms, 0ms}), "yyyyyyy");
}

TEST(SandboxRequestLimit, CountsRefusedRequestsWhenTold) {
  const std::vector<std::chrono::milliseconds> times{0ms, 0ms, 0ms, 0ms, 0ms, 500ms, 1000ms, 1000ms, 1000ms, 1000ms, 1000ms};

  EXPECT_EQ(verdicts({.refused_requests = RefusedRequests::not_counted}, times), "yyyyynyyyyy");
  EXPECT_EQ(verdicts({.refused_requests = RefusedRequests::counted}, times), "yyyyynyyyyn");
}

TEST(SandboxRequestLimit, NeverRecoversUnderHammeringWhenRefusedRequestsCount) {
  std::vector<std::chrono::milliseconds> times;
  for (int i = 0; i < 30; ++i) times.push_back(i * 100ms);

  for (const auto window : {LimitWindow::sliding, LimitWindow::token_bucket}) {
    const auto text = verdicts({.limit_window = window, .refused_requests = RefusedRequests::counted}, times);

    EXPECT_EQ(text.substr(12), std::string(18, 'n'));
  }
}

TEST(SandboxRequestLimit, BlocksAfterManyViolations) {
  const SandboxOptions options{.block_after = 3, .block_time = 10s};
  const std::vector<std::chrono::milliseconds> times{0ms, 0ms, 0ms, 0ms, 0ms, 1ms, 2ms, 3ms, 5s, 10002ms, 10003ms};

  EXPECT_EQ(verdicts(options, times), "yyyyynnnnny");
}

TEST(SandboxRequestLimit, ForgetsViolationsWhenARequestIsAdmitted) {
  const SandboxOptions options{.requests_per_second = 1, .block_after = 2, .block_time = 1h};

  EXPECT_EQ(verdicts(options, {0ms, 1ms, 1000ms, 1001ms, 2000ms}), "ynyny");
}

}  // namespace

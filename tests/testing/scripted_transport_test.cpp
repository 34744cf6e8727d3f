#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <imweb/testing/scripted_transport.hpp>

namespace {

using namespace std::chrono_literals;
using imweb::never;
using imweb::TimePoint;
using imweb::http::Progress;
using imweb::http::Reply;
using imweb::http::Request;
using imweb::http::Response;
using imweb::http::TransportFailure;
using imweb::testing::ManualClock;
using imweb::testing::Script;
using imweb::testing::ScriptedTransport;
using ::testing::ElementsAre;

constexpr TimePoint start{100s};

// Notes what is reported and when, as "url sent 0" or "url 200 80".
class NotingExchange : public imweb::http::Exchange {
 public:
  NotingExchange(Request request, const ManualClock& clock, std::vector<std::string>& notes)
      : request_(std::move(request)), clock_(clock), notes_(notes) {}

  const Request& request() const noexcept override { return request_; }
  void sent() override { note("sent"); }
  void done(Reply reply) override {
    const auto* response = std::get_if<Response>(&reply);
    note(response ? std::to_string(response->status) : "failed");
  }

 private:
  void note(const std::string& what) {
    const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now() - start);
    notes_.push_back(request_.url + " " + what + " " + std::to_string(after.count()));
  }

  Request request_;
  const ManualClock& clock_;
  std::vector<std::string>& notes_;
};

class ScriptedTransportTest : public ::testing::Test {
 protected:
  std::shared_ptr<NotingExchange> begin(const std::string& url, Script script, TimePoint deadline = never) {
    next_ = std::move(script);
    auto exchange = std::make_shared<NotingExchange>(Request{.url = url, .deadline = deadline}, *clock_, notes_);
    transport_.start(exchange);
    return exchange;
  }

  std::shared_ptr<ManualClock> clock_ = std::make_shared<ManualClock>(start);
  Script next_{};
  ScriptedTransport transport_{clock_, [this](const Request&) { return next_; }};
  std::vector<std::string> notes_{};
};

TEST_F(ScriptedTransportTest, ReportsInTheOrderOfVirtualTime) {
  begin("a", {.sent_after = 10ms, .reply_after = 90ms, .reply = Response{.status = 500}});
  begin("b", {.reply_after = 50ms, .reply = Response{.status = 200}});

  for (int i = 0; i < 4; ++i) transport_.wait_until(start + 1h);

  EXPECT_THAT(notes_, ElementsAre("b sent 0", "a sent 10", "b 200 50", "a 500 90"));
}

TEST_F(ScriptedTransportTest, MovesTheClockNoFurtherThanAsked) {
  begin("a", {.reply_after = 90ms});

  transport_.wait_until(start);
  transport_.wait_until(start + 40ms);

  EXPECT_EQ(clock_->now(), start + 40ms);
  EXPECT_THAT(notes_, ElementsAre("a sent 0"));
}

TEST_F(ScriptedTransportTest, RunsToTheNextReportWhenThereIsNoOtherMoment) {
  begin("a", {.sent_after = std::nullopt, .reply_after = 2h, .reply = TransportFailure{.progress = Progress::not_sent}});

  transport_.wait_until(never);

  EXPECT_THAT(notes_, ElementsAre("a failed 7200000"));
}

TEST_F(ScriptedTransportTest, WakeEndsAWaitThatWouldBlock) {
  begin("a", {.sent_after = std::nullopt, .reply_after = std::nullopt});

  std::jthread waker{[this] { transport_.wake(); }};
  transport_.wait_until(never);

  EXPECT_EQ(clock_->now(), start);
}

TEST_F(ScriptedTransportTest, WakeBeforehandEndsTheNextWait) {
  transport_.wake();

  transport_.wait_until(start + 1h);

  EXPECT_EQ(clock_->now(), start);
}

TEST_F(ScriptedTransportTest, StopsAtItsDeadlineWhatWouldBeSentLater) {
  begin("a", {.sent_after = 80ms, .reply_after = 100ms}, start + 50ms);

  transport_.wait_until(never);

  EXPECT_THAT(notes_, ElementsAre("a failed 50"));
}

TEST_F(ScriptedTransportTest, RecordsEveryRequestWithItsTime) {
  begin("a", {});
  clock_->advance(3s);
  begin("b", {});

  const auto requests = transport_.requests();

  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[1].request.url, "b");
  EXPECT_EQ(requests[1].at, start + 3s);
}

TEST_F(ScriptedTransportTest, AbandonTellsHowFarTheRequestGot) {
  const auto unsent = begin("unsent", {.sent_after = 50ms, .reply_after = 90ms});
  const auto mute = begin("mute", {.sent_after = std::nullopt, .reply_after = std::nullopt});
  const auto sent = begin("sent", {.sent_after = 10ms, .reply_after = 90ms});
  transport_.wait_until(start + 20ms);
  transport_.wait_until(start + 20ms);

  EXPECT_EQ(transport_.abandon(*unsent), Progress::not_sent);
  EXPECT_EQ(transport_.abandon(*mute), Progress::not_sent);
  EXPECT_EQ(transport_.abandon(*sent), Progress::may_have_been_sent);
  transport_.wait_until(start + 1h);

  EXPECT_THAT(notes_, ElementsAre("sent sent 10"));
}

TEST_F(ScriptedTransportTest, AbandonOfAFinishedRequestClaimsNothing) {
  const auto exchange = begin("a", {});
  transport_.wait_until(start);

  EXPECT_EQ(transport_.abandon(*exchange), Progress::may_have_been_sent);
}

}  // namespace

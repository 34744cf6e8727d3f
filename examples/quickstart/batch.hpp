// Does a list of actions at the pace of the shop and shows how far it is. Ctrl-C calls off what has not been sent.
#pragma once

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstddef>
#include <iostream>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>

#include "result.hpp"

inline volatile std::sig_atomic_t interrupted = 0;

/// One line that is written over and over on a terminal; a line for each result in a log file.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total) {}
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const Result& result) {
    wipe();
    std::cout << "[" << ++done_ << "/" << total_ << "] " << name(result.job.action) << " " << result.job.order_no << " "
              << to_string(result.word);
    if (!is_terminal_) std::cout << "\n";
    std::cout << std::flush;
  }

 private:
  void wipe() const {
    if (is_terminal_) std::cout << "\r\x1b[K" << std::flush;
  }

  std::size_t total_;
  std::size_t done_ = 0;
  bool is_terminal_ = ::isatty(STDOUT_FILENO) == 1;
};

/// Starts all jobs at once; the client sends them one by one at its pace. Results come in the order of the jobs.
class Batch {
 public:
  [[nodiscard]] std::vector<Result> run(imweb::OrderClient& client, const std::vector<Job>& jobs, Progress& progress) {
    const auto deadline = std::chrono::minutes{5} + std::chrono::seconds{jobs.size()};  // it counts the time in the queue too
    const imweb::CallOptions options{.deadline = deadline, .stop = stop_.get_token(), .priority = imweb::Priority::bulk};
    std::vector<std::optional<Result>> results(jobs.size());
    for (std::size_t i = 0; i < jobs.size(); ++i)
      client.start(jobs[i].order_no, jobs[i].action, options, [this, i](auto outcome) {
        put({i, std::move(outcome)});
      });  // on the engine's thread: keep it short
    for (std::size_t done = 0; done < jobs.size(); ++done) {
      const Arrival arrival = take();
      progress.show(results[arrival.job].emplace(judge(jobs[arrival.job], arrival.outcome)));
    }
    std::vector<Result> all;
    for (auto& result : results) all.push_back(*std::move(result));
    return all;
  }

 private:
  struct Arrival {
    std::size_t job;
    imweb::Outcome<imweb::OrderActionResult> outcome;
  };

  void put(Arrival arrival) {
    const std::lock_guard lock{mutex_};
    arrivals_.push_back(std::move(arrival));
    has_come_.notify_one();
  }

  Arrival take() {
    std::unique_lock lock{mutex_};
    while (!has_come_.wait_for(lock, std::chrono::milliseconds{100}, [this] { return next_ < arrivals_.size(); }))
      if (interrupted != 0) stop_.request_stop();
    return arrivals_[next_++];
  }

  std::mutex mutex_;
  std::condition_variable has_come_;
  std::vector<Arrival> arrivals_;
  std::size_t next_ = 0;
  std::stop_source stop_;
};

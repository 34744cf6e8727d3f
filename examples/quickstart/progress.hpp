// How far a run is: one line that is written over and over on a terminal, a line for each result in a log file.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <iostream>

#include "result.hpp"

class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total) {}
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const Result& result) {
    wipe();
    std::cout << "[" << ++done_ << "/" << total_ << "] " << result.action << " " << result.number << " " << result.word;
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

// Child processes of the tests of life and death, and what a process has open.
//
//     EXPECT_EQ(run_in_fork([&] { return client.process(...) ? 1 : 0; }), 0);
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace imweb::testing {

/// The exit code; -1 when the process was ended by a signal, which is what becomes of one that hangs.
inline int wait_for(pid_t child) {
  int status = -1;
  if (child <= 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

/// True when none of this process's threads runs but the caller's.
inline bool do_other_threads_rest() {
  std::size_t running = 0;
  for (const auto& task : std::filesystem::directory_iterator{"/proc/self/task"}) {
    std::ifstream stat{task.path() / "stat"};
    std::string line;
    if (!std::getline(stat, line)) continue;  // that thread has ended
    const auto state = line.rfind(") ") + 2;
    if (line[state] == 'R') ++running;
  }
  return running <= 1;
}

/// `fork`, in a moment in which no other thread holds the lock of a sanitizer's allocator: it would stay locked in the child.
inline pid_t fork_at_rest() {
  while (!do_other_threads_rest()) std::this_thread::yield();
  return ::fork();
}

/// Forks, runs `body` in the child alone, and gives what it returned; the child runs no destructors of the parent.
template <class Body>
int run_in_fork(Body body) {
  const pid_t child = fork_at_rest();
  if (child == 0) {
    ::alarm(60);
    ::_exit(body());
  }
  return wait_for(child);
}

/// Another program, with the ends of its standard input and of its output and errors.
class Child {
 public:
  Child(const std::string& program, std::vector<std::string> arguments) {
    int in[2] = {-1, -1};
    int out[2] = {-1, -1};
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, out[1], 2);
    arguments.insert(arguments.begin(), program);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    if (::posix_spawn(&id_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) id_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    output_ = out[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  /// Closes its input, waits for its end and gives its exit code; -1 when a signal ended it.
  int end() {
    if (id_ <= 0) return -1;
    ::close(input_);
    char buffer[4096];
    for (ssize_t size = 0; (size = ::read(output_, buffer, sizeof buffer)) > 0;)
      said.append(buffer, static_cast<std::size_t>(size));
    ::close(output_);
    return wait_for(std::exchange(id_, -1));
  }

  std::string said{};  ///< all that it wrote; complete after `end`

 private:
  pid_t id_ = -1;
  int input_ = -1;
  int output_ = -1;
};

/// How many descriptors this process has open.
inline std::ptrdiff_t open_descriptors() {
  const std::filesystem::directory_iterator all{"/proc/self/fd"};
  return std::distance(begin(all), end(all));
}

}  // namespace imweb::testing

// What has to end before the program does. OpenSSL takes itself down in an exit handler, and crashes a thread that still uses it then.
#pragma once

#include <memory>

namespace imweb::inline v0 {

class EndsAtExit {
 public:
  EndsAtExit() = default;
  EndsAtExit(const EndsAtExit&) = delete;
  EndsAtExit& operator=(const EndsAtExit&) = delete;
  virtual ~EndsAtExit() = default;

  /// On the thread that ends the program.
  virtual void end() = 0;
};

/// Ends `one` when the program exits, where it is still there. False once the program is past that. From any thread.
[[nodiscard]] bool end_at_exit(std::weak_ptr<EndsAtExit> one);

/// To be called as soon as libcurl has started: exit handlers run in reverse order, so that this one comes before its TLS library's.
void watch_for_exit();

}  // namespace imweb::inline v0

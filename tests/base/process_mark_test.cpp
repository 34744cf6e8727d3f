// How a child process is told from its parent.
#include "base/process_mark.hpp"

#include <csignal>
#include <cstdint>

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "life/child.hpp"

namespace imweb {
namespace {

using testing::run_in_fork;
using testing::wait_for;

enum ExitCode { as_expected = 0, same_as_parent, changed_in_between };

int look_in_child_of(std::uint64_t parent) {
  const auto mine = process_mark();
  if (mine == parent) return same_as_parent;
  return process_mark() == mine ? as_expected : changed_in_between;
}

TEST(ProcessMark, StaysAsItIs) { EXPECT_EQ(process_mark(), process_mark()); }

TEST(ProcessMark, IsAnotherOneInAChild) {
  const auto mine = process_mark();
  EXPECT_EQ(run_in_fork([mine] { return look_in_child_of(mine); }), as_expected);
  EXPECT_EQ(process_mark(), mine);
}

TEST(ProcessMark, IsAnotherOneInAGrandchildWhoseParentNeverAsked) {
  const auto mine = process_mark();
  const auto make_grandchild = [mine] { return run_in_fork([mine] { return look_in_child_of(mine); }); };
  EXPECT_EQ(run_in_fork(make_grandchild), as_expected);
}

TEST(ProcessMark, IsThatOfNoAncestor) {
  const auto oldest = process_mark();
  const auto make_grandchild = [oldest] {
    const auto parent = process_mark();
    return run_in_fork([oldest, parent] { return process_mark() == oldest ? same_as_parent : look_in_child_of(parent); });
  };
  EXPECT_EQ(run_in_fork(make_grandchild), as_expected);
}

TEST(ProcessMark, IsAnotherOneInAChildThatTheCLibraryDoesNotKnowOf) {
  const auto mine = process_mark();
  const auto child = static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr));
  if (child == 0) ::_exit(look_in_child_of(mine));
  EXPECT_EQ(wait_for(child), as_expected);
}

}  // namespace
}  // namespace imweb

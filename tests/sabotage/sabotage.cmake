# Proves that the tests can fail: breaks one promise in a copy of the tree, builds the test that guards it, and wants to see it fail.
#
#   cmake -D TREE=<source tree> -D SCRATCH=<dir> [-D NAME=<one of those below>] -P tests/sabotage/sabotage.cmake
#
# Without NAME all of them, one after the other. They share the copy and what is built of it: SCRATCH/build/tests. With -D UNBROKEN=<targets>
# nothing is broken, and these are built there. Without SCRATCH it is only looked whether what is to be broken still stands there.
cmake_minimum_required(VERSION 3.25)

# A file that already holds the same keeps its time stamp, so little is built again. Any other gets a fresh one, for the broken file of the
# sabotage before, restored with its old one, would look older than its objects, and these would stay broken.
function(update_copy)
  file(GLOB_RECURSE files RELATIVE ${TREE} ${TREE}/cmake/* ${TREE}/include/* ${TREE}/src/* ${TREE}/tests/*)
  foreach(file IN LISTS files ITEMS CMakeLists.txt CMakePresets.json)
    cmake_path(GET file PARENT_PATH folder)
    file(MAKE_DIRECTORY ${SCRATCH}/tree/${folder})
    file(COPY_FILE ${TREE}/${file} ${SCRATCH}/tree/${file} ONLY_IF_DIFFERENT)
  endforeach()
endfunction()

function(expect_present name file present)
  file(READ ${TREE}/${file} text)
  string(FIND "${text}" "${present}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "${name}: ${file} no longer holds \"${present}\"; say anew how to break it.")
  endif()
endfunction()

function(replace file present broken)
  file(READ ${SCRATCH}/tree/${file} text)
  string(REPLACE "${present}" "${broken}" text "${text}")
  file(WRITE ${SCRATCH}/tree/${file} "${text}")
endfunction()

# Hardened as distributions build.
set(flags "-O1 -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fcf-protection")

function(build target)
  execute_process(COMMAND ${CMAKE_COMMAND} -S ${SCRATCH}/tree -B ${SCRATCH}/build -G Ninja -D CMAKE_BUILD_TYPE= -D CMAKE_CXX_FLAGS=${flags}
    -D CMAKE_UNITY_BUILD=ON -D CMAKE_UNITY_BUILD_BATCH_SIZE=4 -D IMWEB_BUILD_EXAMPLES=OFF COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${SCRATCH}/build --target ${target} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

function(expect_failure name says target)
  execute_process(COMMAND ${SCRATCH}/build/tests/${target} ${ARGN} OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
  if(status EQUAL 0)
    message(FATAL_ERROR "${name}: the promise was broken and no test noticed.\n${said}")
  endif()
  string(FIND "${said}" "${says}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "${name}: the test failed, but did not say \"${says}\".\n${said}")
  endif()
  message(STATUS "${name}: caught")
endfunction()

# Where, what stands there, what is put there, which test is run, and what it must say when it fails.
function(sabotage name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FILE;PRESENT;BROKEN;SAYS" "TEST")
  set_property(GLOBAL APPEND PROPERTY names ${name})
  expect_present(${name} ${arg_FILE} "${arg_PRESENT}")
  if(NOT DEFINED SCRATCH OR DEFINED UNBROKEN OR DEFINED NAME AND NOT NAME STREQUAL name)
    return()
  endif()
  update_copy()
  replace(${arg_FILE} "${arg_PRESENT}" "${arg_BROKEN}")
  list(GET arg_TEST 0 target)
  build(${target})
  expect_failure(${name} "${arg_SAYS}" ${arg_TEST})
endfunction()

if(DEFINED UNBROKEN)
  update_copy()
  build("${UNBROKEN}")
endif()

# Those in headers stand last, for each makes most of the library anew.
sabotage(refresh_per_caller
  FILE src/engine/loop_login.cpp
  PRESENT "if (desk->is_logging_in) return;"
  BROKEN ""
  TEST simulate 1 400 200
  SAYS "two logins at once")
sabotage(resend_guard
  FILE src/http/curl_options.cpp
  PRESENT "if (transfer.sendings > 0) return ++transfer.sendings, CURL_PREREQFUNC_ABORT;"
  BROKEN ""
  TEST imweb_http_test --gtest_filter=CurlTransport.SendsAPatchOnce*
  SAYS "CurlTransport.SendsAPatchOnceWhenAReusedConnectionDies")
sabotage(lost_step_repeated
  FILE src/jobs/ship_item.cpp
  PRESENT "doubt_->is_disproved()"
  BROKEN "true"
  TEST broken_runs 9
  SAYS "the first run did not name exactly the unknown items")
sabotage(pace_hold
  FILE include/imweb/pipeline/rules/pace.hpp
  PRESENT "return std::max(turn, hold(turn));"
  BROKEN "return turn;"
  TEST simulate 1 400 200
  SAYS "I4: six requests within a second")
sabotage(unknown_retried
  FILE include/imweb/pipeline/rules/verdict.hpp
  PRESENT "return {give_up, cause == http::Cause::answer"
  BROKEN "return {try_again, cause == http::Cause::answer"
  TEST simulate 1 400 200
  SAYS "I2: ")

get_property(names GLOBAL PROPERTY names)
if(DEFINED NAME AND NOT NAME IN_LIST names)
  list(JOIN names ", " names)
  message(FATAL_ERROR "NAME is one of ${names}.")
endif()

# imweb_add_test(<folder> <source>... [ALONE <source>...])   one program of tests per folder; it sees the inside of the library, and
#                                        tests/support. Unity builds compile the folder as one file, but those that stand ALONE.
# imweb_add_example(<name> <regex>)      builds examples/<name>.cpp; ctest runs it and looks for <regex> in its output
if(IMWEB_BUILD_TESTS OR IMWEB_BUILD_BENCHMARKS)
  # The objects of both libraries with all their names, whatever BUILD_SHARED_LIBS says.
  add_library(imweb_internal STATIC $<TARGET_OBJECTS:imweb_objects> $<TARGET_OBJECTS:imweb_testing_objects>)
  set_target_properties(imweb_internal PROPERTIES LINKER_LANGUAGE CXX)
  target_compile_features(imweb_internal PUBLIC cxx_std_20)
  target_compile_definitions(imweb_internal PUBLIC IMWEB_STATIC_DEFINE IMWEB_TESTING_STATIC_DEFINE
                                                   IMWEB_FIXTURES_DIR="${imweb_SOURCE_DIR}/tests/fixtures")
  target_include_directories(imweb_internal PUBLIC ${imweb_SOURCE_DIR}/include ${imweb_BINARY_DIR}/generated ${imweb_SOURCE_DIR}/src
                                                   ${imweb_SOURCE_DIR}/tests)
  target_link_libraries(imweb_internal PUBLIC Threads::Threads CURL::libcurl nlohmann_json::nlohmann_json)
endif()

if(IMWEB_BUILD_TESTS)
  include(GoogleTest)

  # Where the library is optimised and watched for the fuzzers, its tests need not be, and compile in half the time.
  set(imweb_test_options "")
  if(IMWEB_BUILD_FUZZERS)
    set(imweb_test_options -O0 -fno-sanitize=fuzzer-no-link)
  endif()

  # Unity builds of the tests share a precompiled header.
  file(WRITE ${imweb_BINARY_DIR}/tests/precompiled.cpp "")
  add_library(imweb_precompiled OBJECT ${imweb_BINARY_DIR}/tests/precompiled.cpp)
  target_link_libraries(imweb_precompiled PRIVATE imweb_internal imweb_warnings GTest::gmock_main)
  target_compile_options(imweb_precompiled PRIVATE ${imweb_test_options})
  target_precompile_headers(imweb_precompiled PRIVATE <gmock/gmock.h> <gtest/gtest.h> <imweb/imweb.hpp>)
  set_target_properties(imweb_precompiled PROPERTIES EXCLUDE_FROM_ALL ON UNITY_BUILD OFF)
endif()

function(imweb_add_test folder)
  cmake_parse_arguments(arg "" "" "ALONE" ${ARGN})
  add_executable(imweb_${folder}_test ${arg_UNPARSED_ARGUMENTS} ${arg_ALONE})
  set_source_files_properties(${arg_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_link_libraries(imweb_${folder}_test PRIVATE imweb_internal imweb_warnings GTest::gmock_main)
  target_compile_options(imweb_${folder}_test PRIVATE ${imweb_test_options})
  set_target_properties(imweb_${folder}_test PROPERTIES UNITY_BUILD_BATCH_SIZE 0)
  if(CMAKE_UNITY_BUILD)
    target_precompile_headers(imweb_${folder}_test REUSE_FROM imweb_precompiled)
  endif()
  # ThreadSanitizer ends a child that starts a thread, unless it is told not to.
  gtest_discover_tests(imweb_${folder}_test TEST_PREFIX ${folder}. DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${folder} TIMEOUT 120 ENVIRONMENT_MODIFICATION TSAN_OPTIONS=path_list_append:die_after_fork=0)
endfunction()

function(imweb_add_example name regex)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE imweb::imweb imweb::testing imweb_warnings)
  string(REPLACE ";" "." regex "${regex}")  # CTest would take it for several
  add_test(NAME examples.${name} COMMAND ${name})
  set_tests_properties(examples.${name} PROPERTIES PASS_REGULAR_EXPRESSION "${regex}" LABELS examples TIMEOUT 120)
endfunction()

# cmake -P cmake/check_cases.cmake
#
# Fails when docs/cases.md or docs/security.md names a test (`Suite.Name`) that no file below tests/ defines, or when docs/cases.md lacks a case
# or, where the case must be shown already, a test for it.
cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)

set(must_be_shown "^([1-9]|1[0-9]|2[0-7]|3[234]|38|39|4[0-8])$")
set(cases 50)
set(test_name "`[A-Z][A-Za-z0-9]*[.][A-Z][A-Za-z0-9]*`")

file(GLOB_RECURSE files ${ROOT}/tests/*_test.cpp)
set(defined "")
foreach(file IN LISTS files)
  file(STRINGS ${file} lines REGEX "^TEST(_F|_P)?\\(")
  foreach(line IN LISTS lines)
    if(line MATCHES "^TEST(_F|_P)?\\(([A-Za-z0-9]+), *([A-Za-z0-9]+)\\)")
      list(APPEND defined "`${CMAKE_MATCH_2}.${CMAKE_MATCH_3}`")
    endif()
  endforeach()
endforeach()

foreach(document IN ITEMS docs/cases.md docs/security.md)
  file(READ ${ROOT}/${document} text)
  string(REGEX MATCHALL "${test_name}" named "${text}")
  list(REMOVE_DUPLICATES named)
  foreach(test IN LISTS named)
    if(NOT test IN_LIST defined)
      message(SEND_ERROR "${document}: there is no test ${test}")
    endif()
  endforeach()
endforeach()

file(READ ${ROOT}/docs/cases.md text)
foreach(case RANGE 1 ${cases})
  if(NOT text MATCHES "\n[|] ${case} [|]([^\n]*)")
    message(SEND_ERROR "docs/cases.md: case ${case} is missing")
    continue()
  endif()
  set(row "${CMAKE_MATCH_1}")
  if(case MATCHES "${must_be_shown}" AND NOT row MATCHES "${test_name}")
    message(SEND_ERROR "docs/cases.md: case ${case} names no test")
  endif()
endforeach()

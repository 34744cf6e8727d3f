# cmake -P cmake/check_lists.cmake
#
# Fails when a source, a header or a test is in none of the lists of CMakeLists.txt: it would never be built, installed or run.
cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)

# check(<folder> <list file> <pattern>...): each file below `folder` must be named in the list file, by its path from `folder`.
function(check folder lists)
  list(TRANSFORM ARGN PREPEND ${ROOT}/${folder}/ OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files RELATIVE ${ROOT}/${folder} ${patterns})
  file(READ ${ROOT}/${lists} text)
  foreach(file IN LISTS files)
    string(REPLACE "." "\\." pattern ${file})
    if(NOT text MATCHES "[ (/]${pattern}[ \n)]")
      message(SEND_ERROR "${folder}/${file} is not listed in ${lists}")
    endif()
  endforeach()
endfunction()

check(src src/CMakeLists.txt *.cpp)
check(include/imweb src/CMakeLists.txt *.hpp)
check(tests tests/CMakeLists.txt *_test.cpp)

# Our own targets link this privately when we are the project being built. It is never exported, so no user inherits a warning.
# Warnings become errors only by the presets (CMAKE_COMPILE_WARNING_AS_ERROR).
add_library(imweb_warnings INTERFACE)
if(PROJECT_IS_TOP_LEVEL AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(imweb_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual
    -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Wextra-semi -Wimplicit-fallthrough)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(imweb_warnings INTERFACE -Wduplicated-cond
      -Wno-restrict  # mistakes `"a" + std::string` for an overlap when it optimizes (GCC 12)
      $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-subobject-linkage>)  # takes the files of a unity build for headers
  endif()
endif()

# imweb_add_library(<target> EXPORT_HEADER <file> SOURCES <file>... HEADERS <file>... [HEADERS_NEEDING_MORE <file>...])
#
# Compiles the sources once, as <target>_objects. They become <target>, static or shared by BUILD_SHARED_LIBS, with only the exported
# names visible; and they are what the tests link, because tests look behind those names.
# Headers are named from include/imweb. HEADERS_NEEDING_MORE are those for which the user must bring a package of his own.
include(GenerateExportHeader)

function(imweb_add_library target)
  cmake_parse_arguments(arg "" "EXPORT_HEADER" "SOURCES;HEADERS;HEADERS_NEEDING_MORE" ${ARGN})
  string(TOUPPER ${target} prefix)
  set(include ${imweb_SOURCE_DIR}/include)
  set(generated ${imweb_BINARY_DIR}/generated)

  add_library(${target}_objects OBJECT ${arg_SOURCES})
  target_compile_features(${target}_objects PRIVATE cxx_std_20)
  target_include_directories(${target}_objects PRIVATE ${include} ${generated} ${imweb_SOURCE_DIR}/src)
  target_link_libraries(${target}_objects PRIVATE imweb_warnings)

  add_library(${target} $<TARGET_OBJECTS:${target}_objects>)
  target_compile_features(${target} PUBLIC cxx_std_20)
  generate_export_header(${target} EXPORT_FILE_NAME ${generated}/imweb/${arg_EXPORT_HEADER})
  list(TRANSFORM arg_HEADERS PREPEND ${include}/imweb/)
  list(TRANSFORM arg_HEADERS_NEEDING_MORE PREPEND ${include}/imweb/)
  target_sources(${target}
    PUBLIC FILE_SET HEADERS BASE_DIRS ${include} ${generated} FILES ${generated}/imweb/${arg_EXPORT_HEADER} ${arg_HEADERS}
    PUBLIC FILE_SET more TYPE HEADERS BASE_DIRS ${include} FILES ${arg_HEADERS_NEEDING_MORE})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX INTERFACE_HEADER_SETS_TO_VERIFY HEADERS VERSION ${imweb_VERSION}
    SOVERSION ${imweb_VERSION_MAJOR}.${imweb_VERSION_MINOR})  # while 0.x, every minor version is an ABI of its own

  get_target_property(type ${target} TYPE)
  if(type STREQUAL "SHARED_LIBRARY")
    target_compile_definitions(${target}_objects PRIVATE ${target}_EXPORTS)
    set_target_properties(${target}_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
  else()
    target_compile_definitions(${target} PUBLIC ${prefix}_STATIC_DEFINE)
    target_compile_definitions(${target}_objects PRIVATE IMWEB_STATIC_DEFINE ${prefix}_STATIC_DEFINE)
  endif()
endfunction()

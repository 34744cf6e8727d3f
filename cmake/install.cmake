# cmake --install: components `runtime` (shared library), `development` (headers, package files) and `testing` (imweb::testing, its
# headers and imweb-sandbox). imweb and imweb::testing are exported apart, so a service never meets what only its tests need.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/imweb)
file(RELATIVE_PATH bin_to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})

install(TARGETS imweb EXPORT imweb-targets
  RUNTIME COMPONENT runtime
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  ARCHIVE COMPONENT development
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILE_SET HEADERS COMPONENT development
  FILE_SET more COMPONENT development)
install(EXPORT imweb-targets NAMESPACE imweb:: DESTINATION ${package_dir} COMPONENT development)

if(IMWEB_BUILD_TESTING_LIBRARY)
  set_target_properties(imweb_testing PROPERTIES INSTALL_RPATH $ORIGIN)
  set_target_properties(imweb-sandbox PROPERTIES INSTALL_RPATH $ORIGIN/${bin_to_lib})
  install(TARGETS imweb_testing EXPORT imweb-testing-targets COMPONENT testing
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILE_SET HEADERS COMPONENT testing
    FILE_SET more COMPONENT testing)
  install(TARGETS imweb-sandbox COMPONENT testing)
  install(EXPORT imweb-testing-targets NAMESPACE imweb:: DESTINATION ${package_dir} COMPONENT testing)
endif()

# find_package(imweb CONFIG [COMPONENTS testing]). Users of a static library link what it was built on; of a shared one, nothing.
get_target_property(imweb_type imweb TYPE)
set(imweb_is_static OFF)
if(imweb_type STREQUAL "STATIC_LIBRARY")
  set(imweb_is_static ON)
endif()
configure_package_config_file(cmake/imweb-config.cmake.in imweb-config.cmake INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(imweb-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/imweb-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/imweb-config-version.cmake
  DESTINATION ${package_dir} COMPONENT development)

# pkg-config imweb. Everything is told from where the file lies, so the tree may be moved. libcurl of a static library is in Requires,
# not in Requires.private, because `pkg-config --static libcurl` asks for more than distributions install.
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
cmake_path(APPEND pc_libdir "\${prefix}" ${CMAKE_INSTALL_LIBDIR})
cmake_path(APPEND pc_includedir "\${prefix}" ${CMAKE_INSTALL_INCLUDEDIR})
if(imweb_is_static)
  set(pc_requires "Requires: libcurl >= 7.85")
  set(pc_definitions " -DIMWEB_STATIC_DEFINE")
else()
  set(pc_requires "Requires.private: libcurl >= 7.85")
  set(pc_definitions "")
endif()
configure_file(cmake/imweb.pc.in imweb.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/imweb.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/imweb COMPONENT development)

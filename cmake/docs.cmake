# Target `docs`: the public headers as HTML, in <build>/docs/html. A warning fails it.
find_package(Doxygen QUIET)
if(Doxygen_FOUND)
  # doxygen 1.9 stumbles over specialisations in namespaces that it has not seen.
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/foreign_names.hpp "namespace std {}\nnamespace nlohmann {}\n")
  configure_file(cmake/Doxyfile.in Doxyfile @ONLY)
  add_custom_target(docs COMMAND Doxygen::doxygen ${CMAKE_CURRENT_BINARY_DIR}/Doxyfile COMMENT "Writing docs/html" VERBATIM)
endif()

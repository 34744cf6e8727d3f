# Everything is found, nothing is downloaded.
find_package(Threads REQUIRED)
find_package(CURL 7.85 REQUIRED)              # CURLOPT_PROTOCOLS_STR
if(IMWEB_BUILD_TESTING_LIBRARY)  # the sandbox, the tests and the examples; the library itself does without
  find_package(nlohmann_json 3.11 REQUIRED)
endif()
if(IMWEB_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)
endif()

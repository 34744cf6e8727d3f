// What the targets share. Each file <name>_fuzz.cpp is one target: it takes any bytes and aborts when a promise is broken.
// libFuzzer calls it (tests/fuzz/run), and so does run_corpus.cpp with the files of corpus/<name> and found/<name>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace imweb::fuzz {

/// Ends the program when a promise does not hold.
inline void require(bool holds, std::string_view promise) {
  if (holds) return;
  std::cerr << "broken promise: " << promise << std::endl;
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace imweb::fuzz

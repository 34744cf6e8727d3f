// Calls one target with every file of the folders given: what a fuzzer once found stays found, with any compiler.
//
//     imweb_envelope_corpus tests/fuzz/corpus/envelope tests/fuzz/found/envelope
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "fuzz.hpp"

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;  // nothing was found yet
  for (const auto& entry : std::filesystem::directory_iterator{folder}) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void run(const std::filesystem::path& file) {
  std::cout << file.string() << std::endl;  // the last line names the culprit
  std::ifstream stream{file, std::ios::binary};
  const std::vector<char> bytes{std::istreambuf_iterator<char>{stream}, {}};
  const std::vector<std::uint8_t> input(bytes.begin(),
                                        bytes.end());  // of exactly this size, so that a sanitizer sees a step beyond
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i)
    for (const auto& file : files_in(arguments[i])) {
      run(file);
      ++files;
    }
  std::cout << files << " files\n";
  return files == 0 ? 1 : 0;
}

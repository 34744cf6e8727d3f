// For programs whose table stands in a document: prints it, and says whether the document still holds this very one.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace imweb::bench {

/// The exit code. Without a document there is nothing to compare.
inline int print_and_compare(const std::string& table, const std::vector<std::string>& documents) {
  std::cout << table;
  for (const auto& name : documents) {
    std::ifstream file{name};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (text.find(table) != std::string::npos) continue;
    std::cout << name << " holds another table; put this one in.\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace imweb::bench

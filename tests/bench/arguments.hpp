// `--name value` on the command line, and `--name` alone.
#pragma once

#include <cstddef>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace imweb::bench {

class Arguments {
 public:
  Arguments(int count, char** given) : words_(given + 1, given + count) {}

  [[nodiscard]] bool has(std::string_view name) const { return find(name) < words_.size(); }

  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = "") const {
    const auto at = find(name);
    return std::string{at + 1 < words_.size() ? words_[at + 1] : otherwise};
  }

  /// Throws std::invalid_argument.
  [[nodiscard]] std::size_t number(std::string_view name, std::size_t otherwise) const {
    const auto word = text(name);
    if (word.empty()) return otherwise;
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size())
      throw std::invalid_argument{std::string{name} + " wants a number, not " + word};
    return value;
  }

  /// The first word of all, which has no name.
  [[nodiscard]] std::string first() const { return words_.empty() ? std::string{} : std::string{words_.front()}; }

 private:
  [[nodiscard]] std::size_t find(std::string_view name) const {
    std::size_t at = 0;
    while (at < words_.size() && words_[at] != name) ++at;
    return at;
  }

  std::vector<std::string_view> words_;
};

}  // namespace imweb::bench

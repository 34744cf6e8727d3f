// Any bytes as the body of an answer: a document is read exactly when nlohmann/json reads it, within the limits, and both say the same; and
// what is wrong is said without a piece of the body.
#include <cstdint>
#include <string>

#include "fuzz.hpp"
#include "problems.hpp"
#include "support/told_json.hpp"
#include "wire/document.hpp"

using imweb::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = imweb::fuzz::text_of(data, size);
  const auto expected = imweb::testing::told_by_nlohmann(body);
  const auto told = imweb::testing::told_by_document(body);

  require(told.has_value() == expected.has_value(), "a document is read exactly when it is JSON within the limits");
  require(told == expected, "a document holds what the JSON says");
  const auto document = imweb::wire::Document::parse(std::string{body});
  require(document.problem().empty() == told.has_value(), "a problem is named exactly where there is one");
  require(imweb::fuzz::is_harmless(document.problem(), size), "a problem holds no piece of the body");
  return 0;
}

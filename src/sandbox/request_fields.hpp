// The parameters of a request, wherever they stand: in the query, in a JSON body, in a form body. imweb looks everywhere, whatever
// method and content type say.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sandbox/http_message.hpp"

namespace imweb::inline v0::testing::sandbox {

/// Names and values in the order in which they were found, the query first. A list in JSON is several "name[]".
using Fields = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string path_of(const HttpRequest& request);
/// Without the question mark.
[[nodiscard]] std::string query_of(const HttpRequest& request);

[[nodiscard]] Fields fields_of(const HttpRequest& request);
/// Empty when there is none.
[[nodiscard]] std::string first(const Fields& fields, std::string_view name);
/// The values of `name`, `name[]` and `name[0]`; commas separate more of them.
[[nodiscard]] std::vector<std::string> all(const Fields& fields, std::string_view name);

/// The body as an object. An empty body and PHP's empty array count as an empty object; what is no object is discarded.
[[nodiscard]] nlohmann::json read_object(const std::string& body);

/// Whether the body is a form: not JSON by its looks, and not by its content type either.
[[nodiscard]] bool is_form(const HttpRequest& request);
/// `a=1&etc[b]=2` as PHP reads it: {"a": "1", "etc": {"b": "2"}}. Keys 0, 1, … make a list.
[[nodiscard]] nlohmann::json form_object(const std::string& body);

}  // namespace imweb::inline v0::testing::sandbox

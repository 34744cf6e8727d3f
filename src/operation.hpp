// One thing that imweb can be asked for, as a value: how it is written, how its answer is read, what a failure is called. One type for each page of
// the guide (operations.hpp); one way for all of them (shop_client.hpp).
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/client_options.hpp>
#include <imweb/http/request.hpp>
#include <imweb/pipeline/events.hpp>

#include "wire/document.hpp"
#include "wire/mismatch.hpp"

namespace imweb::inline v0 {

/// What is remembered when the effect of a writing operation is unknown.
struct Mark {
  std::string_view number;  ///< of the order or item
  Duration quiet;           ///< how long imweb may still be at work on it
};

/// `label` is what reports call it, a static text. Operations that change something have a `mark`; those whose answer may have nothing in
/// it say so by `is_empty(result)`.
template <class T>
concept Operation = requires(const T& operation, const ClientOptions& shop, const wire::Document& document,
                             Failure::Details details) {
  typename T::Result;
  { operation.label() } -> std::same_as<std::string_view>;
  { operation.traits() } -> std::same_as<pipeline::Traits>;
  { operation.encode(shop) } -> std::same_as<http::Request>;
  { operation.decode(document) } -> std::same_as<std::variant<typename T::Result, wire::Mismatch>>;
  { operation.explain(details) } -> std::same_as<Failure>;
  { T::max_values } -> std::convertible_to<std::size_t>;
};

}  // namespace imweb::inline v0

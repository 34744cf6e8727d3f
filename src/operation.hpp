// One thing that imweb can be asked for, as data: how it is written, how its answer is read, what a failure is called. One row for each page of the
// guide (operations.cpp); one way for all of them (shop_client.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
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
  std::string number;  ///< of the order or item
  Duration quiet;      ///< how long imweb may still be at work on it
};

template <class Result>
struct Operation {
  std::string_view label;  ///< what reports call it; static text
  pipeline::Traits traits{};
  std::function<http::Request(const ClientOptions& shop)> encode{};
  std::function<std::variant<Result, wire::Mismatch>(const wire::Document& document)> decode{};
  std::function<Failure(Failure::Details details)> explain{};
  std::function<bool(const Result& result)> is_empty{};  ///< the answer has nothing in it; not set where that cannot be
  std::optional<Mark> mark{};                            ///< only of operations that change something
  std::size_t max_values = wire::max_values;
};

}  // namespace imweb::inline v0

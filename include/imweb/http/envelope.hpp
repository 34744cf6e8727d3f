// What the body of an answer says about the call: imweb puts `code` and `msg` around everything, errors included (wire.md "Envelope and errors").
// Plain data, so that the pipeline can judge answers without knowing JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace imweb::inline v0::http {

/// The outer object of an answer.
struct Envelope {
  enum class Form : std::uint8_t {
    valid,      ///< a JSON object with one integer `code`
    foreign,    ///< code 200, but nothing in it speaks of our order; `problem` says why
    malformed,  ///< JSON or the beginning of it, but no envelope; `problem` says why
    no_json,    ///< something else altogether: a page, a text, nothing
  };

  Form form = Form::malformed;
  std::int64_t code = 0;
  std::string msg{};                            ///< imweb's text as it came; escape before showing
  std::optional<std::int64_t> request_count{};  ///< requests still allowed, as far as is known
  std::string problem{};                        ///< why the body is not an envelope, for people; never a piece of the body

  /// True when `code` may be read.
  [[nodiscard]] bool has_code() const noexcept { return form == Form::valid || form == Form::foreign; }
};

}  // namespace imweb::inline v0::http

// What can be made to go wrong between the sandbox and a client, and with which requests.
//
//     sandbox.fail_next(Fault::apply_then_close, 1, {.on = RequestKind::write, .skip = 1});
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <imweb/base/print.hpp>
#include <imweb/http/request.hpp>

namespace imweb::inline v0::testing {

using v0::operator<<;

/// What can be made to go wrong with a request. "Applied": the order was processed before things went wrong.
enum class Fault : std::uint8_t {
  none,
  refuse,                   ///< the next new connection is reset as soon as it is accepted; idle connections are closed first
  reset,                    ///< not applied; RST after the request was read
  close_after_reading,      ///< not applied; FIN after the request was read
  apply_then_close,         ///< applied; FIN without an answer
  apply_then_reset,         ///< applied; RST without an answer
  half_answer,              ///< applied; the answer ends in the middle of its JSON, Content-Length promised more
  continue_then_close,      ///< not applied; "HTTP/1.1 100 Continue", then FIN
  three_bytes_then_close,   ///< applied; "HTT", then FIN
  stall,                    ///< not applied; no answer, the connection stays open
  apply_then_stall,         ///< applied; no answer, the connection stays open
  one_byte_per_second,      ///< applied; the answer trickles, one byte each FaultOptions::delay
  delay,                    ///< applied; the answer comes FaultOptions::delay later
  drop,                     ///< not applied; no answer to this request, the connection goes on with the next
  answer_twice,             ///< applied once; the same answer is sent twice in a row
  raw_answer,               ///< answered with what answer_next was given
  answer_without_applying,  ///< not applied; answered as if it had been: code 200 is no proof
};

/// The enumerator's name.
[[nodiscard]] constexpr std::string_view to_string(Fault fault) noexcept {
  constexpr std::string_view names[] = {"none",
                                        "refuse",
                                        "reset",
                                        "close_after_reading",
                                        "apply_then_close",
                                        "apply_then_reset",
                                        "half_answer",
                                        "continue_then_close",
                                        "three_bytes_then_close",
                                        "stall",
                                        "apply_then_stall",
                                        "one_byte_per_second",
                                        "delay",
                                        "drop",
                                        "answer_twice",
                                        "raw_answer",
                                        "answer_without_applying"};
  return names[static_cast<std::size_t>(fault)];
}

/// Which requests a fault may hit.
enum class RequestKind : std::uint8_t {
  order,  ///< all but logins
  login,
  any,
  read,   ///< every GET that names a page of orders
  write,  ///< every PATCH that names one
};

/// Which request a fault hits, and how. Ignored by Fault::refuse, which hits connections.
struct FaultOptions {
  RequestKind on = RequestKind::order;
  int skip = 0;                                                       ///< so many such requests pass first: 2 hits the third
  std::chrono::milliseconds delay = std::chrono::milliseconds{1000};  ///< of Fault::delay and Fault::one_byte_per_second
};

/// Whether the request is carried out before a RawAnswer is given.
enum class Processing : std::uint8_t { skipped, done };

/// An answer given literally, for everything that the faults do not name: HTML, broken JSON, strange headers.
struct RawAnswer {
  int status = 200;
  std::vector<http::Header> headers{};  ///< beside Content-Length, which is added unless it stands here
  std::string body{};
  std::string verbatim{};  ///< if not empty, these bytes are sent instead of all the above, and the connection is closed
  Processing processing = Processing::skipped;
};

}  // namespace imweb::inline v0::testing

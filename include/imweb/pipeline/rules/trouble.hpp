// What an answer, or the lack of one, says about the way to imweb as a whole, beyond the one call. The breaker counts it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/response.hpp>

namespace imweb::inline v0::pipeline::rules {

enum class Trouble : std::uint8_t {
  none,
  unreachable,  ///< nothing could be sent
  failing,      ///< imweb failed inside
  throttled,    ///< imweb counted too many requests
  maintenance,  ///< imweb is down on purpose
  impostor,     ///< the server could not prove who it is
  blocked,      ///< HTTP 403 or 406 without JSON: a firewall keeps us out
  page,         ///< a page, or nothing, where JSON should be: something answers in imweb's place
  lost,         ///< the request went out, and no complete answer came back
};

/// How many troubles in a row are too many, whether half of the last twenty are as well, how long the first rest is at least, and what is
/// said of it meanwhile.
struct TroubleRow {
  int most_in_a_row;
  bool is_counted_by_half;
  Duration shortest_rest;
  FailureKind kind;
  std::string_view name;
  std::string_view meaning;
};

/// By Trouble.
inline constexpr std::array<TroubleRow, 9> troubles{{
    {0, false, std::chrono::seconds{0}, FailureKind::protocol, "none", "nothing is wrong"},
    {5, true, std::chrono::seconds{30}, FailureKind::transport, "unreachable", "imweb could not be reached"},
    {5, true, std::chrono::seconds{30}, FailureKind::server_error, "failing", "imweb failed again and again"},
    {3, true, std::chrono::seconds{30}, FailureKind::rate_limited, "throttled", "imweb counted too many requests again and again"},
    {1, true, std::chrono::seconds{30}, FailureKind::maintenance, "maintenance", "imweb is under maintenance"},
    {1, true, std::chrono::seconds{30}, FailureKind::transport, "impostor", "the server could not prove that it is imweb"},
    {1, true, std::chrono::minutes{5}, FailureKind::protocol, "blocked", "a firewall before imweb refused a request"},
    {10, false, std::chrono::minutes{5}, FailureKind::protocol, "page", "something else than imweb answered again and again"},
    {10, false, std::chrono::seconds{30}, FailureKind::transport, "lost",
     "requests went out and no answers came back, again and again"},
}};

[[nodiscard]] constexpr const TroubleRow& row_of(Trouble trouble) noexcept { return troubles[static_cast<std::size_t>(trouble)]; }

/// Of a complete answer that was judged to mean `kind`.
[[nodiscard]] constexpr Trouble trouble_in(FailureKind kind, int status, const http::Envelope& envelope) noexcept {
  if (kind == FailureKind::server_error) return Trouble::failing;
  if (kind == FailureKind::maintenance) return Trouble::maintenance;
  if (kind == FailureKind::rate_limited) return Trouble::throttled;
  if (envelope.form != http::Envelope::Form::no_json) return Trouble::none;
  return status == 403 || status == 406 ? Trouble::blocked : Trouble::page;
}

/// Of a request that got no complete answer.
[[nodiscard]] constexpr Trouble trouble_in(http::Progress progress, http::Cause cause) noexcept {
  if (progress != http::Progress::not_sent) return Trouble::lost;
  if (cause == http::Cause::setup || cause == http::Cause::stopped) return Trouble::none;  // our own doing
  return cause == http::Cause::identity ? Trouble::impostor : Trouble::unreachable;
}

}  // namespace imweb::inline v0::pipeline::rules

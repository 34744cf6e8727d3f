// What an answer, or the lack of one, means for the order and for the call. Tables: docs/wire.md "Verdicts".
// Order of judgement: transport failure, by how far it got → HTTP 429 and 401 whatever the body → the envelope → the status.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include <imweb/base/failure.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/response.hpp>

namespace imweb::inline v0::pipeline::rules {

/// What the call does next.
enum class Next : std::uint8_t {
  accept,       ///< code 200, and about our order: the value is there
  renew_token,  ///< the token was refused before anything was done
  slow_down,    ///< too many requests, refused before anything was done: the whole shop pauses
  try_again,    ///< proven not sent: the same request may go out once more
  give_up,      ///< the call is over
};

[[nodiscard]] constexpr std::string_view to_string(Next next) noexcept {
  switch (next) {
    case Next::accept: return "accept";
    case Next::renew_token: return "renew_token";
    case Next::slow_down: return "slow_down";
    case Next::try_again: return "try_again";
    case Next::give_up: return "give_up";
  }
  return "unlisted";
}

/// One judgement. `kind` and `effect` are what a failure would say if the call ended here.
struct Verdict {
  Next next = Next::give_up;
  FailureKind kind = FailureKind::protocol;
  Effect effect = Effect::unknown;
  std::string_view meaning{};  ///< for people: what happened

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// A row of the tables: a number, and what it means.
struct VerdictRow {
  std::int64_t number;
  Verdict verdict;
};

namespace detail {
using enum FailureKind;
using enum Effect;
using enum Next;
}  // namespace detail

/// imweb's `code`, from the body. The negative ones are the guide's error table; the positive ones its response table, which is
/// said to be in the body too.
inline constexpr std::array<VerdictRow, 17> code_verdicts{{
    {-1, {detail::give_up, detail::not_authenticated, detail::not_applied, "imweb did not accept the API key or secret"}},
    {-2, {detail::renew_token, detail::not_authenticated, detail::not_applied, "imweb did not accept the access token"}},
    {-5, {detail::give_up, detail::not_permitted, detail::not_applied, "the API key has no permission for this"}},
    {-6, {detail::give_up, detail::not_permitted, detail::not_applied, "the shop's plan or version does not allow this"}},
    {-7, {detail::slow_down, detail::rate_limited, detail::not_applied, "imweb counted too many requests"}},
    {-10, {detail::give_up, detail::refused, detail::not_applied, "imweb refused a parameter as wrong or missing"}},
    {-11, {detail::give_up, detail::not_found, detail::not_applied, "imweb does not know the order"}},
    {-19, {detail::give_up, detail::server_error, detail::unknown, "imweb failed while it worked on the request"}},
    {-98, {detail::give_up, detail::refused, detail::not_applied, "imweb does not offer this service"}},
    {-99, {detail::give_up, detail::refused, detail::not_applied, "imweb does not offer this method"}},
    {-999, {detail::give_up, detail::maintenance, detail::not_applied, "imweb is under maintenance"}},
    {400, {detail::give_up, detail::refused, detail::not_applied, "imweb refused the request as malformed"}},
    {401, {detail::renew_token, detail::not_authenticated, detail::not_applied, "imweb did not accept the access token"}},
    {404, {detail::give_up, detail::not_found, detail::not_applied, "imweb does not know the order"}},
    {429, {detail::slow_down, detail::rate_limited, detail::not_applied, "imweb counted too many requests"}},
    {500, {detail::give_up, detail::server_error, detail::unknown, "imweb failed while it worked on the request"}},
    {501, {detail::give_up, detail::refused, detail::not_applied, "imweb does not offer this method"}},
}};

/// HTTP statuses that mean something by themselves, where no envelope says more. Classes of statuses: judge_status.
inline constexpr std::array<VerdictRow, 6> status_verdicts{{
    {401, {detail::renew_token, detail::not_authenticated, detail::not_applied, "imweb did not accept the access token"}},
    {404, {detail::give_up, detail::not_found, detail::not_applied, "imweb does not know the order, or the address is wrong"}},
    {408, {detail::give_up, detail::refused, detail::unknown, "the server gave up waiting for the request"}},
    {425, {detail::give_up, detail::refused, detail::unknown, "the server did not want to risk a replayed request"}},
    {429, {detail::slow_down, detail::rate_limited, detail::not_applied, "imweb counted too many requests"}},
    {501, {detail::give_up, detail::refused, detail::not_applied, "imweb does not offer this method"}},
}};

template <std::size_t Size>
constexpr std::optional<Verdict> find_verdict(const std::array<VerdictRow, Size>& table, std::int64_t number) noexcept {
  for (const auto& row : table)
    if (row.number == number) return row.verdict;
  return std::nullopt;
}

/// The status alone: for answers whose body is no envelope.
constexpr Verdict judge_status(int status) noexcept {
  using namespace detail;
  if (const auto row = find_verdict(status_verdicts, status)) return *row;
  if (status >= 300 && status < 400)
    return {give_up, protocol, not_applied, "the server pointed to another address; redirects are never followed"};
  if (status >= 400 && status < 500)
    return {give_up, refused, not_applied, "the server or a firewall before it refused the request"};
  if (status >= 500 && status < 600) return {give_up, server_error, unknown, "the server failed while it worked on the request"};
  return {give_up, protocol, unknown, "the answer is not one that imweb gives"};
}

/// An envelope with code 200 is only as good as the status around it, and as what it says.
constexpr Verdict judge_success(int status, http::Envelope::Form form) noexcept {
  using namespace detail;
  const bool is_about_us = form == http::Envelope::Form::valid;
  if (status >= 200 && status < 300 && is_about_us) return {accept, protocol, unknown, {}};
  if (status >= 200 && status < 300) return {give_up, protocol, unknown, "imweb reports success, but not of what was asked"};
  if (status >= 500 && status < 600) return {give_up, server_error, unknown, "the server failed, yet the body reports success"};
  return {give_up, protocol, unknown, "the HTTP status and the body contradict each other"};
}

/// A complete answer.
constexpr Verdict judge(int status, const http::Envelope& envelope) noexcept {
  using namespace detail;
  if (status == 429 || status == 401) return judge_status(status);
  if (!envelope.has_code()) return judge_status(status);
  if (envelope.code == 200) return judge_success(status, envelope.form);
  if (const auto row = find_verdict(code_verdicts, envelope.code)) return *row;
  if (envelope.code == status) return judge_status(status);
  return {give_up, protocol, unknown, "imweb answered with a code that this version does not know"};
}

/// No complete answer. A status line that was read before the break still counts where it proves a refusal.
constexpr Verdict judge(http::Progress progress, http::Cause cause, int status) noexcept {
  using namespace detail;
  const bool is_hopeless = cause == http::Cause::identity || cause == http::Cause::setup;
  if (progress == http::Progress::not_sent)
    return {is_hopeless ? give_up : try_again, transport, not_applied,
            is_hopeless ? "the request was not sent, and cannot be until this is mended" : "the request was not sent"};
  if (status >= 400 && status < 500) return judge_status(status);
  return {give_up, cause == http::Cause::answer ? protocol : transport, unknown,
          "the request went out and no complete answer came back"};
}

}  // namespace imweb::inline v0::pipeline::rules

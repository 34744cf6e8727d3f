// Every knob, with its default and unit. Credentials are all that is needed.
//
//     imweb::OrderClient client{{.credentials = {.key = imweb::Secret{key}, .secret = imweb::Secret{secret}}}};
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include <imweb/base/pointers.hpp>
#include <imweb/base/secret.hpp>
#include <imweb/base/time.hpp>
#include <imweb/http/curl_transport.hpp>

namespace imweb::inline v0 {

class Observer;

/// The shop's API key and secret (site admin: settings > external service connection > API).
struct Credentials {
  Secret key;
  Secret secret;
};

/// How `collect_type` is written. The guide gives no values; the platform's other flags are Y/N (wire.md "Formats").
struct CollectTypeText {
  std::string direct = "Y";
  std::string shipment = "N";
};

/// What an answer with code 200 that names no order is worth. Nobody has published a real answer of this page.
enum class BareSuccess : std::uint8_t {
  unknown,  ///< a protocol failure, effect unknown: the safe reading
  applied,  ///< counts as success of the order that was asked for
};

/// One shop. Wrong values are refused by the first call (`invalid_argument`; those of `connection` as `transport`, not_applied), never by
/// construction.
struct ClientOptions {
  Credentials credentials{};
  std::string base_url = "https://api.imweb.me/v2";  ///< https, or http to loopback
  /// Which order management the shop is on, a query parameter of every call: "v2", "v1", empty (not sent), or "detect": v2, v1 and nothing are
  /// tried in turn where imweb shows nothing, until one shows something; that one is kept.
  std::string order_version = "v2";
  std::string affiliate{};  ///< ACCESS-AFFILIATE header, for imweb's partners; empty: not sent
  CollectTypeText collect_type{};
  BareSuccess bare_success = BareSuccess::unknown;

  /// Between any two requests; 200 ms is the limit itself, and less is refused.
  std::chrono::milliseconds spacing = std::chrono::milliseconds{205};
  /// Between two list requests.
  std::chrono::milliseconds list_spacing = std::chrono::milliseconds{1020};
  /// Wait before the first request. Set one second where processes restart often: the one before may have used up the limit.
  std::chrono::milliseconds quiet_start = std::chrono::milliseconds{0};

  /// A token older than this is replaced before use.
  std::chrono::minutes token_age = std::chrono::minutes{50};
  /// One request, from connecting to the answer's last byte.
  std::chrono::milliseconds attempt_timeout = std::chrono::seconds{30};
  /// How often a request that was proven not sent is tried.
  int max_attempts = 3;

  std::string name{};                    ///< what reports call this shop
  std::shared_ptr<Observer> observer{};  ///< who is told what happens (imweb/observer.hpp); empty: nobody

  http::CurlOptions connection{};  ///< for the client's own engine; ignored when an Engine is given
};

/// Who goes first when calls of one shop wait for their turn.
enum class Priority : std::uint8_t {
  interactive,  ///< somebody is waiting
  bulk,         ///< goes when no interactive call waits
};

/// What one call may want differently.
struct CallOptions {
  /// Over everything: queue, login, attempts, waits. What cannot be answered before it any more, going by the last answers, is not sent.
  std::chrono::milliseconds deadline = std::chrono::seconds{60};
  std::stop_token stop{};  ///< ends the call at any wait
  Priority priority = Priority::interactive;
  /// W3C trace context, sent along as a header: "00-<32 hex>-<16 hex>-<2 hex>"; empty: not sent.
  std::string traceparent{};
};

}  // namespace imweb::inline v0

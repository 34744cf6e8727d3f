// Exchanges key and secret for an access token: POST /auth (wire.md "Authentication"). The secrets go in the body, never in the URL.
#pragma once

#include <string>

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>
#include <imweb/http/envelope.hpp>
#include <imweb/http/request.hpp>

namespace imweb::inline v0::wire {

/// What a login answered: the envelope, and the token if there was one that can be used.
struct LoginAnswer {
  http::Envelope envelope;
  Secret token;
};

/// Precondition: the credentials are printable ASCII.
[[nodiscard]] http::Request encode_login(const ClientOptions& shop);

/// Reads the token from the top level or from under `data`. Code 200 without a usable token is a malformed answer. Nothing of the body is
/// left behind in the memory that it is given.
[[nodiscard]] LoginAnswer read_login(std::string body);

}  // namespace imweb::inline v0::wire

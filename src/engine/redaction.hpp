// Keeps our own secrets out of texts that others wrote.
#pragma once

#include <string>

#include "engine/job.hpp"

namespace imweb::inline v0::engine {

/// Masks the shop's key, secret and tokens in a foreign text that will be shown: a server that echoes them must not bring them into a log.
/// Before anything shortens the text: half a secret would not be found any more.
void redact(std::string& text, const Job& job);

}  // namespace imweb::inline v0::engine

// Which version of the library these headers belong to. The build reads its version from here.
#pragma once

#include <string_view>

#define IMWEB_VERSION_MAJOR 0
#define IMWEB_VERSION_MINOR 1
#define IMWEB_VERSION_PATCH 0

namespace imweb::inline v0 {

/// "0.1.0". While the major version is 0, a new minor version may change the API.
inline constexpr std::string_view version = "0.1.0";

}  // namespace imweb::inline v0

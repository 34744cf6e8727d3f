#include <imweb/base/time.hpp>

namespace imweb::inline v0 {

Clock::~Clock() = default;

}  // namespace imweb::inline v0

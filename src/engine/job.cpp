#include "engine/job.hpp"

namespace imweb::inline v0::engine {

Job::~Job() = default;

}  // namespace imweb::inline v0::engine

#include <stdexcept>

#include "bench/client/load.hpp"

namespace imweb::bench {

Result run_httplib(const Load&) { throw std::invalid_argument{"this program was built without cpp-httplib"}; }

}  // namespace imweb::bench
